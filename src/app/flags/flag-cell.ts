import type { DataResult } from '../../cells/data/compute.ts';
import { secondsOf, timesOf } from '../../cells/flag/event-times.ts';
import { ledgerOf } from '../../cells/flag/flag-ledger.ts';
import { dataOf } from '../../cells/flag/flagged-data.ts';
import type { FlagParams } from '../../cells/flag/params.ts';
import { cellKinds } from '../../cells/registry.ts';
import type { FlagRecord, FlagRule, Severity } from '../../core/flag/flag-record.ts';
import { appendRecord, type FlagDraft, type Ledger, mergeLedgers } from '../../core/flag/ledger.ts';
import { Problem } from '../../core/problem.ts';
import { type Bits, countBits } from '../../core/table/bits.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import { packRows } from '../../core/table/packed-rows.ts';
import { type CellDocument, findCell } from '../../notebook/document.ts';
import type { JsonObject } from '../../notebook/json.ts';
import { newCell } from '../../notebook/new-cell.ts';
import { cellsInSteps } from '../../notebook/selection-refs.ts';
import type { Outcrop } from '../context.ts';
import { flagCellOf } from './ledger-in-focus.ts';

/** The result of the data behind the selection; undefined before they are read. */
export function dataResultOf({ session }: Outcrop): DataResult | undefined {
  const { cells, dataCell } = session.store.getState();
  return dataCell === null ? undefined : (cells[dataCell]?.result as DataResult | undefined);
}

export interface FlagWords {
  name: string;
  category: string;
  severity: Severity;
  note: string;
  author: string;
}

/** A rule that holds for other data too: only where every step looks at measured or derived quantities. */
function ruleOf({ session }: Outcrop, steps: SelectionStep[]): FlagRule | null {
  const { document } = session.store.getState();
  const picked = steps.some(
    (step) => step.mode !== 'invert' && ['rows', 'events'].includes(step.clause.type),
  );
  const measured = cellsInSteps(steps).every((id) =>
    ['data', 'derive'].includes(findCell(document, id)?.kind ?? ''),
  );
  return measured && !picked && steps.length > 0 ? { type: 'selection', steps } : null;
}

/** Flags events of the data that are looked at; a notebook without a ledger gets one at its end. One undo step. */
export function flagEvents(outcrop: Outcrop, words: FlagWords, steps: SelectionStep[], rows: Bits): void {
  const result = dataResultOf(outcrop);
  if (!result) throw new Problem('bad-parameter', 'there is no data to flag events of');
  addRecord(outcrop, {
    ...words,
    supersedes: [],
    withdrawn: false,
    rule: ruleOf(outcrop, steps),
    events: packRows(rows),
    count: countBits(rows),
    seconds: secondsOf(timesOf(result), (flagCellOf(outcrop)?.params as FlagParams | undefined)?.runs ?? []),
    data: dataOf(result),
  });
}

/** Puts new words in the place of a record, or of all versions that contradict each other. */
export function supersede(outcrop: Outcrop, old: FlagRecord, change: Partial<FlagDraft>): void {
  const { id, order: _, time: __, nonce: ___, ...draft } = old;
  addRecord(outcrop, { ...draft, supersedes: [id], ...change });
}

function addRecord(outcrop: Outcrop, draft: FlagDraft): void {
  const { session, actions } = outcrop;
  const cell = flagCellOf(outcrop);
  const stamp = { time: Date.now(), nonce: crypto.randomUUID().replaceAll('-', '') };
  const { record } = appendRecord(cell ? ledgerOf(cell) : [], draft, stamp);
  const verb = record.withdrawn
    ? 'withdraw the flag'
    : record.supersedes.length > 0
      ? 'edit the flag'
      : 'flag';
  const label = `${verb} ${record.name}`;
  if (cell) {
    const { records } = cell.params as unknown as FlagParams;
    actions.change({ type: 'setParams', id: cell.id, params: { records: [...records, record] } }, { label });
    return;
  }
  const { document, dataCell } = session.store.getState();
  const index = document.cells.length;
  const inputs: Record<string, string> = dataCell === null ? {} : { data: dataCell };
  const added = newCell(document, 'flag', index, cellKinds, { params: { records: [record] }, inputs });
  actions.change({ type: 'addCell', cell: added, index }, { label });
}

/** Keeps records where undo does not reach: those that others hold, and those of others. */
export function seal({ actions }: Outcrop, cell: CellDocument, records: Ledger): void {
  const sealed = mergeLedgers(ledgerOf(cell), records);
  const view = { sealed: structuredClone(sealed) } as unknown as JsonObject;
  actions.change({ type: 'setView', id: cell.id, view });
}
