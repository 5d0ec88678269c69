import type { Plane } from '../embed/plane.ts';
import { createRng } from '../random/rng.ts';
import { drawRows } from './draw-rows.ts';
import type { PlaneGlimpse } from './reality.ts';

/** Events that a small picture needs. */
const SHOWN = 6000;

/** Some events of a plane, to look at. @param labels of each row; those below the noise have no place in it */
export function glimpse({ x, y }: Plane, labels: Int32Array): PlaneGlimpse {
  const rows = drawRows(labels.length, SHOWN, createRng(1));
  return {
    x: Float32Array.from(rows, (row) => x[row]),
    y: Float32Array.from(rows, (row) => y[row]),
    labels: rows.map((row) => labels[row]),
  };
}
