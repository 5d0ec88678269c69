/**
 * A worker that the browser ends (short of memory, or by its own `close`) tells nobody. But a lock ends with its
 * holder: each worker takes one and tells its name, and who started it waits for that lock. Where a page may have no
 * locks, as over plain http, such an end goes unseen until the user cancels.
 */
interface SignOfLife {
  lock: string;
}

const PREFIX = 'outcrop-worker-';

function isSignOfLife(data: unknown): data is SignOfLife {
  return typeof data === 'object' && data !== null && 'lock' in data && String(data.lock).startsWith(PREFIX);
}

function locksHere(): LockManager | undefined {
  return 'navigator' in globalThis ? (globalThis.navigator.locks as LockManager | undefined) : undefined;
}

/**
 * In a worker, at its beginning; nothing elsewhere. Fulfilled when the sign is given or cannot be: a job that begins
 * before would keep the lock waiting for as long as it computes, and its end meanwhile would go unseen.
 */
export function giveSignOfLife(): Promise<void> {
  const locks = locksHere();
  if (!('WorkerGlobalScope' in globalThis) || !locks) return Promise.resolve();
  const lock = `${PREFIX}${crypto.randomUUID()}`;
  return new Promise((given) => {
    const hold = (): Promise<never> => {
      postMessage({ lock } satisfies SignOfLife);
      given();
      return new Promise<never>(() => undefined);
    };
    // Where locks are refused there is no sign, and nobody waits for one.
    locks.request(lock, hold).catch(() => given());
  });
}

/** Calls `onEnd` when the worker is there no more, however it ended. Before anybody else listens to the worker. */
export function watchSignOfLife(worker: Worker, onEnd: () => void): void {
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (!isSignOfLife(event.data)) return;
    event.stopImmediatePropagation();
    locksHere()
      ?.request(event.data.lock, onEnd)
      .catch(() => undefined);
  });
}
