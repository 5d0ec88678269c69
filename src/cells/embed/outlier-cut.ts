import type { SelectionMode, SelectionStep } from '../../core/table/clause.ts';

export type OutlierScore = 'LOF' | 'k-distance';

/** All events whose score is at least `low`. */
export function outlierStep(
  cell: string,
  score: OutlierScore,
  low: number,
  mode: SelectionMode,
): SelectionStep {
  return { mode, clause: { type: 'range', column: `${cell}:${score}`, low, high: null } };
}
