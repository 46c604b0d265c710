// After a step is swapped in: the focus goes where reading goes on, and the bar takes no press until
// a double tap on the one before is over; a failure is said.

const REST = 500; // milliseconds in which a second tap was meant for what was there
const step = () => document.getElementById("step");
const showing = () => `${step()?.dataset.attempt} ${step()?.dataset.stage}`;
let shown = showing();
let resting = 0; // its timer

// Other buttons have come to the place of those that were pressed.
function rest() {
  if (shown === showing()) return;
  shown = showing();
  clearTimeout(resting);
  const bar = step();
  if (!bar) return;
  bar.dataset.resting = "";
  resting = setTimeout(() => delete bar.dataset.resting, REST);
}

function tooSoon(event) {
  if (step()?.dataset.resting === undefined) return false;
  // A tap (it has a count) on anything of the bar; a key, on what reveals or rates.
  return event.target.closest(event.detail ? ".action-bar :is(button, a)" : ".choice");
}

function settle() {
  const target = step()?.querySelector("[data-focus]");
  scrollTo(0, 0);
  target?.focus({ preventScroll: true });
}

function sign(name) {
  const element = document.querySelector(".network-sign");
  if (!element) return;
  element.textContent = name ? element.dataset[name] : "";
  element.hidden = !name;
  step()?.querySelectorAll(".is-pressed").forEach((control) => control.classList.remove("is-pressed"));
}

function press(event) {
  if (tooSoon(event)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else {
    event.target.closest(".choice")?.classList.add("is-pressed");
  }
}

document.addEventListener("click", press, { capture: true });
// At once, not after htmx has settled: whoever is quick is already typing by then.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.elt.id === "step") {
    sign("");
    rest();
    settle();
  }
});
document.addEventListener("htmx:sendError", () => sign("offline"));
document.addEventListener("htmx:responseError", (event) => {
  sign(event.detail.xhr.status === 403 ? "expired" : "failed"); // no cookies, no token
});
document.addEventListener("loop:sign", (event) => sign(event.detail));
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // what the back button shows may be over
});
