import { proxy, releaseProxy, wrap } from 'comlink';
import type { Answer } from '../../workers/api.ts';
import type { WorkerHandle } from '../../workers/worker-handle.ts';
import { fromProblemData, Problem } from '../core/problem.ts';
import type { JobName, Spawn } from './spawn.ts';

/** Who asks, and how to call it off. */
export interface LaneCall {
  cell: string;
  signal?: AbortSignal;
}

/** The calls of one job, one after another, to one worker that is replaced when it dies or is cancelled. */
export interface Lane<Api> {
  run<T>(call: LaneCall, ask: (api: Api) => Promise<T>): Promise<T>;
  onLoss(listener: () => void): () => void;
  /** When all calls so far are answered, one way or another. Never rejects. */
  settled(): Promise<void>;
  close(): void;
}

interface LaneOptions {
  /** Its worker keeps things from call to call, so calls that wait are lost with it. */
  stateful?: boolean;
}

interface Waiting<Api> {
  call: LaneCall;
  ask: (api: Api) => Promise<unknown>;
  settle(outcome: Promise<unknown>): void;
  onAbort(): void;
}

interface Running {
  handle: WorkerHandle;
  remote: Record<string, (...args: unknown[]) => Promise<unknown>> & { [releaseProxy](): void };
}

export function createLane<Api extends object>(
  job: JobName,
  spawn: Spawn,
  options: LaneOptions = {},
): Lane<Api> {
  const waiting: Waiting<Api>[] = [];
  const lossListeners = new Set<() => void>();
  const unsettled = new Set<Promise<unknown>>();
  let current: Waiting<Api> | null = null;
  let worker: Running | null = null;

  function start(): Running {
    const handle = spawn(job);
    const started: Running = { handle, remote: wrap(handle.endpoint) as unknown as Running['remote'] };
    handle.onDeath((reason) => {
      if (worker !== started) return;
      lose(problemOf('worker-died', `the ${job} worker died: ${reason}`));
    });
    return started;
  }

  const problemOf =
    (code: 'worker-died' | 'cancelled', message: string) =>
    (cell: string): Problem =>
      new Problem(code, message, { cell });

  /** The worker and all that it held are gone. */
  function lose(problem: (cell: string) => Problem): void {
    const lost = current ? [current] : [];
    // comlink keeps calls that are never answered, with all that waits for them.
    worker?.remote[releaseProxy]();
    current = null;
    worker = null;
    if (options.stateful) lost.push(...waiting.splice(0));
    for (const listener of lossListeners) listener();
    for (const item of lost) item.settle(Promise.reject(problem(item.call.cell)));
    next();
  }

  function end(problem: (cell: string) => Problem): void {
    worker?.handle.terminate();
    lose(problem);
  }

  function next(): void {
    if (current) return;
    const item = waiting.shift();
    if (!item) return;
    current = item;
    try {
      worker ??= start();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      lose(problemOf('worker-died', `the ${job} worker could not be started: ${reason}`));
      return;
    }
    const outcome = item.ask(apiFor(item, worker));
    outcome
      .catch(() => undefined)
      .then(() => {
        // A call that was taken from a dead worker is settled already.
        if (current !== item) return;
        current = null;
        item.settle(outcome);
        next();
      });
  }

  /** The job's methods as the caller of one item sees them. */
  function apiFor(item: Waiting<Api>, { remote }: Running): Api {
    const callbackFor =
      (callback: (...args: unknown[]) => unknown) =>
      (...args: unknown[]): void => {
        // Reports of a worker that is being ended may still arrive.
        if (current !== item) return;
        try {
          callback(...args);
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          end(
            (cell) =>
              new Problem('internal', `a report of the ${job} worker failed: ${message}`, {
                cell,
                cause: error,
              }),
          );
        }
      };
    return new Proxy({} as Api, {
      get: (_, method) => {
        if (typeof method !== 'string') return undefined;
        return async (...args: unknown[]) => {
          const sent = args.map((arg) =>
            typeof arg === 'function' ? proxy(callbackFor(arg as (...args: unknown[]) => unknown)) : arg,
          );
          return unpack(await remote[method](...sent), item.call.cell);
        };
      },
    });
  }

  function unpack(answer: unknown, cell: string): unknown {
    if (!isAnswer(answer)) {
      throw new Problem(
        'internal',
        `the ${job} worker answered ${JSON.stringify(answer)}; expected an Answer`,
        { cell },
      );
    }
    if (answer.ok) return answer.value;
    throw fromProblemData({ ...answer.error, cell: answer.error.cell ?? cell });
  }

  return {
    run<T>(call: LaneCall, ask: (api: Api) => Promise<T>): Promise<T> {
      const cancelled = problemOf('cancelled', 'cancelled');
      if (call.signal?.aborted) return Promise.reject(cancelled(call.cell));
      const answer = new Promise<T>((resolve) => {
        const item: Waiting<Api> = {
          call,
          ask,
          settle(outcome) {
            call.signal?.removeEventListener('abort', item.onAbort);
            resolve(outcome as Promise<T>);
          },
          onAbort() {
            if (current === item) {
              end(cancelled);
              return;
            }
            const place = waiting.indexOf(item);
            if (place >= 0) waiting.splice(place, 1);
            item.settle(Promise.reject(cancelled(call.cell)));
          },
        };
        call.signal?.addEventListener('abort', item.onAbort);
        waiting.push(item);
        next();
      });
      unsettled.add(answer);
      const forget = (): void => void unsettled.delete(answer);
      answer.then(forget, forget);
      return answer;
    },
    async settled() {
      await Promise.allSettled(unsettled);
    },
    onLoss(listener) {
      lossListeners.add(listener);
      return () => lossListeners.delete(listener);
    },
    close() {
      const lost = waiting.splice(0);
      for (const item of lost)
        item.settle(Promise.reject(problemOf('cancelled', 'cancelled')(item.call.cell)));
      if (worker) end(problemOf('cancelled', 'cancelled'));
    },
  };
}

function isAnswer(value: unknown): value is Answer<unknown> {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  return value.ok === true ? 'value' in value : 'error' in value;
}
