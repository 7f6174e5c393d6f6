/**
 * The service worker: after the first visit the whole course is here. Files are kept by their content, so an update fetches
 * only what changed. It waits, as browsers do, until no page of the former edition is open, or until somebody asks for the
 * new one; files that an open page may still want are kept so long. Its answers carry the headers with which a page is
 * isolated, so that threads may share memory also where the host sends none.
 */
import { Edition, intact, keysLike, type Listed } from "./keep.js";

declare const self: ServiceWorkerGlobalScope;
/** Written by the build. */
declare const FILES: readonly Listed[];

const STORE = "long-attention";
const edition = new Edition(FILES, self.registration.scope);

const keysIn = async (cache: Cache): Promise<string[]> => (await cache.keys()).map(({ url }) => url);

async function fill(): Promise<void> {
  const cache = await caches.open(STORE);
  const missing = edition.missing(await keysIn(cache));
  const next = async (): Promise<void> => {
    for (let one = missing.pop(); one; one = missing.pop()) {
      const [address, key] = one;
      const answer = await fetch(address, { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      await cache.put(key, answer);
    }
  };
  await Promise.all(Array.from({ length: 6 }, next));
}

/** Files of former editions go, unless a page is open that may ask for them. */
async function tidy(): Promise<void> {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length > 0) return;
  const cache = await caches.open(STORE);
  await Promise.all(edition.former(await keysIn(cache)).map((key) => cache.delete(key)));
}

/** The file of this edition; or a part of a former one, whose page is still open; or what the server has. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(STORE);
  const own = edition.keyOf(request.url);
  // No page is opened by a key that only a cell may have written.
  const former = () => (request.mode === "navigate" ? [] : keysIn(cache));
  const key = own ?? keysLike(request.url, await former())[0];
  const kept = key && (await cache.match(key));
  return isolated((kept && (await intact(key, kept))) || (await fetch(request)));
}

function isolated(answer: Response): Response {
  if (answer.type === "opaqueredirect" || answer.status === 0) return answer;
  const headers = new Headers(answer.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  const { status, statusText } = answer;
  return new Response(answer.body, { status, statusText, headers });
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("message", ({ data }) => {
  if (data === "activate") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(edition.scope)) event.respondWith(answer(request));
});
