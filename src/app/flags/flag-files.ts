import { timesOf } from '../../cells/flag/event-times.ts';
import { flaggedRows } from '../../cells/flag/flag-events.ts';
import { ledgerJson, ledgerOf } from '../../cells/flag/flag-ledger.ts';
import { dataOf } from '../../cells/flag/flagged-data.ts';
import type { FlagParams } from '../../cells/flag/params.ts';
import { parseRunTable } from '../../cells/flag/run-table.ts';
import { flagsOf } from '../../core/flag/ledger.ts';
import { Problem, toProblemData } from '../../core/problem.ts';
import { rowsOf } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import { makeTable } from '../../core/table/table.ts';
import { textColumn } from '../../core/table/text-column.ts';
import { APP_VERSION } from '../../engine/app-version.ts';
import { frameFor } from '../../engine/session.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { fileStem } from '../../ui/file-stem.ts';
import { saveFile, saveText } from '../../ui/save-file.ts';
import type { Outcrop } from '../context.ts';
import { pickFile } from '../storage/pick-file.ts';
import { dataResultOf, seal } from './flag-cell.ts';
import { flagCellOf } from './ledger-in-focus.ts';

/** Runs what the user asked for; what goes wrong is told. */
async function attempt({ actions }: Outcrop, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { code, message } = toProblemData(error);
    if (code !== 'cancelled') actions.tell('bad', message);
  }
}

function ledgerCell(outcrop: Outcrop): CellDocument {
  const cell = flagCellOf(outcrop);
  if (!cell) throw new Problem('bad-parameter', 'nothing is flagged yet');
  return cell;
}

function stemOf({ session }: Outcrop, what: string): string {
  return fileStem(`${session.store.getState().document.title} ${what}`);
}

/** The ledger for a colleague. What was given away is sealed: undo does not reach it any more. */
export function exportLedger(outcrop: Outcrop): Promise<void> {
  return attempt(outcrop, async () => {
    const cell = ledgerCell(outcrop);
    const ledger = ledgerOf(cell);
    const name = `${stemOf(outcrop, 'flags')}.json`;
    saveText(name, ledgerJson(ledger));
    seal(outcrop, cell, []);
    outcrop.actions.tell('info', `${name}: ${ledger.length} records written`);
  });
}

/** The report of a shift. */
export function handOver(outcrop: Outcrop, format: 'html' | 'md'): Promise<void> {
  return attempt(outcrop, async () => {
    const { session, actions } = outcrop;
    const cell = ledgerCell(outcrop);
    const state = session.store.getState();
    const frame = frameFor(state, cell.id);
    const result = frame ? state.cells[frame.dataCell]?.result : undefined;
    if (!frame || !result)
      throw new Problem('bad-parameter', 'the data of the flags are not read; run their data cell');
    const { handOver: make } = await import('../../export/flags/hand-over.ts');
    const about = { title: state.document.title, app: APP_VERSION, made: new Date() };
    const { runs } = cell.params as unknown as FlagParams;
    const report = make(flagsOf(ledgerOf(cell)), frame, result as Parameters<typeof make>[2], runs, about);
    const name = `${stemOf(outcrop, 'hand-over')}.${format}`;
    if (format === 'html') {
      const { handOverPage } = await import('../../export/flags/hand-over-page.ts');
      saveText(name, handOverPage(report), 'text/html');
    } else {
      const { handOverMarkdown } = await import('../../export/flags/hand-over-markdown.ts');
      saveText(name, handOverMarkdown(report), 'text/markdown');
    }
    seal(outcrop, cell, []);
    actions.tell('info', `${name}: ${report.flags.length} flags handed over`);
  });
}

/** One line an event and flag: run, event, label, then what else there is of it. */
export function writeFlaggedEvents(outcrop: Outcrop): Promise<void> {
  return attempt(outcrop, async () => {
    const cell = ledgerCell(outcrop);
    const state = outcrop.session.store.getState();
    const frame = frameFor(state, cell.id);
    const result = dataResultOf(outcrop);
    if (!frame || !result)
      throw new Problem('bad-parameter', 'the data of the flags are not read; run their data cell');
    const data = dataOf(result);
    const times = timesOf(result);
    const lines: string[][] = [];
    const rowNumbers: number[] = [];
    let lost = 0;
    for (const { heads, state: standing } of flagsOf(ledgerOf(cell))) {
      if (standing === 'withdrawn') continue;
      for (const record of heads) {
        if (record.withdrawn) continue;
        const { rows } = flaggedRows(record, frame, data);
        if (rows === null) lost++;
        for (const row of rows === null ? [] : rowsOf(rows)) {
          const { name, category, severity, author, time } = record;
          lines.push([times.run(row), times.event(row), name, category, severity, author, time]);
          rowNumbers.push(row);
        }
      }
    }
    const names = ['run', 'event', 'label', 'category', 'severity', 'author', 'time'];
    const row: Column = {
      ...{ name: 'row', unit: '', role: 'id', type: 'int32', missing: null },
      values: Int32Array.from(rowNumbers),
    };
    const table = makeTable([
      ...names.map((name, i) =>
        textColumn(
          name,
          lines.map((line) => line[i]),
        ),
      ),
      row,
    ]);
    const call = { cell: cell.id, signal: new AbortController().signal };
    const file = await outcrop.jobs.write(call, table, null, 'csv', () => undefined);
    const name = `${stemOf(outcrop, 'flagged-events')}.csv`;
    saveFile(name, file);
    seal(outcrop, cell, []);
    const without = lost === 0 ? '' : `; ${lost} flags of other data without a rule are not in it`;
    outcrop.actions.tell('info', `${name}: ${lines.length.toLocaleString('en')} lines written${without}`);
  });
}

/** Livetimes from a small table that the user opens. */
export function openRunTable(outcrop: Outcrop): Promise<void> {
  return attempt(outcrop, async () => {
    const cell = ledgerCell(outcrop);
    const file = await pickFile('.csv,.tsv,.txt');
    if (!file) return;
    if (file.size > 1_000_000)
      throw new Problem('bad-file', `${file.name} holds ${file.size} bytes; expected at most 1 MB`);
    const runs = parseRunTable(await file.text());
    outcrop.actions.change(
      { type: 'setParams', id: cell.id, params: { runs } },
      { label: `livetimes of ${file.name}` },
    );
    outcrop.actions.tell('info', `${file.name}: livetimes of ${runs.length} runs`);
  });
}
