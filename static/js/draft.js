// Saves what is typed one second after the last key, and says truly whether it is saved.
// Until the server has it, it is kept on this device, with the text on which it was written:
// where the server holds another by then, that one stays in the field and this one is offered.
// leftovers.js sends what stayed behind.

const PAUSE = 1000; // milliseconds after the last key
const RETRY = 5000;
let timer = 0;
let saving = false;
let handedIn = false;
let base = ""; // what the server holds, as far as this page knows
let aside = ""; // a text that lost its place to a newer one

const field = () => document.querySelector("form[data-draft] textarea");
const keyOf = (form) => `draft:${document.body.dataset.user}:${form.dataset.draft}`;
const key = (area) => keyOf(area.form);

function keep(area) {
  const kept = { text: area.value, base, aside };
  if (area.value === base && !aside) localStorage.removeItem(key(area));
  else localStorage.setItem(key(area), JSON.stringify(kept));
}

function say(area, state) {
  const sign = document.getElementById("draft-sign");
  if (!sign) return;
  sign.dataset.state = state;
  const text = state ? sign.dataset[state] : "";
  if (sign.textContent !== text) sign.textContent = text;
}

function outcome(response) {
  if (response.type === "opaqueredirect" || response.status === 403) return "expired";
  if (response.status === 422) return "toolong";
  if (response.status === 409 || response.status === 404) return "";
  return response.ok ? "saved" : "unsaved";
}

async function save(keepalive = false) {
  const area = field();
  if (!area || saving || handedIn) return;
  const text = area.value;
  saving = true;
  say(area, "saving");
  let state = "unsaved";
  try {
    const response = await fetch(area.form.dataset.draft, {
      method: "POST",
      body: new URLSearchParams(new FormData(area.form)),
      redirect: "manual",
      keepalive,
    });
    state = outcome(response);
  } catch {
    state = "unsaved";
  }
  saving = false;
  if (area !== field()) return;
  if (state === "saved") base = text;
  if (area.value !== text) return later(area);
  if (state === "saved") keep(area);
  if (state === "unsaved") timer = setTimeout(save, RETRY);
  say(area, state);
}

function later(area) {
  keep(area);
  say(area, "saving");
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

function begin() {
  const area = field();
  clearTimeout(timer);
  handedIn = false;
  aside = "";
  if (!area) return;
  base = area.defaultValue;
  recover(area, JSON.parse(localStorage.getItem(key(area))));
  if (area.value !== base) later(area); // it may also have been typed before this script was there
  else keep(area);
}

function recover(area, kept) {
  if (!kept) return;
  ({ aside } = kept);
  if (kept.base === base) area.value = kept.text;
  else if (kept.text !== base) aside = [aside, kept.text].filter(Boolean).join("\n\n");
  offer(area);
}

function offer(area) {
  document.getElementById("aside")?.remove();
  if (!aside) return;
  const note = document.getElementById("aside-note").content.firstElementChild.cloneNode(true);
  note.id = "aside";
  note.querySelector(".my-answer").textContent = aside;
  note.querySelector("[data-swap]").addEventListener("click", () => {
    [area.value, aside] = [aside, area.value];
    later(area);
    offer(area);
  });
  note.querySelector("[data-discard]").addEventListener("click", () => {
    aside = "";
    keep(area);
    offer(area);
  });
  document.getElementById("draft-sign").after(note);
}

document.addEventListener("input", (event) => {
  if (event.target === field()) later(event.target);
});
// Only what is newer than the server's text: another device may have gone on.
function saveWhatWaits(keepalive) {
  const area = field();
  if (area && area.value !== base) save(keepalive);
}

addEventListener("online", () => saveWhatWaits(false));
addEventListener("pagehide", () => saveWhatWaits(true));
// The answer itself carries the text: nothing older may come after it.
document.addEventListener("submit", () => clearTimeout(timer));
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.closest("#ask")) {
    clearTimeout(timer);
    handedIn = true;
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  const area = field();
  if (!event.target.closest?.("#ask")) return;
  if (event.detail.successful) localStorage.removeItem(keyOf(event.target.closest("#ask")));
  else if (area) {
    handedIn = false;
    later(area);
  }
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.elt.id === "step") begin();
});
begin();
