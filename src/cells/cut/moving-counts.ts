import type { Cut, CutPart } from '../../core/cut/cut.ts';
import { columnsOfCuts } from '../../core/cut/cut-expression.ts';
import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { type MovedCounts, movingCut } from '../../core/cut/moving-cut.ts';
import type { Bits } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import type { Frame } from '../contract.ts';
import type { CutParams } from './params.ts';

export interface Counting {
  count(parts: readonly CutPart[]): MovedCounts;
}

/**
 * What counts a cut of a cell while it is moved: on the events that no cut of the list was tuned on, for the population
 * that it was proposed for, or else for the first sample of the list.
 */
export function countingFor(
  frame: Frame,
  cut: Pick<Cut, 'expression' | 'tuned'>,
  { samples }: Pick<CutParams, 'samples'>,
  flow: Pick<CutFlow, 'within' | 'sampleRows' | 'rows'> | undefined,
  selected: Bits | null,
): Counting {
  const named = cut.tuned ? samples.findIndex(({ name }) => name === cut.tuned?.target.name) : 0;
  const rows = flow?.rows === frame.rows ? flow : undefined;
  const target = named < 0 ? null : (rows?.sampleRows[named] ?? null);
  const columns = columnsOfCuts([cut]).flatMap((name): Column[] => {
    const found = frame.columns.filter(({ column }) => column.name === name);
    const own = found.find(({ cell }) => cell === frame.dataCell) ?? found.find(({ isDerived }) => isDerived);
    return own ? [own.column] : [];
  });
  const count = movingCut(
    { rows: frame.rows, columns },
    { within: rows?.within ?? null, target, chosen: selected },
  );
  return { count };
}
