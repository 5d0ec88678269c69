import { expect, test } from 'vitest';
import { ownTrainer } from '../../src/core/classify/own-trainer.ts';
import { Problem } from '../../src/core/problem.ts';
import { unwatched } from '../../src/core/progress.ts';
import { createRng } from '../../src/core/random/rng.ts';
import { bitsFrom } from '../../src/core/table/bits.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { createClassifyApi } from './classify.ts';
import type { StartedTrainer } from './find-trainer.ts';
import type { TfjsBackend } from './tfjs/backend.ts';

const ROWS = 240;
const FOLDS = 4;
const rng = createRng(2);
const table = makeTable(
  ['a', 'b'].map((name) => ({
    ...{ name, unit: null, role: 'feature' as const, missing: null, type: 'float64' as const },
    values: Float64Array.from({ length: ROWS }, (_, row) => rng.normal() + (row % 3 === 0 ? 3 : 0)),
  })),
);
const features = ['a', 'b'].map((column) => ({ column, transform: 'linear' as const }));
const population = bitsFrom(ROWS, (row) => row % 3 === 0);
const params = { folds: FOLDS, repeats: 1, hidden: [4], epochs: 8, eventsASide: 100, seed: 3 };

/** Our own training under the name of a backend, which fails from a training on, as where its context is lost. */
function failing(backend: TfjsBackend, from: number, error: () => Error, isLost: boolean): StartedTrainer {
  let trainings = 0;
  return {
    trainer: {
      name: `TensorFlow.js, ${backend}`,
      train: (request, onShare) => {
        if (++trainings >= from) return Promise.reject(error());
        return ownTrainer.train(request, onShare);
      },
    },
    use: () => Promise.resolve(),
    isLost: () => isLost && trainings >= from,
  };
}

const contextLost = (): Error => new Error('the WebGL context was lost');

test('what is lost in the middle of a training is begun again with the next backend, and that is said', async () => {
  const started: TfjsBackend[] = [];
  const api = createClassifyApi(async (backend) => {
    started.push(backend);
    return backend === 'webgl'
      ? failing(backend, 3, contextLost, true)
      : failing(backend, Number.POSITIVE_INFINITY, contextLost, false);
  });
  const separated = (choice: 'tfjs-webgl' | 'own') =>
    api.separate(table, features, population, null, { ...params, missing: 'impute' }, choice, unwatched);
  const found = await separated('tfjs-webgl');
  expect(started).toEqual(['webgl', 'wasm']);
  expect(found.trainer).toBe('TensorFlow.js, wasm');
  expect(found.warnings).toContain('TensorFlow.js, webgl was lost on the way: begun again with another');
  // Nothing of the training that broke off is in it.
  const whole = await separated('own');
  expect(found.aucs).toEqual(whole.aucs);
  expect(found.importances).toEqual(whole.importances);
});

test('where every backend is lost our own trainer takes over; other faults are told, not hidden', async () => {
  const all = createClassifyApi(async (backend) => failing(backend, 2, contextLost, true));
  const ask = (api: typeof all) =>
    api.separate(table, features, population, null, { ...params, missing: 'impute' }, 'tfjs-cpu', unwatched);
  const found = await ask(all);
  expect(found.trainer).toBe(ownTrainer.name);
  expect(found.warnings.filter((line) => line.includes('was lost on the way'))).toHaveLength(3);
  const wrong = createClassifyApi(async (backend) =>
    failing(backend, 2, () => new Problem('bad-data', 'training diverged'), true),
  );
  await expect(ask(wrong)).rejects.toThrow('training diverged');
  const broken = createClassifyApi(async (backend) => failing(backend, 2, () => new Error('a bug'), false));
  await expect(ask(broken)).rejects.toThrow('a bug');
});
