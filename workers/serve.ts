import { type Endpoint, expose, type ProxyMarked, releaseProxy, transfer } from 'comlink';
import { toProblemData } from '../src/core/problem.ts';
import type { Answer } from './api.ts';
import { giveSignOfLife } from './sign-of-life.ts';

export interface ServeOptions {
  /** Where calls come from; this worker's own channel unless told. */
  endpoint?: Endpoint;
  /** True for a job that keeps its results for later calls: answers are copied, not moved out of its hands. */
  keepsResults?: boolean;
}

type Method = (...args: unknown[]) => unknown;

/** A function of the caller's, as comlink hands it over: calls return promises, and it wants to be released. */
type Callback = ((...args: unknown[]) => Promise<unknown>) & ProxyMarked & { [releaseProxy](): void };

/** Between two calls of a callback; later ones replace each other meanwhile. */
const CALLBACK_INTERVAL_MS = 50;

/**
 * Exposes a job: every method answers with `Answer`, so that a Problem keeps its fields; callbacks (progress,
 * partial results) are reports of which the latest counts, passed on at most 20 times a second, the last always;
 * the buffers of a result are moved, not copied.
 */
export function serve(api: object, options: ServeOptions = {}): void {
  watchForLostMessages();
  const alive = giveSignOfLife();
  const served: Record<string, Method> = {};
  for (const [name, method] of Object.entries(api)) {
    if (typeof method !== 'function') continue;
    served[name] = async (...args) => {
      await alive;
      const answer = await answerTo(method.bind(api) as Method, args);
      return options.keepsResults ? answer : transfer(answer, buffersIn(answer));
    };
  }
  expose(served, options.endpoint);
}

async function answerTo(method: Method, args: unknown[]): Promise<Answer<unknown>> {
  const callbacks = args.filter((arg): arg is Callback => typeof arg === 'function').map(throttle);
  let next = 0;
  const passed = args.map((arg) => (typeof arg === 'function' ? callbacks[next++].call : arg));
  try {
    const value = await method(...passed);
    await Promise.all(callbacks.map((callback) => callback.finish()));
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: toProblemData(error) };
  } finally {
    for (const callback of callbacks) callback.release();
  }
}

function throttle(callback: Callback): { call: Method; finish(): Promise<void>; release(): void } {
  let last = Number.NEGATIVE_INFINITY;
  let stage: unknown;
  let waiting: unknown[] | null = null;
  let sent: Promise<unknown> = Promise.resolve();
  let failure: { error: unknown } | null = null;
  function send(args: unknown[]): void {
    waiting = null;
    last = performance.now();
    sent = callback(...args).catch((error: unknown) => {
      failure = { error };
    });
  }
  return {
    call(...args) {
      // A new stage is news by itself.
      const first = args[0] as { stage?: unknown } | undefined;
      const turned = first?.stage !== stage;
      stage = first?.stage;
      if (turned || performance.now() - last >= CALLBACK_INTERVAL_MS) send(args);
      else waiting = args;
    },
    async finish() {
      if (waiting) send(waiting);
      await sent;
      if (failure) throw (failure as { error: unknown }).error;
    },
    release: () => callback[releaseProxy](),
  };
}

/** The buffers of every typed array in plain data, but shared ones: those both sides keep. */
export function buffersIn(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const seen = new Set<object>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    if (part instanceof ArrayBuffer) buffers.add(part);
    else if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) buffers.add(part.buffer);
    } else if (Array.isArray(part)) {
      // Long lists hold numbers or texts; a look at the first tells.
      if (typeof part[0] === 'object') for (const item of part) visit(item);
    } else {
      for (const item of Object.values(part)) visit(item);
    }
  };
  visit(value);
  return [...buffers];
}

/**
 * A message that cannot be read here and a rejection nobody handles would leave the caller waiting for ever.
 * Thrown as errors of the worker they reach its owner. In Node they do so by themselves.
 */
function watchForLostMessages(): void {
  if (!('WorkerGlobalScope' in globalThis)) return;
  addEventListener('messageerror', () => {
    throw new Error('a message to the worker could not be read');
  });
  addEventListener('unhandledrejection', (event) => {
    reportError((event as PromiseRejectionEvent).reason);
  });
}
