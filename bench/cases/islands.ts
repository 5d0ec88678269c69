import { createRng } from '../../src/core/random/rng.ts';
import type { Case } from './case.ts';

const ISLANDS = 8;
const STRAY = 0.005;

/**
 * A plane as UMAP leaves it: bent islands of equal density on a ring, their areas by their numbers of points, and
 * 0.5 % strays between them, which are label -1. The side of the square is 40.
 */
export function islands(rows: number, seed: number): Case {
  const rng = createRng(seed);
  const weights = Float64Array.from({ length: ISLANDS }, () => 0.05 + rng.uniform() ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shapes = Array.from(weights, (weight, i) => ({
    angle: (2 * Math.PI * i) / ISLANDS + 0.2 * rng.uniform(),
    turn: 2 * Math.PI * rng.uniform(),
    size: 6 * Math.sqrt(weight / Math.max(...weights)),
    bend: rng.uniform() - 0.5,
  }));
  const matrix = new Float32Array(2 * rows);
  const labels = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    if (rng.uniform() < STRAY) {
      labels[row] = -1;
      matrix.set([40 * rng.uniform() - 20, 40 * rng.uniform() - 20], 2 * row);
      continue;
    }
    let island = 0;
    for (let left = rng.uniform() * total; island < ISLANDS - 1; island++) {
      left -= weights[island];
      if (left < 0) break;
    }
    const { angle, turn, size, bend } = shapes[island];
    const s = 2 * rng.uniform() - 1;
    const u = size * s;
    const v = size * (0.5 * (2 * rng.uniform() - 1) + bend * (2 * s * s - 1));
    labels[row] = island;
    matrix.set(
      [
        14 * Math.cos(angle) + u * Math.cos(turn) - v * Math.sin(turn),
        14 * Math.sin(angle) + u * Math.sin(turn) + v * Math.cos(turn),
      ],
      2 * row,
    );
  }
  return { name: `islands-${rows}-${seed}`, matrix, rows, columns: 2, labels };
}

/** eps at which a point of an island has `neighbors` others in reach on average, far from its edge. */
export function islandsEps(data: Case, neighbors: number): number {
  // The islands' areas add up to what their count of cells says: a grid fine enough to be full inside.
  const side = Math.sqrt((40 * 40 * 20) / data.rows);
  const across = Math.ceil(40 / side);
  const counts = new Int32Array(across * across);
  for (let row = 0; row < data.rows; row++) {
    const column = Math.floor((data.matrix[2 * row] + 20) / side);
    const line = Math.floor((data.matrix[2 * row + 1] + 20) / side);
    if (column >= 0 && column < across && line >= 0 && line < across) counts[line * across + column]++;
  }
  const full = counts.filter((count) => count > 5).sort();
  const density = full[full.length >> 1] / (side * side);
  return Math.sqrt(neighbors / (Math.PI * density));
}
