// Before the next step takes its place, a note that was typed is saved, and a report that was typed
// but not sent is shown once more.

let saving = null; // {form, key}: the note under way, and the key of the press that waits for it

const unsent = (selector) =>
  [...document.querySelectorAll(`#step ${selector} textarea`)].find(
    (area) => area.value !== area.defaultValue,
  );

function hold(area) {
  area.dataset.shown = "1";
  area.closest("details").open = true;
  area.focus();
  document.dispatchEvent(new CustomEvent("loop:sign", { detail: "unsent" }));
}

function save(form, control) {
  saving = { form, key: control.getAttribute("aria-keyshortcuts") };
  form.requestSubmit();
}

document.addEventListener("htmx:confirm", (event) => {
  if (event.detail.target?.id !== "step") return;
  const report = unsent("#report-form");
  const note = unsent("#note form");
  const control = event.detail.triggeringEvent?.submitter ?? event.target;
  if (report && !report.dataset.shown) {
    event.preventDefault();
    hold(report);
  } else if (note) {
    event.preventDefault();
    if (!saving) save(note.form, control);
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!saving || event.detail.requestConfig?.elt !== saving.form) return;
  const again = document.querySelector(`#step [aria-keyshortcuts="${CSS.escape(saving.key)}"]`);
  saving = null;
  if (event.detail.successful) again?.click();
});
