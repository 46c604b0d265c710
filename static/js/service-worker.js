// Keeps static files and the offline page; /sw.js says which, in `self.shell`. Everything else,
// and every page above all, comes from the network or not at all.

const { cache, files, offline, static: folder } = self.shell;
const HASHED = /\.[0-9a-f]{12}\.\w+$/; // its content never changes

async function install() {
  const kept = await caches.open(cache);
  await kept.addAll(files);
  await kept.add(new Request(offline, { credentials: "omit", cache: "reload" }));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name !== cache);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(offline)) ?? Response.error();
  }
}

async function hashed(request) {
  const kept = await caches.open(cache);
  const found = await kept.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.status === 200) await kept.put(request, response.clone());
  return response;
}

// As the files of development are not hashed: the newest, else the one that is kept.
async function unhashed(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith(folder)) {
    event.respondWith(HASHED.test(pathname) ? hashed(request) : unhashed(request));
  }
});
