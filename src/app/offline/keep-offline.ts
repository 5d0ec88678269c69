export interface Offline {
  /** 'none': this browser, or a page from source, keeps nothing; 'later': it begins once the page is at rest. */
  state: 'none' | 'later' | 'keeping' | 'kept' | 'failed';
  /** Takes the new version up, where one is ready. */
  update: (() => void) | null;
}

const HOUR_MS = 3_600_000;
/** The first paint and the first cells go before. */
const REST_MS = 3000;

/**
 * Has the browser keep the whole app, once the page is at rest, and tells of a new version when all of it is there.
 * A new version never takes a window over unasked: its parts and those of the old one do not mix.
 */
export function keepOffline(report: (change: Partial<Offline>) => void): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) {
    report({ state: 'none' });
    return;
  }
  report({ state: 'later' });
  setTimeout(() => {
    register(report).catch((error: unknown) => {
      report({ state: 'failed' });
      console.warn('the app is not kept for use without a network:', error);
    });
  }, REST_MS);
}

async function register(report: (change: Partial<Offline>) => void): Promise<void> {
  const container = navigator.serviceWorker;
  const controlled = container.controller !== null;
  // Automation may refuse service workers without an error.
  const registration: ServiceWorkerRegistration | undefined = await container.register('./service-worker.js');
  if (!registration) {
    report({ state: 'none' });
    return;
  }

  let asked = false;
  function offer(waiting: ServiceWorker): void {
    report({
      update() {
        asked = true;
        waiting.postMessage('take over');
      },
    });
  }
  container.addEventListener('controllerchange', () => {
    if (asked) location.reload();
    // Another window took the new version up; this one goes on with the old one until it is loaded again.
    else if (controlled) report({ update: () => location.reload() });
  });

  function follow(coming: ServiceWorker): void {
    report({ state: registration?.active ? 'kept' : 'keeping' });
    coming.addEventListener('statechange', () => {
      if (coming.state === 'installed' && registration?.active) offer(coming);
      if (coming.state === 'activated') report({ state: 'kept' });
      if (coming.state === 'redundant' && !registration?.active) report({ state: 'failed' });
    });
  }
  registration.addEventListener(
    'updatefound',
    () => registration.installing && follow(registration.installing),
  );
  if (registration.active) report({ state: 'kept' });
  if (registration.installing) follow(registration.installing);
  if (registration.waiting && registration.active) offer(registration.waiting);
  // A shift keeps its window open for days.
  setInterval(() => {
    // Without a network there is no new version to find; the next hour asks again.
    registration.update().catch(() => undefined);
  }, HOUR_MS);
}
