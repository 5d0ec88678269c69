import type { MessagePort, Worker } from 'node:worker_threads';
import type { Endpoint } from 'comlink';

type Listener = (event: { data: unknown }) => void;

/** A Node worker, seen from either side, with the event interface of the browser that comlink speaks. */
export function nodeEndpoint(port: Worker | MessagePort): Endpoint {
  const listeners = new Map<unknown, (data: unknown) => void>();
  return {
    postMessage: (message, transfer) => port.postMessage(message, transfer as never),
    addEventListener(_type, listener) {
      const call = typeof listener === 'function' ? (listener as unknown as Listener) : undefined;
      const onMessage = (data: unknown): void => {
        if (call) call({ data });
        else (listener as unknown as { handleEvent: Listener }).handleEvent({ data });
      };
      listeners.set(listener, onMessage);
      port.on('message', onMessage);
    },
    removeEventListener(_type, listener) {
      const onMessage = listeners.get(listener);
      if (!onMessage) return;
      listeners.delete(listener);
      port.off('message', onMessage);
    },
  };
}
