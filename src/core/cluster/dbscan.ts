import { type Progress, unwatched } from '../progress.ts';
import { expectClusterParams } from './check-params.ts';
import { orderBySize } from './labels.ts';
import { makePlaneGrid, type PlaneGrid, ROWS } from './plane-grid.ts';
import { rootOf, unite } from './union-find.ts';

/** The own row of cells first: most counts end there. */
const NEAREST_FIRST = [2, 1, 3, 0, 4];
/** Cells between two reports. */
const CHUNK = 4096;
/** Pairs of points that are measured one by one; for more, those out of reach are put aside first. */
const FEW = 64;

/**
 * Exact DBSCAN in the plane (Ester and others 1996) by cells of side eps / sqrt 2: points of one cell are
 * neighbours by construction, so whole cells are joined (Gunawan 2013). A neighbour is at distance <= eps,
 * minSamples counts the point itself, and a border point within reach of several clusters goes to the one
 * whose first core point comes first, as in scikit-learn.
 * @param x, y finite. @returns one label a point: 0.. by falling size, -1 noise. O(n) cells on usual data.
 */
export function dbscan(
  x: Float32Array,
  y: Float32Array,
  eps: number,
  minSamples: number,
  progress: Progress = unwatched,
): Int32Array {
  expectClusterParams({ method: 'dbscan', eps, minSamples });
  const grid = makePlaneGrid(x, y, eps);
  const square = eps * eps;
  const { cells } = grid;
  const reporter = (from: number, to: number) => (cell: number) => {
    const share = from + ((to - from) * cell) / cells;
    progress({ stage: 'cluster', done: Math.round(share * x.length), total: x.length });
  };
  const core = corePoints(grid, square, minSamples, reporter(0.3, 0.6));
  const sets = joinCells(grid, core, square, reporter(0.6, 0.8));
  return orderBySize(assign(grid, core, sets, square, reporter(0.8, 1)));
}

type Step = (cell: number) => void;

/** 1 where at least minSamples points, the point itself among them, lie within eps. In grid order. */
function corePoints(grid: PlaneGrid, square: number, minSamples: number, step: Step): Uint8Array {
  const { cells, start, px, py, from, to } = grid;
  const core = new Uint8Array(px.length);
  for (let cell = 0; cell < cells; cell++) {
    if (cell % CHUNK === 0) step(cell);
    const inside = start[cell + 1] - start[cell];
    if (inside >= minSamples) {
      core.fill(1, start[cell], start[cell + 1]);
      continue;
    }
    let around = 0;
    for (let r = ROWS * cell; r < ROWS * (cell + 1); r++) around += start[to[r]] - start[from[r]];
    if (around < minSamples) continue;
    for (let i = start[cell]; i < start[cell + 1]; i++) {
      const x = px[i];
      const y = py[i];
      let found = 0;
      for (let n = 0; n < ROWS && found < minSamples; n++) {
        const r = ROWS * cell + NEAREST_FIRST[n];
        const stop = start[to[r]];
        for (let j = start[from[r]]; j < stop; j++) {
          const dx = x - px[j];
          const dy = y - py[j];
          if (dx * dx + dy * dy <= square) found++;
        }
      }
      if (found >= minSamples) core[i] = 1;
    }
  }
  return core;
}

/** Union-find over cells: cells are one where some of their core points are within eps. */
function joinCells(grid: PlaneGrid, core: Uint8Array, square: number, step: Step): Int32Array {
  const { cells, from, to } = grid;
  const sets = new Int32Array(cells);
  for (let cell = 0; cell < cells; cell++) sets[cell] = cell;
  const cores = coresOfCells(grid, core);
  const near = new Int32Array(grid.px.length);
  for (let cell = 0; cell < cells; cell++) {
    if (cell % CHUNK === 0) step(cell);
    if (cores[cell] === 0) continue;
    // Cells before this one have seen to it.
    for (let r = ROWS * cell + 2; r < ROWS * (cell + 1); r++) {
      for (let other = Math.max(from[r], cell + 1); other < to[r]; other++) {
        if (cores[other] === 0 || rootOf(sets, other) === rootOf(sets, cell)) continue;
        if (touching(grid, core, cell, other, square, near)) unite(sets, cell, other);
      }
    }
  }
  for (let cell = 0; cell < cells; cell++) sets[cell] = rootOf(sets, cell);
  return sets;
}
/** Core points of each cell. */
function coresOfCells({ cells, start }: PlaneGrid, core: Uint8Array): Int32Array {
  const cores = new Int32Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    for (let i = start[cell]; i < start[cell + 1]; i++) cores[cell] += core[i];
  }
  return cores;
}

