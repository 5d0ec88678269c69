import { expect, test } from 'vitest';
import { defaultEmbedParams } from '../embed/defaults.ts';
import { prepareMatrix } from '../embed/prepare.ts';
import { unwatched } from '../progress.ts';
import { createRng, type Rng } from '../random/rng.ts';
import { foreignSearch } from '../space/foreign-neighbors.ts';
import { nearestNeighbors } from '../space/nearest-neighbors.ts';
import { bitsFrom } from '../table/bits.ts';
import { makeTable, type Table } from '../table/table.ts';
import { alone } from '../threads/crew.ts';
import { carryLabels, withoutTwins } from './carry-labels.ts';
import { ALIKE, SCATTERED } from './comparison.ts';
import { findNewPopulations } from './new-populations.ts';
import { otherMatrix } from './other-matrix.ts';

const DIMS = 6;
const K = 11;

/** Two kinds of rows, one tight and one wide, and `planted` rows between them. */
function draw(rng: Rng, rows: number, planted = 0): Float32Array {
  const matrix = new Float32Array((rows + planted) * DIMS);
  for (let row = 0; row < rows + planted; row++) {
    const kind = row < rows ? rng.integer(2) : 2;
    const [at, spread] = [
      [0, 0.3],
      [9, 1.5],
      [4, 0.2],
    ][kind];
    for (let d = 0; d < DIMS; d++) matrix[row * DIMS + d] = at + spread * rng.normal();
  }
  return matrix;
}

async function novel(reviewed: Float32Array, rows: Float32Array, falseShare: number) {
  const total = reviewed.length / DIMS;
  const itself = Int32Array.from({ length: total }, (_, i) => i);
  const own = withoutTwins(nearestNeighbors(reviewed, total, DIMS, K, 'euclidean', unwatched), itself);
  const search = foreignSearch(reviewed, total, DIMS, K, 'euclidean', alone);
  const near = withoutTwins(await search(rows, () => undefined), new Int32Array(rows.length / DIMS).fill(-1));
  return findNewPopulations({ falseShare }, { matrix: reviewed }, { matrix: rows }, own, near, DIMS);
}

test('a share of ordinary events is far, as stated, and makes no population', async () => {
  const rng = createRng(8);
  let far = 0;
  let populations = 0;
  for (let turn = 0; turn < 8; turn++) {
    const found = await novel(draw(rng, 1500), draw(rng, 1500), 0.02);
    expect(found.share).toBeCloseTo(0.02, 2);
    far += found.far.reduce((sum, one) => sum + one, 0);
    populations += found.sizes.length;
  }
  expect(far / 12_000).toBeGreaterThan(0.014);
  expect(far / 12_000).toBeLessThan(0.027);
  expect(populations).toBeLessThanOrEqual(1);
});

test('a population that was not reviewed is found whole, in a gap between known ones', async () => {
  const rng = createRng(9);
  const found = await novel(draw(rng, 3000), draw(rng, 2000, 40), 0.01);
  expect([...found.population.subarray(2000)]).toEqual(new Array(40).fill(0));
  expect(found.sizes).toEqual([40]);
  const others = found.population.subarray(0, 2000);
  expect(others.filter((label) => label === ALIKE).length).toBeGreaterThan(1950);
  expect(others.every((label) => label === ALIKE || label === SCATTERED)).toBe(true);
});

test('a heap of exact duplicates divides nothing by 0', async () => {
  const rng = createRng(10);
  const same = draw(rng, 400);
  same.fill(1, 0, 100 * DIMS);
  const found = await novel(same, same, 0.05);
  expect(found.far.subarray(0, 100).every((one) => one === 0)).toBe(true);
});

test('labels go by most of the nearest, at a tie by the nearest; a twin does not vote', () => {
  const neighbors = {
    k: 4,
    indices: Int32Array.of(0, 1, 2, 3, 3, 2, 1, 0),
    distances: Float32Array.of(1, 2, 3, 4, 1, 2, 3, 4),
  };
  const labels = Int32Array.of(5, 5, -1, -1);
  expect([...carryLabels(neighbors, labels, 4)]).toEqual([5, -1]);
  expect([...carryLabels(neighbors, labels, 3)]).toEqual([5, -1]);
  const others = withoutTwins(neighbors, Int32Array.of(0, -1));
  expect([...others.indices]).toEqual([1, 2, 3, 3, 2, 1]);
  expect([...others.distances]).toEqual([2, 3, 4, 1, 2, 3]);
  expect([...carryLabels(others, labels, 3)]).toEqual([-1, -1]);
});

test('rows of the table itself come to the same matrix to the bit; a column that is gone is missing', () => {
  const rng = createRng(11);
  const rows = 700;
  const column = (name: string, value: (row: number) => number, lost: (row: number) => boolean) => ({
    ...{ name, unit: null, role: 'feature' as const, type: 'float64' as const },
    values: Float64Array.from({ length: rows }, (_, row) => (lost(row) ? Number.NaN : value(row))),
    missing: bitsFrom(rows, lost),
  });
  const no = (): boolean => false;
  const table: Table = makeTable([
    column('area', (row) => (row % 50 === 0 ? -1 : 10 ** (2 * rng.normal())), no),
    column(
      'rise',
      () => rng.normal(),
      (row) => row % 9 === 0,
    ),
    column(
      'width',
      () => rng.normal() ** 5,
      (row) => row % 9 === 0,
    ),
  ]);
  const features = ['area', 'rise', 'width'].map((name, i) => ({
    column: name,
    transform: i === 0 ? ('log10' as const) : ('linear' as const),
  }));
  for (const scaling of ['robust', 'standard', 'none'] as const) {
    for (const missing of ['impute', 'exclude'] as const) {
      const params = { ...defaultEmbedParams(rows), scaling, missing };
      const prepared = prepareMatrix(table, features, params);
      const found = otherMatrix(table, prepared.features, params);
      expect(found.rows).toEqual(prepared.rows);
      expect(found.matrix).toEqual(prepared.matrix);
    }
  }
  const params = defaultEmbedParams(rows);
  const prepared = prepareMatrix(table, features, params);
  const less = makeTable(table.columns.slice(0, 2));
  const found = otherMatrix(less, prepared.features, params);
  expect(found.lacking).toEqual(['width']);
  expect(found.matrix.every(Number.isFinite)).toBe(true);
});
