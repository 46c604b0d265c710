// Fetches the font of the formulas before the first of them comes, so that nothing moves when it
// does; not with the page itself, and not for somebody who saves data.

const PAUSE = 2000; // milliseconds: the page comes first
const FONT = '1em "STIX Two Math"';

function load() {
  if (!navigator.connection?.saveData) document.fonts?.load(FONT).catch(() => {});
}

const idly = () => (self.requestIdleCallback ? requestIdleCallback(load) : load());

setTimeout(idly, PAUSE);
for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, idly, { once: true });
