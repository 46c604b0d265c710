// Shows the Markdown of an answer as the site will, below its field, while a curator writes.

const PAUSE = 500;
const FIELDS = ["short_zh", "short_en", "full_zh", "full_en", "pitfalls_zh", "pitfalls_en"];
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

async function render(area, pane) {
  const body = new URLSearchParams({ text: area.value, csrfmiddlewaretoken: token() });
  const response = await fetch("/questions/preview/", { method: "POST", body });
  if (response.ok) pane.innerHTML = await response.text(); // sanitised by the server
}

addEventListener("DOMContentLoaded", () => {
  for (const name of FIELDS) {
    const area = document.getElementById(`id_${name}`);
    if (!area) continue;
    const pane = document.createElement("div");
    pane.className = "preview";
    const pair = document.createElement("div");
    pair.className = "preview-pair";
    area.replaceWith(pair);
    pair.append(area, pane);
    let timer = 0;
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(render, PAUSE, area, pane);
    });
    if (area.value) render(area, pane);
  }
});
