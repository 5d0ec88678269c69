import { expect, test } from 'vitest';
import { NOISE } from '../cluster/clustering.ts';
import { createRng } from '../random/rng.ts';
import { drawRows } from './draw-rows.ts';
import { refoundIn } from './refound.ts';
import { shuffleColumns } from './shuffle-columns.ts';

const labels = (...runs: [label: number, times: number][]): Int32Array =>
  Int32Array.from(runs.flatMap(([label, times]) => Array<number>(times).fill(label)));

test('by hand: found, joined, split, noise, changed, too few', () => {
  const reference = labels([0, 20], [1, 10], [2, 12], [3, 10], [4, 8], [5, 3]);
  const found = labels(
    [7, 19],
    [NOISE, 1],
    [7, 10],
    [1, 6],
    [2, 6],
    [NOISE, 9],
    [3, 1],
    [4, 5],
    [NOISE, 3],
    [6, 3],
  );
  const fates = refoundIn(reference, found, [0, 1, 2, 3, 4, 5]);
  expect(fates.map(({ fate }) => fate)).toEqual([
    'changed',
    'joined',
    'split',
    'noise',
    'changed',
    'unknown',
  ]);
  expect(fates[0].jaccard).toBeCloseTo(19 / 30);
  expect(fates[1]).toEqual({ jaccard: 10 / 29, fate: 'joined', joined: 0 });
  expect(fates[2].jaccard).toBeCloseTo(0.5);
  expect(fates[5].jaccard).toBeNaN();
  expect(refoundIn(reference, reference, [1])).toEqual([{ jaccard: 1, fate: 'found', joined: null }]);
});

test('the Jaccard is that of sets, on random labels', () => {
  const rng = createRng(4);
  const some = (): Int32Array => Int32Array.from({ length: 300 }, () => rng.integer(6) - 1);
  for (let round = 0; round < 20; round++) {
    const [reference, found] = [some(), some()];
    const rows = Array.from(reference.keys());
    refoundIn(reference, found, [0, 1, 2, 3, 4]).forEach(({ jaccard }, label) => {
      const best = Math.max(
        ...[0, 1, 2, 3, 4].map((other) => {
          const both = rows.filter((i) => reference[i] === label && found[i] === other).length;
          const either = rows.filter((i) => reference[i] === label || found[i] === other).length;
          return both / either;
        }),
      );
      expect(jaccard).toBeCloseTo(best, 12);
    });
  }
});

test('rows are drawn once, ascending, each as likely; shuffled columns keep their values', () => {
  const times = new Float64Array(10);
  for (let seed = 0; seed < 400; seed++) {
    const rows = drawRows(10, 4, createRng(seed));
    expect(rows).toHaveLength(4);
    for (let i = 1; i < rows.length; i++) expect(rows[i]).toBeGreaterThan(rows[i - 1]);
    for (const row of rows) times[row]++;
  }
  for (const count of times) expect(Math.abs(count - 160)).toBeLessThan(50);
  const matrix = Float32Array.from({ length: 60 }, (_, i) => i);
  const groups = Int32Array.from({ length: 20 }, (_, row) => row % 2);
  const twin = shuffleColumns(matrix, 3, createRng(1), groups);
  expect(twin).not.toEqual(matrix);
  for (let d = 0; d < 3; d++) {
    for (let row = 0; row < 20; row++) expect(Math.floor(twin[row * 3 + d] / 3) % 2).toBe(row % 2);
    const column = (of: Float32Array): number[] => Array.from({ length: 20 }, (_, row) => of[row * 3 + d]);
    expect(column(twin).sort((a, b) => a - b)).toEqual(column(matrix));
  }
});
