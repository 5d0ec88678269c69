import { useState } from 'react';
import type { Frame } from '../../cells/contract.ts';
import type { DataResult } from '../../cells/data/compute.ts';
import { timesOf } from '../../cells/flag/event-times.ts';
import { flaggedRows } from '../../cells/flag/flag-events.ts';
import { ledgerOf, parseLedger } from '../../cells/flag/flag-ledger.ts';
import { dataOf } from '../../cells/flag/flagged-data.ts';
import { newLedger } from '../../cells/flag/params.ts';
import { cellKinds } from '../../cells/registry.ts';
import { type Agreement, agreementOf, type FlaggedEvents } from '../../core/flag/agreement.ts';
import { flagLimits } from '../../core/flag/flag-record.ts';
import {
  appendRecord,
  flagsOf,
  type Ledger,
  type LedgerNews,
  ledgerNews,
  mergeLedgers,
} from '../../core/flag/ledger.ts';
import { Problem, toProblemData } from '../../core/problem.ts';
import { countBits } from '../../core/table/bits.ts';
import { packRows } from '../../core/table/packed-rows.ts';
import { newCell } from '../../notebook/new-cell.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../../ui/numbers.ts';
import { useOutcrop, useSession } from '../context.ts';
import { pickFile } from '../storage/pick-file.ts';
import { rememberedAuthor } from './author.ts';
import { labelledEvents } from './csv-labels.ts';
import { dataResultOf, seal } from './flag-cell.ts';
import { flagCellOf } from './ledger-in-focus.ts';
import './flags.css';

interface Read {
  name: string;
  ledger: Ledger;
  notes: string[];
}

/** A colleague's ledger: what is new in it, what contradicts ours and how far the two of us agree, before it is merged. */
export default function MergeDialog({ onClose }: { onClose(): void }) {
  const outcrop = useOutcrop();
  const [cell] = useState(() => flagCellOf(outcrop));
  const mine = cell ? ledgerOf(cell) : [];
  const frame = useSession((s) => (s.dataCell === null ? undefined : s.frames[s.dataCell]));
  const [read, setRead] = useState<Read | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const result = dataResultOf(outcrop);
  const news = read && ledgerNews(mine, read.ledger);

  async function open(): Promise<void> {
    const file = await pickFile('.json,.csv,.tsv,.txt');
    if (!file) return;
    setFailure(null);
    setRead(null);
    setBusy(true);
    try {
      if (/\.json$/i.test(file.name)) {
        if (file.size > 100_000_000) throw new Problem('bad-file', `${file.name} is over 100 MB`);
        const { ledger, refused } = parseLedger(await file.text());
        setRead({ name: file.name, ledger, notes: refused });
      } else if (result) setRead(await readLabels(file, result, mine));
    } catch (error) {
      setFailure(toProblemData(error).message);
    } finally {
      setBusy(false);
    }
  }

  function merge(): void {
    if (!read) return;
    const { session, actions } = outcrop;
    try {
      if (cell) seal(outcrop, cell, read.ledger);
      else {
        const { document, dataCell } = session.store.getState();
        const index = document.cells.length;
        const inputs: Record<string, string> = dataCell === null ? {} : { data: dataCell };
        const added = newCell(document, 'flag', index, cellKinds, {
          params: newLedger(),
          inputs,
          view: { sealed: read.ledger },
        });
        actions.change({ type: 'addCell', cell: added, index }, { label: `merge ${read.name}` });
      }
      actions.tell('info', `merged ${read.name}: ${count(news?.fresh.length ?? 0)} new records`);
      onClose();
    } catch (error) {
      setFailure(toProblemData(error).message);
    }
  }

  return (
    <Dialog
      title="Merge a ledger of flags"
      onClose={onClose}
      wide
      foot={
        <>
          <button type="button" className="button" onClick={() => void open()}>
            {read ? 'Another file …' : 'Choose a file …'}
          </button>
          <button
            type="button"
            className="button primary"
            disabled={!read || news?.fresh.length === 0}
            onClick={merge}
          >
            Merge
          </button>
        </>
      }
    >
      {failure !== null && <Notice level="bad">{failure}</Notice>}
      {busy && <p role="status">reading …</p>}
      {!read && !busy && (
        <p>
          A ledger that a colleague exported as JSON, or a table of events as CSV with the columns run, event
          and label. Nothing is changed before you have seen what it brings.
        </p>
      )}
      {read && news && <News read={read} news={news} />}
      {read && frame && result && (
        <AgreementTable all={mergeLedgers(mine, read.ledger)} frame={frame} result={result} />
      )}
    </Dialog>
  );
}

