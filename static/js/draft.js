// Saves what is typed one second after the last key, and says truly whether it is saved.
// Until the server has it, it is kept on this device, with the texts on which it was written: the
// server takes it in the place of these alone. Where it holds another by then, written on another
// page or device, the text in the field counts and the other is offered: what is being typed stays,
// and on a page just opened it is the server's.
// leftovers.js sends what stayed behind.

const PAUSE = 1000; // milliseconds after the last key
const RETRY = 5000;
const UNSURE = 4; // of the texts sent without an answer, how many are remembered
let timer = 0;
let saving = false;
let handedIn = false;
let base = ""; // what the server last said that it holds
let sent = []; // what it may hold by now: the answer to these got lost
let aside = ""; // the other text, that lost its place
let wrote = null; // what this page keeps on this device; another page may keep its own

const field = () => document.querySelector("form[data-draft] textarea");
const keyOf = (form) => `draft:${document.body.dataset.user}:${form.dataset.draft}`;
const key = (area) => keyOf(area.form);
const both = (...texts) => texts.filter(Boolean).join("\n\n");

function keep(area) {
  const kept = JSON.stringify({ text: area.value, bases: [base, ...sent], aside });
  if (area.value !== base || aside) localStorage.setItem(key(area), (wrote = kept));
  else forget(key(area));
}

function forget(kept) {
  if (localStorage.getItem(kept) === wrote) localStorage.removeItem(kept);
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
  if (response.status === 410) return "over";
  if (response.status === 409) return "elsewhere";
  if (response.status === 404) return "";
  return response.ok ? "saved" : "unsaved";
}

async function save(keepalive = false) {
  const area = field();
  if (!area || saving || handedIn) return;
  const text = area.value;
  const body = new URLSearchParams(new FormData(area.form));
  for (const known of [base, ...sent]) body.append("base", known);
  saving = true;
  sent = [...sent.filter((other) => other !== text), text].slice(-UNSURE);
  keep(area);
  say(area, "saving");
  let [state, other] = ["unsaved", ""];
  try {
    const response = await fetch(area.form.dataset.draft, {
      method: "POST",
      body,
      redirect: "manual",
      keepalive,
    });
    state = outcome(response);
    if (state === "elsewhere") other = await response.text();
  } catch {
    state = "unsaved";
  }
  saving = false;
  if (area !== field()) return;
  if (state === "saved") [base, sent] = [text, []];
  if (state === "elsewhere") return giveWay(area, other);
  if (area.value !== text) return later(area);
  if (state === "saved") keep(area);
  if (state === "unsaved") timer = setTimeout(save, RETRY);
  say(area, state);
}

function giveWay(area, other) {
  [base, sent] = [other, []];
  aside = both(aside, other);
  offer(area);
  later(area);
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
  sent = [];
  if (!area) return;
  base = area.defaultValue;
  wrote = localStorage.getItem(key(area));
  recover(area, JSON.parse(wrote));
  if (area.value !== base) later(area); // it may also have been typed before this script was there
  else keep(area);
}

function recover(area, kept) {
  if (!kept) return;
  ({ aside } = kept);
  if (kept.bases.includes(base)) [area.value, sent] = [kept.text, kept.bases];
  else if (kept.text !== base) aside = both(aside, kept.text);
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
// What is handed in carries only a text that the server does not have: another page may have gone on.
document.addEventListener("htmx:configRequest", (event) => {
  const area = field();
  if (event.target.closest("#ask") && area?.value === base) event.detail.formData.delete("answer");
});
// Where it does carry one, nothing older may come after it.
document.addEventListener("submit", () => clearTimeout(timer));
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.closest("#ask")) {
    clearTimeout(timer);
    handedIn = true;
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  const area = field();
  if (event.detail.successful || !area || !event.target.closest?.("#ask")) return;
  handedIn = false;
  later(area);
});
// The server has it now; a text that lost its place is offered once more, by leftovers.js.
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig.elt.closest("#ask");
  if (form && event.detail.xhr.status < 400 && !aside) forget(keyOf(form));
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.elt.id === "step") begin();
});
begin();
