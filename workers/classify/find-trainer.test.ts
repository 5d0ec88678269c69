import { expect, test } from 'vitest';
import { ownTrainer } from '../../src/core/classify/own-trainer.ts';
import { unwatched } from '../../src/core/progress.ts';
import { createTrainerFinder, type StartedTrainer } from './find-trainer.ts';

/** Our own trainer under another name, with something that happens before each report. */
const renamed = (name: string, before: () => void = () => undefined): StartedTrainer => ({
  trainer: {
    name,
    train: (request, onShare) =>
      ownTrainer.train(request, (share) => {
        before();
        onShare(share);
      }),
  },
  use: async () => undefined,
  isLost: () => false,
});

test('a trial tries all, says why one is out, and remembers', async () => {
  let starts = 0;
  let clock = 0;
  const pass = (ms: number) => (): void => {
    clock += ms;
  };
  const find = createTrainerFinder(
    async (backend) => {
      starts++;
      if (backend === 'cpu') throw new Error('no such backend');
      return renamed(`TensorFlow.js, ${backend}`, pass(backend === 'webgl' ? 100_000 : 7));
    },
    60_000,
    () => ++clock,
  );
  const stages: string[] = [];
  const { trial, trainer } = await find('fastest', [], ({ stage }) => stages.push(stage));
  expect(stages).toEqual(['our own', 'wasm', 'cpu', 'webgl'].map((name) => `trying trainers, ${name}`));
  expect(trainer.name).toBe(ownTrainer.name);
  expect(trial?.slice(0, 2).every(({ ms }) => ms! > 0)).toBe(true);
  expect(trial?.[2]).toMatchObject({ ms: null, reason: 'no such backend' });
  expect(trial?.[3]).toMatchObject({ ms: null, reason: 'no answer in 60 s' });
  expect((await find('fastest', [], unwatched)).trial).toEqual(trial);
  expect(starts).toBe(3);
});

test('a backend that does not start or was lost is passed over, by name', async () => {
  const find = createTrainerFinder(async (backend) => {
    if (backend === 'webgl') throw new Error('no WebGL');
    return renamed(`TensorFlow.js, ${backend}`);
  });
  const found = await find('tfjs-webgl', [], unwatched);
  expect([found.backend, found.notes]).toEqual([
    'wasm',
    ['TensorFlow.js does not run on webgl here (no WebGL)'],
  ]);
  expect((await find('tfjs-wasm', ['wasm'], unwatched)).backend).toBe('cpu');
  const none = await find('tfjs-wasm', ['wasm', 'cpu'], unwatched);
  expect([none.backend, none.notes.at(-1)]).toEqual([null, 'trained by our own trainer instead']);
  expect((await createTrainerFinder(null)('tfjs-cpu', [], unwatched)).notes[0]).toContain('in browsers only');
});