function News({ read, news }: { read: Read; news: LedgerNews }) {
  const { fresh, shared, conflicts } = news;
  return (
    <>
      <p role="status">
        <strong>{read.name}</strong>: {count(fresh.length)} new records, {count(shared)} known already,{' '}
        {conflicts.length} {conflicts.length === 1 ? 'conflict' : 'conflicts'}.
      </p>
      {conflicts.map(({ id, heads }) => (
        <Notice key={id} level="warn">
          Conflict:{' '}
          {heads
            .map((head) => `${head.author} has ${head.name}, ${head.withdrawn ? 'withdrawn' : head.severity}`)
            .join('; ')}
          . Both are kept; say in the cell which one holds.
        </Notice>
      ))}
      {read.notes.length > 0 && (
        <Notice level="warn">
          {read.notes.slice(0, 5).join('; ')}
          {read.notes.length > 5 && `; and ${read.notes.length - 5} more`}
        </Notice>
      )}
      <table className="merge-table">
        <thead>
          <tr>
            <th>new</th>
            <th>category</th>
            <th>by</th>
            <th className="number">events</th>
          </tr>
        </thead>
        <tbody>
          {fresh.slice(0, 12).map((record) => (
            <tr key={record.id}>
              <td>
                {record.name}
                {record.withdrawn ? ' (withdrawn)' : ''}
              </td>
              <td>{record.category}</td>
              <td>{record.author}</td>
              <td className="number">{count(record.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {fresh.length > 12 && <p>and {fresh.length - 12} more</p>}
    </>
  );
}

/** Agreement of two of the authors on the events of the data at hand. */
function AgreementTable({ all, frame, result }: { all: Ledger; frame: Frame; result: DataResult }) {
  const authors = [...new Set(all.map(({ author }) => author))].sort();
  const me = authors.includes(rememberedAuthor()) ? rememberedAuthor() : authors[0];
  const [first, setFirst] = useState(me);
  const [second, setSecond] = useState(authors.find((author) => author !== me) ?? me);
  if (authors.length < 2)
    return <p>All records are by one author, so there is no agreement of two to tell.</p>;
  const of = (author: string): FlaggedEvents[] => eventsOf(author, all, frame, result);
  const rows = first === second ? [] : agreementOf(of(first), of(second), frame.rows);
  const options = authors.map((value) => ({ value, label: value }));
  return (
    <section aria-label="Agreement">
      <h3>How far two agree on these {count(frame.rows)} events</h3>
      <div className="form-row">
        <SelectField label="First" value={first} options={options} onChange={setFirst} />
        <SelectField label="Second" value={second} options={options} onChange={setSecond} />
      </div>
      <table className="merge-table">
        <thead>
          <tr>
            <th>category</th>
            <th className="number">both</th>
            <th className="number">only {first}</th>
            <th className="number">only {second}</th>
            <th className="number" title="Agreement beyond chance: 1 is full, 0 what chance alone would give">
              Cohen’s kappa
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <AgreementRow key={row.category ?? ''} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function AgreementRow({ row: { category, both, onlyFirst, onlySecond, kappa } }: { row: Agreement }) {
  const few = countBits(both) + countBits(onlyFirst) + countBits(onlySecond) < 20;
  const value = Number.isNaN(kappa.value)
    ? 'none: nothing to agree on'
    : `${kappa.value.toFixed(3)} (${kappa.low.toFixed(3)} to ${kappa.high.toFixed(3)})${few ? ', few events: a rough interval' : ''}`;
  return (
    <tr>
      <td>{category ?? 'any'}</td>
      <td className="number">{count(countBits(both))}</td>
      <td className="number">{count(countBits(onlyFirst))}</td>
      <td className="number">{count(countBits(onlySecond))}</td>
      <td className="number">{value}</td>
    </tr>
  );
}

function eventsOf(author: string, all: Ledger, frame: Frame, result: DataResult): FlaggedEvents[] {
  const data = dataOf(result);
  return flagsOf(all).flatMap(({ heads }) =>
    heads.flatMap((head) => {
      if (head.author !== author || head.withdrawn) return [];
      const { rows } = flaggedRows(head, frame, data);
      return rows === null ? [] : [{ category: head.category, rows }];
    }),
  );
}

/** A table of labelled events as records of one who is named after the file. */
async function readLabels(file: File, result: DataResult, mine: Ledger): Promise<Read> {
  const [{ csvFormat }, { readAnything }] = await Promise.all([
    import('../../io/formats/csv/format.ts'),
    import('../../io/format.ts'),
  ]);
  const { table } = await csvFormat.read(file, file.name, readAnything, () => undefined);
  const author = file.name.replace(/\.(csv|tsv|txt)$/i, '').slice(0, flagLimits.author) || 'table';
  const notes: string[] = [];
  let ledger = mine;
  for (const { label, rows, unknown } of labelledEvents(table, timesOf(result), result.table.rows)) {
    if (unknown > 0) notes.push(`${label}: ${count(unknown)} lines name no event of these data`);
    const draft = {
      ...{
        author,
        supersedes: [],
        withdrawn: false,
        name: label.slice(0, flagLimits.name),
        category: 'from a table',
      },
      ...{ severity: 'info' as const, note: `read from ${file.name}`.slice(0, flagLimits.note), rule: null },
      ...{ events: packRows(rows), count: countBits(rows), seconds: null, data: dataOf(result) },
    };
    const nonce = crypto.randomUUID().replaceAll('-', '');
    ledger = appendRecord(ledger, draft, { time: Date.now(), nonce }).ledger;
  }
  const known = new Set(mine.map(({ id }) => id));
  return { name: file.name, ledger: ledger.filter(({ id }) => !known.has(id)), notes };
}
