import type { Quantity } from '../../core/rq/quantity.ts';
import type { DataResult } from '../data/compute.ts';

/** Planes of a detector in which populations crowd: where in it, and what pulses. */
const PLANES: readonly (readonly [readonly Quantity[], readonly Quantity[]])[] = [
  [['x'], ['y']],
  [['r'], ['drift_time']],
  [
    ['s1_area_corrected', 's1_area'],
    ['s2_area_corrected', 's2_area'],
  ],
  [['s1_tba'], ['s2_tba']],
];

/** The pairs of columns, of those that the table has, in which crowded places are sought. */
export function placesOf({ quantities }: Pick<DataResult, 'quantities'>): [string, string][] {
  const named = (choices: readonly Quantity[]): string | undefined =>
    choices.map((choice) => quantities[choice]).find((name) => name !== undefined);
  return PLANES.flatMap(([xs, ys]): [string, string][] => {
    const [x, y] = [named(xs), named(ys)];
    return x === undefined || y === undefined ? [] : [[x, y]];
  });
}
