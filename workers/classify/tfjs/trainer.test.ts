import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { ownTrainer } from '../../../src/core/classify/own-trainer.ts';
import { aucOf } from '../../../src/core/classify/roc.ts';
import { predictSmallMlp, scoreRows } from '../../../src/core/classify/small-mlp.ts';
import { createRng } from '../../../src/core/random/rng.ts';
import { orLost, type TfjsBackend, useBackend } from './backend.ts';
import { tfjsTrainer } from './trainer.ts';

const dist = '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm';
const { resolve } = createRequire(import.meta.url);
const wasm = { simd: resolve(`${dist}-simd.wasm`), plain: resolve(`${dist}.wasm`) };

/** Rings around the origin, one a class, which no straight line tells apart. */
function rings(rows: number, classes: number) {
  const rng = createRng(11);
  const labels = Int32Array.from({ length: rows }, (_, row) => row % classes);
  const x = new Float32Array(rows * 2);
  labels.forEach((label, row) => {
    const angle = 2 * Math.PI * rng.uniform();
    const radius = 1 + label + 0.15 * rng.normal();
    x.set([radius * Math.cos(angle), radius * Math.sin(angle)], 2 * row);
  });
  return { x, rows, columns: 2, labels, classes, hidden: [16], epochs: 10, seed: 5 };
}

for (const backend of ['cpu', 'wasm'] as TfjsBackend[]) {
  test(`TensorFlow.js on ${backend}: the same seed gives the same weights, as good as our own trainer's`, async () => {
    await useBackend(backend, wasm);
    const request = rings(500, 2);
    const shares: number[] = [];
    const first = await tfjsTrainer(backend).train(request, (share) => shares.push(share));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    const again = await tfjsTrainer(backend).train(request, () => undefined);
    expect(again).toEqual(first);
    const other = await tfjsTrainer(backend).train({ ...request, seed: 6 }, () => undefined);
    expect(other.layers).not.toEqual(first.layers);
    const auc = aucOf(scoreRows(first, request.x, request.rows), request.labels);
    const own = await ownTrainer.train(request, () => undefined);
    expect(auc).toBeGreaterThan(aucOf(scoreRows(own, request.x, request.rows), request.labels) - 0.1);
    expect(auc).toBeGreaterThan(0.8);
  });
}

test('three classes on wasm: probabilities of each, and a training that is ended by its listener', async () => {
  await useBackend('wasm', wasm);
  const request = { ...rings(600, 3), epochs: 70 };
  const model = await tfjsTrainer('wasm').train(request, () => undefined);
  const found = predictSmallMlp(model, request.x, request.rows);
  const right = request.labels.filter((label, row) => {
    const own = found.subarray(3 * row, 3 * row + 3);
    return own.indexOf(Math.max(...own)) === label;
  });
  expect(right.length / request.rows).toBeGreaterThan(0.7);
  const late = (share: number): void => {
    if (share > 0.1) throw new Error('late');
  };
  await expect(tfjsTrainer('wasm').train(request, late)).rejects.toThrow('late');
});

test('what would be read from a lost context without end is told to be lost', async () => {
  await useBackend('cpu', wasm);
  expect(await orLost(Promise.resolve(3))).toBe(3);
  const backend = Object.assign(tf.backend(), { gpgpu: { gl: { isContextLost: () => true } } });
  await expect(orLost(new Promise(() => undefined))).rejects.toThrow('the WebGL context was lost');
  Reflect.deleteProperty(backend, 'gpgpu');
});
