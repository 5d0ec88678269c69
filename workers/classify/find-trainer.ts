import { ownTrainer } from '../../src/core/classify/own-trainer.ts';
import type { Trainer, TrainerTrial, TrainRequest } from '../../src/core/classify/separation.ts';
import type { TrainerChoice } from '../../src/core/classify/trainer-choice.ts';
import type { Progress } from '../../src/core/progress.ts';
import { createRng } from '../../src/core/random/rng.ts';
import type { TfjsBackend } from './tfjs/backend.ts';

/** A trainer of a library that runs here. */
export interface StartedTrainer {
  trainer: Trainer;
  /** Makes it the one in use, where another of the library was since. */
  use(): Promise<void>;
  /** True where a training failed because what it runs on is gone, such as a lost WebGL context. */
  isLost(): boolean;
}

export type StartTfjs = (backend: TfjsBackend) => Promise<StartedTrainer>;

export interface FoundTrainer {
  /** null for our own trainer. */
  backend: TfjsBackend | null;
  trainer: Trainer;
  trial: TrainerTrial[] | null;
  /** Why it is not the one that was asked for. */
  notes: string[];
  isLost(): boolean;
}

const BACKENDS: TfjsBackend[] = ['wasm', 'cpu', 'webgl'];
/** A backend that has not trained its trial in so long is out: an emulated graphics processor takes its time. */
export const TRIAL_LIMIT_MS = 8000;

interface Tried extends TrainerTrial {
  started: StartedTrainer | null;
}

const own: FoundTrainer = { backend: null, trainer: ownTrainer, trial: null, notes: [], isLost: () => false };

/**
 * Finds who trains, and remembers the trials of this worker.
 * @param start null where there is our own trainer only
 */
export function createTrainerFinder(
  start: StartTfjs | null,
  limitMs = TRIAL_LIMIT_MS,
  now: () => number = () => performance.now(),
) {
  const tried = new Map<TfjsBackend | null, Tried>();

  async function tryOne(backend: TfjsBackend | null): Promise<Tried> {
    const known = tried.get(backend);
    if (known) return known;
    const name = backend === null ? ownTrainer.name : `TensorFlow.js, ${backend}`;
    const outcome: Tried = { name, ms: null, reason: null, started: null };
    try {
      outcome.started = backend === null ? null : await withinLimit(start!(backend), limitMs);
      outcome.ms = await timeOf(outcome.started?.trainer ?? ownTrainer, limitMs, now);
    } catch (error) {
      outcome.reason = error instanceof Error ? error.message : String(error);
    }
    tried.set(backend, outcome);
    return outcome;
  }

  /** Our own and all backends, the fastest of those that run. */
  async function fastest(without: readonly TfjsBackend[], progress: Progress): Promise<FoundTrainer> {
    const candidates = [null, ...BACKENDS.filter((backend) => !without.includes(backend))];
    const trial: TrainerTrial[] = [];
    let best: FoundTrainer = own;
    let bestMs = Number.POSITIVE_INFINITY;
    for (const [done, backend] of candidates.entries()) {
      progress({ stage: `trying trainers, ${backend ?? 'our own'}`, done, total: candidates.length });
      const { name, ms, reason, started } = await tryOne(backend);
      trial.push({ name, ms, reason });
      if (ms === null || ms >= bestMs) continue;
      bestMs = ms;
      best = started === null ? own : { ...own, backend, trainer: started.trainer, isLost: started.isLost };
    }
    if (best.backend !== null) await tried.get(best.backend)?.started?.use();
    return { ...best, trial };
  }

  /** @param without backends that were lost on the way */
  return async function findTrainer(
    choice: TrainerChoice,
    without: readonly TfjsBackend[],
    progress: Progress,
  ): Promise<FoundTrainer> {
    if (choice === 'own') return own;
    if (start === null) {
      return { ...own, notes: ['TensorFlow.js is used in browsers only: trained by our own trainer'] };
    }
    if (choice === 'fastest') return fastest(without, progress);
    const asked = choice.slice('tfjs-'.length) as TfjsBackend;
    const notes: string[] = [];
    for (const backend of [asked, ...BACKENDS.filter((other) => other !== asked)]) {
      if (without.includes(backend)) continue;
      progress({ stage: `starting TensorFlow.js on ${backend}`, done: 0, total: 1 });
      try {
        const started = await withinLimit(start(backend), limitMs);
        return { ...own, backend, trainer: started.trainer, isLost: started.isLost, notes };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        notes.push(`TensorFlow.js does not run on ${backend} here (${reason})`);
      }
    }
    return { ...own, notes: [...notes, 'trained by our own trainer instead'] };
  };
}

/** ms of an epoch, the first left out: there a backend compiles what it runs. */
async function timeOf(trainer: Trainer, limitMs: number, now: () => number): Promise<number> {
  const request = trialRequest();
  const begin = now();
  let first = 0;
  const watch = (share: number): void => {
    const at = now();
    if (at - begin > limitMs) throw new Error(`no answer in ${limitMs / 1000} s`);
    if (first === 0 && share >= 1 / request.epochs) first = at;
  };
  await withinLimit(trainer.train(request, watch), limitMs);
  return (now() - first) / (request.epochs - 1);
}

async function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // What comes too late is of no use, and no failure of anybody.
    work.catch(() => undefined);
  }
}

/** About what a fold of the bundled run is, in a few epochs. */
function trialRequest(): TrainRequest {
  const rng = createRng(1);
  const [rows, columns] = [4096, 20];
  return {
    x: Float32Array.from({ length: rows * columns }, () => rng.normal()),
    rows,
    columns,
    labels: Int32Array.from({ length: rows }, (_, row) => row % 2),
    classes: 2,
    hidden: [24],
    epochs: 3,
    seed: 1,
  };
}
