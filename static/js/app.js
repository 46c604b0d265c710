// Small behaviours of every page.

import "./leftovers.js";

// A menu closes when one clicks elsewhere or presses Escape.
function closeMenus(except) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(except)) menu.open = false;
  });
}
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});

// What was asked for gets the focus, so that reading goes on there.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "answer") {
    event.detail.target.querySelector("[data-focus]")?.focus({ preventScroll: true });
  }
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  else if (!event.target.hasAttribute("data-hx-post")) event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// What the worker keeps is in config/installable.py; one that cannot be had changes nothing.
addEventListener("load", () => {
  const language = document.documentElement.lang.toLowerCase();
  navigator.serviceWorker?.register(`/sw.js?lang=${language}`).catch(() => {});
});
