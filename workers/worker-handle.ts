import type { Endpoint } from 'comlink';
import { watchSignOfLife } from './sign-of-life.ts';

/** A running worker, in a browser or in Node. */
export interface WorkerHandle {
  endpoint: Endpoint;
  terminate(): void;
  /**
   * Called once, with words for the user, when the worker can answer no more: an error that nobody caught,
   * a message that could not be read, its end. Not after `terminate`.
   */
  onDeath(listener: (reason: string) => void): void;
}

/** A browser's worker. */
export function browserHandle(worker: Worker): WorkerHandle {
  let over = false;
  let tell: ((reason: string) => void) | null = null;
  function die(reason: string): void {
    if (over) return;
    over = true;
    // After an error the worker would live on in an unknown state.
    worker.terminate();
    tell?.(reason);
  }
  // An error without a message is a script that could not be loaded.
  worker.addEventListener('error', (event) => die(event.message || 'its script could not be loaded'));
  worker.addEventListener('messageerror', () => die('it sent a message that could not be read'));
  watchSignOfLife(worker, () =>
    die('the browser ended it, perhaps for want of memory; close other tabs and try again'),
  );
  return {
    endpoint: worker,
    terminate() {
      over = true;
      worker.terminate();
    },
    onDeath(listener) {
      tell = listener;
    },
  };
}
