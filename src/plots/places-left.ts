import { type Bits, hasBit } from '../core/table/bits.ts';
import { makeKeep } from './keep.ts';
import type { AxisModel, LeftRows } from './plot.ts';

export const REMOVED_BY_CUTS = 'removed by the cuts: not drawn';

/** Why a row has no place on an axis, as a note says it. */
export function reasonWithout(place: number, axis: AxisModel): string {
  if (Number.isNaN(place)) return axis.ticks ? `without ${axis.name}: not drawn` : 'not embedded: not drawn';
  if (place < 0 && axis.scale === 'log') return `with ${axis.name} ≤ 0 on a log axis: not drawn`;
  if (place < 0 && axis.square) return `with ${axis.name} < 0 on a squared axis: not drawn`;
  return `with infinite ${axis.name}: not drawn`;
}

interface CountedPlaces {
  drawable: number;
  left: LeftRows[];
}

const keepCounted = makeKeep<CountedPlaces>();

/** Rows with a place on the axis, and the others by reason. O(rows) once for the places, which are of `within`. */
export function countPlaces(
  places: Float64Array | Float32Array,
  axis: AxisModel,
  within: Bits | null = null,
): CountedPlaces {
  const { name, ticks, scale, square } = axis;
  return keepCounted(places, JSON.stringify([name, ticks, scale, square]), () => {
    let drawable = 0;
    const reasons = new Map<string, number>();
    for (let row = 0; row < places.length; row++) {
      if (Number.isFinite(places[row])) {
        drawable++;
      } else {
        const removed = within !== null && !hasBit(within, row);
        const reason = removed ? REMOVED_BY_CUTS : reasonWithout(places[row], axis);
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
    }
    return { drawable, left: leftRows(reasons) };
  });
}

/** Rows without a place, by reason. */
export function leftRows(reasons: ReadonlyMap<string, number>): LeftRows[] {
  // What the user left out by cuts is nothing to warn of.
  return [...reasons].map(([reason, count]) => ({ count, reason, undrawn: reason !== REMOVED_BY_CUTS }));
}
