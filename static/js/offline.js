// The page that stands in for one that cannot be reached: how much is kept, and trying again.

const kept = Object.keys(localStorage).filter((key) => key.startsWith("draft:"));
if (kept.length) {
  document.querySelector("[data-kept]").hidden = false;
  document.querySelector("[data-count]").textContent = kept.length;
}
document.querySelector("[data-again]").addEventListener("click", () => location.reload());
addEventListener("online", () => location.reload());
