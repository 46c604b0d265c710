// Time on a step, without the time in which the page was hidden; the clock; the countdown.

let counted = 0; // milliseconds that the step has been seen
let since = document.hidden ? 0 : performance.now();
let deadline = 0;

const seen = () => counted + (since ? performance.now() - since : 0);
const two = (number) => String(number).padStart(2, "0");
const clock = (seconds) => `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;

function begin() {
  counted = 0;
  since = document.hidden ? 0 : performance.now();
  const remaining = document.getElementById("step")?.dataset.remaining;
  deadline = remaining === undefined ? 0 : performance.now() + Number(remaining) * 1000;
  tick();
}

function tick() {
  const timer = document.querySelector("[data-timer]");
  if (timer) timer.textContent = clock(Math.floor(seen() / 1000));
  const countdown = document.querySelector("[data-countdown]");
  if (!countdown || !deadline) return;
  const left = Math.max(0, Math.ceil((deadline - performance.now()) / 1000));
  countdown.textContent = clock(left);
  countdown.classList.toggle("is-short", left <= 15);
  if (left === 0) {
    deadline = 0; // the server took the time; this only asks for what comes next
    document.getElementById("just-reveal")?.click();
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    counted = seen();
    since = 0;
  } else {
    since = performance.now();
  }
});
document.addEventListener("htmx:configRequest", (event) => {
  if ("ms" in event.detail.parameters) event.detail.parameters.ms = Math.round(seen());
});
document.addEventListener("submit", (event) => {
  const field = event.target.elements.ms;
  if (field) field.value = Math.round(seen());
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.elt.id === "step") begin();
});
setInterval(tick, 1000);
begin();
