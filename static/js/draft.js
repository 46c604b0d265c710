// Saves what is typed one second after the last key, and says truly whether it is saved.
// Until the server has it, it is kept on this device; leftovers.js sends what stayed behind.

const PAUSE = 1000; // milliseconds after the last key
const RETRY = 5000;
let timer = 0;
let saving = false;
let handedIn = false;

const field = () => document.querySelector("form[data-draft] textarea");
const keyOf = (form) => `draft:${document.body.dataset.user}:${form.dataset.draft}`;
const key = (area) => keyOf(area.form);

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
  if (area.value !== text) return later(area);
  if (state === "saved") localStorage.removeItem(key(area));
  if (state === "unsaved") timer = setTimeout(save, RETRY);
  say(area, state);
}

function later(area) {
  localStorage.setItem(key(area), area.value);
  say(area, "saving");
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

function begin() {
  const area = field();
  clearTimeout(timer);
  handedIn = false;
  if (!area) return;
  const kept = localStorage.getItem(key(area));
  if (kept !== null && kept !== area.value) {
    area.value = kept;
    save();
  } else if (area.value !== area.defaultValue) {
    later(area); // typed before this script was there
  }
}

document.addEventListener("input", (event) => {
  if (event.target === field()) later(event.target);
});
addEventListener("online", () => save());
addEventListener("pagehide", () => {
  const area = field();
  if (area && localStorage.getItem(key(area)) !== null) save(true);
});
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
document.addEventListener("htmx:afterSwap", begin);
begin();
