// After a step is swapped in: the focus goes where reading goes on; a failure is said.

const step = () => document.getElementById("step");

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

document.addEventListener("click", (event) => {
  const choice = event.target.closest(".choice");
  if (choice) choice.classList.add("is-pressed");
});
// At once, not after htmx has settled: whoever is quick is already typing by then.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.elt.id === "step") {
    sign("");
    settle();
  }
});
document.addEventListener("htmx:sendError", () => sign("offline"));
document.addEventListener("htmx:responseError", () => sign("failed"));
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // what the back button shows may be over
});
