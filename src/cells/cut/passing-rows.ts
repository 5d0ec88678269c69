import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { Problem } from '../../core/problem.ts';
import { andBits, type Bits, hasBit } from '../../core/table/bits.ts';
import type { LabelsClause, SelectionStep } from '../../core/table/clause.ts';
import type { InputSpec } from '../../notebook/cell-kind.ts';
import type { CellInput } from '../contract.ts';
import { KEPT, PASSES_COLUMN } from './passes-column.ts';

/** The input by which a cell leaves out the events that a list of cuts removes. */
export const CUTS_INPUT: InputSpec = {
  kinds: ['cut'],
  optional: true,
  byHand: true,
  // Which rows pass, not what is told of them: see dependsOn of the kind.
  reads: 'features',
  label: 'events that pass',
  none: 'all events',
};

/**
 * The rows that the cuts of an input named `cuts` let pass; null where it is empty: all. The rows keep their numbers, so
 * that a selection means the same events before and after the cuts.
 */
export function passingRows({ cuts, ...others }: Record<string, CellInput>): Bits | null {
  if (cuts === undefined) return null;
  const mine = Object.values(others)[0];
  if (mine !== undefined && rootOf(mine) !== rootOf(cuts)) {
    throw new Problem(
      'bad-parameter',
      `the cuts of ${cuts.cell} are of the events of ${rootOf(cuts)}; expected cuts of ${rootOf(mine)}`,
    );
  }
  return (cuts.result as CutFlow).passing;
}

/** What leaves of a selection the rows that the cuts of a cell let pass. */
export function onlyPassing(cell: string): Extract<SelectionStep, { clause: unknown }> {
  return { mode: 'intersect', clause: passingLabel(cell) };
}

export function passingLabel(cell: string): LabelsClause {
  return { type: 'labels', column: `${cell}:${PASSES_COLUMN}`, labels: [KEPT] };
}

/** The rows that the cuts before a plane and those before its clusters let pass; null for all. */
export function passingBoth(plane: CellInput, clusters: CellInput | null): Bits | null {
  const before = passingRows(plane.inputs ?? {});
  const after = clusters && passingRows(clusters.inputs ?? {});
  return before && after ? andBits(before, after) : (before ?? after);
}

/** Places in a plane, without those of rows that cuts remove. O(rows). */
export function placesWithin(x: Float32Array, within: Bits): Float32Array {
  const places = x.slice();
  for (let row = 0; row < places.length; row++) if (!hasBit(within, row)) places[row] = Number.NaN;
  return places;
}

/** The data cell that the events of an input are of. */
export function rootOf({ cell, inputs }: CellInput): string {
  const above = inputs?.data ?? (inputs && Object.values(inputs)[0]);
  return above === undefined ? cell : rootOf(above);
}
