// The keys of the loop. A key presses the control that names it in `aria-keyshortcuts`.

const FIELD = "textarea, select, input:not([type=checkbox]):not([type=radio])";
const PRESSABLE = "button, a, summary, input";

function press(selector) {
  const control = document.querySelector(selector);
  if (!control) return false;
  control.click();
  return true;
}

function inField(event) {
  if (event.key === "Escape") {
    event.target.blur();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "answer") {
    press("#just-reveal");
  } else {
    return;
  }
  event.preventDefault();
}

function outsideField(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("[popover]:popover-open") && event.key !== "?") return;
  let done = false;
  if (event.key === " ") {
    // Space on a focused control is that control's own.
    done = !event.target.matches(PRESSABLE) && (press("#just-reveal") || press(".choice.is-proposed"));
  } else if (event.key === "i") {
    const answer = document.getElementById("answer");
    answer?.focus();
    done = Boolean(answer);
  } else {
    done = press(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
  }
  if (done) event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  // While an input method composes, every key is its own; a key held down counts once.
  if (event.isComposing || event.keyCode === 229 || event.repeat) return;
  if (event.target.matches(FIELD)) inField(event);
  else outsideField(event);
});
