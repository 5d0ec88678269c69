import { NOT_EMBEDDED } from '../../core/cluster/clustering.ts';
import { ALIKE } from '../../core/compare/comparison.ts';
import { NO_POCKET } from '../../core/compare/pockets.ts';
import { type Bits, bitsFrom } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import { CLUSTER_COLUMN } from '../cluster/compute.ts';
import { PLANE_X, PLANE_Y } from '../embed/columns.ts';
import type { CompareResult } from './compute.ts';

/** Index of the run among those compared; missing in the reference. */
export const RUN = 'compared run';
/** 0.. new populations, -1 scattered ones; missing where an event is like the reviewed ones. */
export const UNLIKE = 'unlike reviewed';
/** 0.. small populations that have grown; missing elsewhere. */
export const POCKET = 'grown population';
export const DISTANCE = 'distance to reviewed';
/** Between two processings. */
export const MOVED = 'moved';
export const WAS_IN = 'was in cluster';
/** 1 where an event is in another cluster than before. */
export const CROSSED = 'changed cluster';

/** What a comparison tells of every event. All are labels, never features. */
export function compareColumns(result: CompareResult): Column[] {
  const { runOf, x, y, labels, distance, population, grown, moved, wasIn, mode } = result;
  const columns = [
    int(RUN, runOf, (value) => value < 0),
    int(UNLIKE, population, (value) => value === ALIKE),
    float(DISTANCE, distance),
  ];
  if (grown.pockets.length > 0) columns.push(int(POCKET, grown.pocket, (value) => value === NO_POCKET));
  // Runs of one table have plane and clusters from the cells that made them.
  if (mode !== 'runs') {
    columns.unshift(float(PLANE_X, x, null), float(PLANE_Y, y, null));
    columns.push(int(CLUSTER_COLUMN, labels, (value) => value === NOT_EMBEDDED));
  }
  if (moved) columns.push(float(MOVED, moved));
  if (wasIn) {
    columns.push(int(WAS_IN, wasIn, (value) => value === NOT_EMBEDDED));
    const crossed = wasIn.map((from, row) => (from === NOT_EMBEDDED ? -1 : Number(from !== labels[row])));
    columns.push(int(CROSSED, crossed, (value) => value < 0));
  }
  return columns;
}

function int(name: string, values: Int32Array, isMissing: (value: number) => boolean): Column {
  return { name, unit: '', role: 'label', type: 'int32', values, missing: missingIn(values, isMissing) };
}

function float(name: string, values: Float32Array, unit: string | null = ''): Column {
  return { name, unit, role: 'label', type: 'float32', values, missing: missingIn(values, Number.isNaN) };
}

function missingIn(values: Int32Array | Float32Array, isMissing: (value: number) => boolean): Bits | null {
  if (!values.some(isMissing)) return null;
  return bitsFrom(values.length, (row) => isMissing(values[row]));
}
