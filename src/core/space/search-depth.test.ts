import { expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { alone } from '../threads/crew.ts';
import { neighborsByCrew, type OrderedNeighbors } from './nearest-neighbors.ts';

const ROWS = 14_000;

/** Normal in so many columns: with all of them alike a tree can skip little. */
function noise(dims: number): Float32Array {
  const rng = createRng(dims);
  return Float32Array.from({ length: ROWS * dims }, () => rng.normal());
}

function neighbors(dims: number, depth: 'auto' | 'exact'): Promise<OrderedNeighbors> {
  return neighborsByCrew(noise(dims), ROWS, dims, 15, 'euclidean', alone, unwatched, depth);
}

it('searches exactly where that is cheap', async () => {
  const found = await neighbors(3, 'auto');
  expect(found.depth).toMatchObject({ exact: true, recall: 1 });
  expect(found.indices).toEqual((await neighbors(3, 'exact')).indices);
});

it('skips the rim where that is dear, and tells the share of neighbours found', async () => {
  const found = await neighbors(20, 'auto');
  const exact = await neighbors(20, 'exact');
  expect(exact.depth).toMatchObject({ exact: true });
  expect(found.depth).toMatchObject({ exact: false, probes: 512 });
  let hits = 0;
  for (let at = 0; at < exact.indices.length; at += 15) {
    const known = new Set(exact.indices.subarray(at + 1, at + 15));
    for (let i = at + 1; i < at + 15; i++) if (known.has(found.indices[i])) hits++;
  }
  const recall = hits / (ROWS * 14);
  expect(recall).toBeGreaterThan(0.975);
  expect(recall).toBeLessThan(1);
  // 512 x 14 draws, not independent ones.
  expect(found.depth?.recall).toBeCloseTo(recall, 2);
});
