// Sends what was typed without a connection, from whichever page comes next; each text by the
// account that typed it. One whose question is over, or gone, or holds a newer text, is shown before
// it is let go.

const mine = `draft:${document.body.dataset.user}:`;
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value;
const beingTyped = () => document.querySelector("form[data-draft]")?.dataset.draft;

function waiting() {
  return Object.keys(localStorage).filter(
    (key) => key.startsWith(mine) && key.slice(mine.length) !== beingTyped(),
  );
}

async function send(key) {
  const kept = localStorage.getItem(key);
  const { text, bases, aside } = JSON.parse(kept);
  const body = new URLSearchParams({ answer: text, csrfmiddlewaretoken: token() });
  for (const known of bases) body.append("base", known);
  const { status } = await fetch(key.slice(mine.length), { method: "POST", body, redirect: "manual" });
  const refused = [404, 409, 410, 422].includes(status);
  if (status === 204 && !aside && localStorage.getItem(key) === kept) localStorage.removeItem(key);
  if (refused || aside) show(key, [aside, text].filter(Boolean).join("\n\n"));
}

function show(key, text) {
  if (document.getElementById(key)) return;
  const note = document.getElementById("leftover").content.firstElementChild.cloneNode(true);
  note.id = key;
  note.querySelector(".my-answer").textContent = text;
  note.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(key);
    note.remove();
  });
  document.querySelector(".messages").append(note);
  note.scrollIntoView({ block: "nearest" });
}

async function sendAll() {
  if (!document.body.dataset.user || !token()) return;
  for (const key of waiting()) await send(key).catch(() => {}); // the next page tries again
}

addEventListener("online", sendAll);
sendAll();
