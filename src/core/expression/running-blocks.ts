import { curveAt } from '../derived/running-curve.ts';
import type { FittedCurves } from './fit-curves.ts';

type Block = Float64Array;

/** What fitted curves make of blocks of y, x and that along which the spread changes. O(log nodes) a row. */
export function applyCurves(
  fitted: FittedCurves | null,
): (out: Block, y: Block, x: Block, by: Block, n: number) => void {
  if (fitted === null) return (out, _y, _x, _by, n) => void out.fill(Number.NaN, 0, n);
  const { center, spread } = fitted;
  if (spread === null) {
    return (out, _y, x, _by, n) => {
      for (let i = 0; i < n; i++) out[i] = curveAt(center, x[i]);
    };
  }
  return (out, y, x, by, n) => {
    for (let i = 0; i < n; i++) out[i] = (y[i] - curveAt(center, x[i])) / curveAt(spread, by[i]);
  };
}