/** Whether core points of two cells are within eps. @param near room for the points of a cell. */
function touching(
  { start, px, py }: PlaneGrid,
  core: Uint8Array,
  a: number,
  b: number,
  square: number,
  near: Int32Array,
): boolean {
  const fromA = start[a];
  const toA = start[a + 1];
  const fromB = start[b];
  const toB = start[b + 1];
  let count = 0;
  if ((toA - fromA) * (toB - fromB) <= FEW) {
    for (let i = fromA; i < toA; i++) if (core[i] === 1) near[count++] = i;
  } else {
    // Only points within eps of the other cell's box can have a neighbour there.
    let lowX = Number.POSITIVE_INFINITY;
    let lowY = Number.POSITIVE_INFINITY;
    let highX = Number.NEGATIVE_INFINITY;
    let highY = Number.NEGATIVE_INFINITY;
    for (let j = fromB; j < toB; j++) {
      if (core[j] === 0) continue;
      if (px[j] < lowX) lowX = px[j];
      if (px[j] > highX) highX = px[j];
      if (py[j] < lowY) lowY = py[j];
      if (py[j] > highY) highY = py[j];
    }
    for (let i = fromA; i < toA; i++) {
      if (core[i] === 0) continue;
      const dx = px[i] < lowX ? lowX - px[i] : px[i] > highX ? px[i] - highX : 0;
      const dy = py[i] < lowY ? lowY - py[i] : py[i] > highY ? py[i] - highY : 0;
      if (dx * dx + dy * dy <= square) near[count++] = i;
    }
  }
  for (let j = fromB; j < toB && count > 0; j++) {
    if (core[j] === 0) continue;
    const x = px[j];
    const y = py[j];
    for (let n = 0; n < count; n++) {
      const dx = px[near[n]] - x;
      const dy = py[near[n]] - y;
      if (dx * dx + dy * dy <= square) return true;
    }
  }
  return false;
}

/** A cluster a set that holds a core point, named by its first core point; in point order. */
function assign(grid: PlaneGrid, core: Uint8Array, sets: Int32Array, square: number, step: Step): Int32Array {
  const { cells, start, px, py, order, from, to } = grid;
  const points = px.length;
  const first = new Int32Array(cells).fill(points);
  for (let cell = 0; cell < cells; cell++) {
    for (let i = start[cell]; i < start[cell + 1]; i++) {
      if (core[i] === 1 && order[i] < first[sets[cell]]) first[sets[cell]] = order[i];
    }
  }
  const labels = new Int32Array(points).fill(-1);
  for (let cell = 0; cell < cells; cell++) {
    if (cell % CHUNK === 0) step(cell);
    const own = first[sets[cell]];
    for (let i = start[cell]; i < start[cell + 1]; i++) {
      if (core[i] === 1) {
        labels[order[i]] = own;
        continue;
      }
      let earliest = points;
      for (let r = ROWS * cell; r < ROWS * (cell + 1); r++) {
        for (let other = from[r]; other < to[r]; other++) {
          if (first[sets[other]] >= earliest) continue;
          for (let j = start[other]; j < start[other + 1]; j++) {
            if (core[j] === 0) continue;
            const dx = px[i] - px[j];
            const dy = py[i] - py[j];
            if (dx * dx + dy * dy <= square) {
              earliest = first[sets[other]];
              break;
            }
          }
        }
      }
      if (earliest < points) labels[order[i]] = earliest;
    }
  }
  return labels;
}
