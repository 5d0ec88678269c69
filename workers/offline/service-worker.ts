/**
 * Keeps the whole app in the browser, so that it opens without a network. A classic worker of its own, which imports
 * nothing; the build writes OUTCROP_PRECACHE into it (tools/precache.mjs), so that it changes with every build.
 */
declare const OUTCROP_PRECACHE: {
  /** Hash of all that is kept. */
  version: string;
  /** The script that the page begins with: a page of another build has another. */
  entry: string;
  /** Relative to the scope; `` is the page itself. */
  files: readonly string[];
};

const worker = self as unknown as ServiceWorkerGlobalScope;
const precache = OUTCROP_PRECACHE;
const scope = new URL(worker.registration.scope);
/** Apps below other paths of one host have caches of their own. */
const family = `outcrop ${scope.pathname} `;
const name = family + precache.version;
const urls = new Set(precache.files.map((file) => new URL(file, scope).href));

/** A page answered by a redirect cannot be shown again from a cache; its content can. */
function withoutRedirect(response: Response): Response {
  if (!response.redirected) return response;
  const { status, statusText, headers } = response;
  return new Response(response.body, { status, statusText, headers });
}

async function keep(cache: Cache, url: string): Promise<void> {
  // Asks the host again, so that headers such as those of isolation are the present ones.
  const response = withoutRedirect(await fetch(url, { cache: 'no-cache' }));
  if (!response.ok) throw new Error(`${url} could not be fetched: ${response.status}`);
  if (url === scope.href && !(await response.clone().text()).includes(precache.entry)) {
    throw new Error('the host is changing to another version; this one is not kept');
  }
  await cache.put(url, response);
}

/** All files or none: a half of one version is worse than the whole of the last. */
async function install(): Promise<void> {
  const cache = await caches.open(name);
  try {
    await Promise.all([...urls].map((url) => keep(cache, url)));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/** The version before this one stays, for windows that still run it and have not loaded all of its parts. */
async function activate(): Promise<void> {
  const others = (await caches.keys()).filter((key) => key.startsWith(family) && key !== name);
  await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)));
  await worker.clients.claim();
}

async function answer(request: Request, url: string): Promise<Response> {
  const cache = await caches.open(name);
  const kept =
    (await cache.match(url, { ignoreVary: true })) ?? (await caches.match(url, { ignoreVary: true }));
  return kept ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.origin) return;
  const page = request.mode === 'navigate' && pathname.replace(/index\.html$/, '') === scope.pathname;
  const url = page ? scope.href : origin + pathname;
  const hashed = pathname.startsWith(`${scope.pathname}assets/`);
  if (urls.has(url) || hashed) event.respondWith(answer(request, url));
});

/** The user wants the new version now. */
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(worker.skipWaiting());
});

export {};
