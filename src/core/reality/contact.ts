import { takeMatrix } from '../embed/complete-plane.ts';
import { principalAxes, project } from '../embed/principal-axes.ts';
import { createRng } from '../random/rng.ts';
import type { Neighbors } from '../space/kd-tree.ts';
import { wilson } from '../stats/binomial-interval.ts';
import { quantileSorted } from '../stats/quantile.ts';
import { drawRows } from './draw-rows.ts';
import type { Contact } from './reality.ts';

/** Events that are enough for a principal axis. */
const AXIS_ROWS = 2000;
const TOUCHED = 3;
/** Standard normal quantile of 0.9. */
const Z90 = 1.2815515655446004;

/**
 * Whether a cluster's border runs through a gap of the measured quantities: the share of nearest neighbours, which is
 * what the plane was laid out from, that lie across it. A tear of the plane cuts as many bonds as a cut through
 * the middle of the cluster does, which is measured beside it (at the median of its first principal axis). Noise is
 * outside: a core cut out of a population has no gap around it. Of a cluster of most rows the border is seen from the
 * other clusters. A cluster of few rows is asked for fewer neighbours than it has rows. O(rows k + size dims^2).
 * @param labels of each row, NOISE for noise
 * @param neighbors of each row among all, in row order, itself first
 * @param matrix row-major, rows x dims
 */
export function contactOf(
  label: number,
  labels: Int32Array,
  neighbors: Neighbors,
  matrix: Float32Array,
  dims: number,
): Contact {
  const rows = rowsWith(label, labels);
  const most = neighbors.k - 1;
  const k = askedOf(rows.length, most);
  const sizes = new Map<number, number>();
  for (const own of labels) sizes.set(own, (sizes.get(own) ?? 0) + 1);
  const touched = new Map<number, number>();
  let seen = 0;
  let events = rows.length;
  let across = 0;
  if (2 * rows.length <= labels.length) {
    for (const row of rows) {
      for (let i = row * neighbors.k + 1; i <= row * neighbors.k + k; i++) {
        const other = labels[neighbors.indices[i]];
        if (other !== label) touched.set(other, (touched.get(other) ?? 0) + 1);
      }
    }
    seen = rows.length * k;
    for (const times of touched.values()) across += times;
  } else {
    events = 0;
    for (let row = 0; row < labels.length; row++) {
      const own = labels[row];
      if (own === label || own < 0) continue;
      const asked = askedOf(sizes.get(own) ?? 0, most);
      seen += asked;
      events++;
      for (let i = row * neighbors.k + 1; i <= row * neighbors.k + asked; i++) {
        if (labels[neighbors.indices[i]] === label) touched.set(own, (touched.get(own) ?? 0) + 1);
      }
    }
    for (const times of touched.values()) across += times;
  }
  const touches = Array.from(touched, ([other, times]) => ({ label: other, share: times / seen }));
  touches.sort((a, b) => b.share - a.share || a.label - b.label);
  const share = seen === 0 ? 0 : across / seen;
  return {
    k,
    across: share,
    // The neighbours of one event are not independent of each other: it counts as one trial.
    acrossHigh: seen === 0 ? 0 : wilson(share * events, events, Z90).high,
    through: throughMiddle(rows, neighbors, k, matrix, dims),
    touches: touches.slice(0, TOUCHED),
  };
}

function askedOf(size: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor((size - 1) / 3)));
}

/** Share of the neighbours inside a cluster that a cut at the median of its first principal axis parts; NaN for none. */
function throughMiddle(
  rows: Int32Array,
  neighbors: Neighbors,
  k: number,
  matrix: Float32Array,
  dims: number,
): number {
  const drawn = drawRows(rows.length, AXIS_ROWS, createRng(1)).map((i) => rows[i]);
  const axes = principalAxes(takeMatrix(matrix, dims, drawn), drawn.length, dims);
  const along = project(takeMatrix(matrix, dims, rows), rows.length, axes, 1, new Float64Array(rows.length));
  const middle = quantileSorted(along.slice().sort(), 0.5);
  const side = new Int8Array(neighbors.indices.length / neighbors.k).fill(-1);
  rows.forEach((row, i) => {
    side[row] = along[i] > middle ? 1 : 0;
  });
  let inside = 0;
  let parted = 0;
  for (const row of rows) {
    for (let i = row * neighbors.k + 1; i <= row * neighbors.k + k; i++) {
      const other = side[neighbors.indices[i]];
      if (other < 0) continue;
      inside++;
      if (other !== side[row]) parted++;
    }
  }
  return inside === 0 ? Number.NaN : parted / inside;
}

export function rowsWith(label: number, labels: Int32Array): Int32Array {
  let count = 0;
  for (const own of labels) if (own === label) count++;
  const rows = new Int32Array(count);
  let filled = 0;
  for (let row = 0; row < labels.length; row++) if (labels[row] === label) rows[filled++] = row;
  return rows;
}
