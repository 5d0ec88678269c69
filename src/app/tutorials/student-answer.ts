import type { CutParams } from '../../cells/cut/params.ts';
import type { DataResult } from '../../cells/data/compute.ts';
import { ledgerOf } from '../../cells/flag/flag-ledger.ts';
import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { flagsOf } from '../../core/flag/ledger.ts';
import { Problem } from '../../core/problem.ts';
import { type Bits, bitsNone, notBits } from '../../core/table/bits.ts';
import { unpackRows } from '../../core/table/packed-rows.ts';
import { findCell } from '../../notebook/document.ts';
import type { EventsCheck } from '../../tutorials/tutorial.ts';
import type { Outcrop } from '../context.ts';

export interface GivenAnswer {
  rows: Bits;
  /** The flag that holds them. */
  flag: string | null;
}

type Asked = Pick<EventsCheck, 'of' | 'cell' | 'data'>;

/** The events that a student has taken, of the rows of the notebook's data: several where several flags are. */
export async function studentAnswers(outcrop: Outcrop, asked: Asked): Promise<GivenAnswer[]> {
  const { document, cells, dataCell } = outcrop.session.store.getState();
  const data = cells[asked.data]?.result as DataResult | undefined;
  if (!data) throw new Problem('bad-data', 'the data of this step are not read yet: press Run all');
  const { rows } = data.table;
  if (asked.of === 'selection') {
    const none = document.selection.length === 0;
    if (!none && dataCell !== asked.data) {
      throw new Problem('bad-data', 'the selection is of other data; select events of the data of this step');
    }
    const selected = none ? bitsNone(rows) : await outcrop.session.rowsOf(asked.data, document.selection);
    return [{ rows: selected, flag: null }];
  }
  const cell = asked.cell === null ? undefined : findCell(document, asked.cell);
  if (!cell)
    throw new Problem('bad-data', `the cell of ${asked.of} of this step was deleted; undo brings it back`);
  if (asked.of === 'cuts') {
    const flow = cells[cell.id]?.result as CutFlow | undefined;
    return [{ rows: flow && flow.rows === rows ? notBits(flow.passing) : bitsNone(rows), flag: null }];
  }
  return flagsOf(ledgerOf(cell))
    .flatMap(({ heads }) => heads)
    .filter(
      (record) => !record.withdrawn && record.data.rows === rows && record.data.name === data.source.label,
    )
    .map((record) => ({ rows: unpackRows(record.events, rows, record.count), flag: record.name }));
}

/** Cuts that can be judged on other data. */
export function cutsOf(outcrop: Outcrop, id: string | null): CutParams['cuts'] {
  const cell = id === null ? undefined : findCell(outcrop.session.store.getState().document, id);
  return cell?.kind === 'cut' ? (cell.params as unknown as CutParams).cuts : [];
}
