import { useMemo, useState } from 'react';
import { SEVERITIES } from '../../core/flag/flag-record.ts';
import { type Flag, flagsOf } from '../../core/flag/ledger.ts';
import { type ProblemData, toProblemData } from '../../core/problem.ts';
import { rowsOf } from '../../core/table/bits.ts';
import { Select } from '../../ui/Field.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { timesOf } from './event-times.ts';
import { FlagRow } from './FlagRow.tsx';
import { flaggedRows } from './flag-events.ts';
import { ledgerOf } from './flag-ledger.ts';
import { dataOf } from './flagged-data.ts';
import { Livetimes } from './Livetimes.tsx';
import type { FlagParams } from './params.ts';
import './flag.css';

const ORDERS = ['severity', 'latest', 'most events', 'name', 'author'] as const;
type Order = (typeof ORDERS)[number];

/** The ledger of flags: who flagged what and why; a click selects the events of a flag in all plots. */
export default function FlagView({ host }: { host: CellHost<FlagParams> }) {
  const [order, setOrder] = useState<Order>('severity');
  const [word, setWord] = useState('');
  const [withdrawn, setWithdrawn] = useState(false);
  const { flags, problem } = useMemo(() => flagsIn(host.cell), [host.cell]);
  const result = host.frame ? (host.resultOf(host.frame.dataCell) as DataResult | undefined) : undefined;
  const data = useMemo(() => (result ? dataOf(result) : null), [result]);
  const standing = flags.filter(({ state }) => state !== 'withdrawn');
  const shown = (withdrawn ? flags : standing)
    .filter((flag) => matches(flag, word.trim().toLowerCase()))
    .sort((a, b) => compare(order, a, b));
  const conflicts = flags.filter(({ state }) => state === 'conflict').length;

  function select(flag: Flag): void {
    if (!host.frame || !data) return;
    const { rows, reason } = flaggedRows(flag.heads[0], host.frame, data);
    if (rows === null) {
      host.tell('bad', `${flag.heads[0].name}: ${reason}`);
      return;
    }
    const clause = { type: 'rows' as const, rows: [...rowsOf(rows)] };
    host.select({ mode: 'replace', clause }, `pick the flag ${flag.heads[0].name}`);
  }

  const none = flags.length === 0;
  return (
    <div className="flag-view">
      {problem && <Notice level="bad">{problem.message}</Notice>}
      <div className="flag-bar">
        <button type="button" className="button primary" onClick={() => host.command('flag')}>
          Flag events …
        </button>
        <Menu
          label="Hand over"
          items={[
            {
              label: 'Report for the logbook (HTML)',
              disabled: none,
              onPick: () => host.command('hand-over-html'),
            },
            {
              label: 'Report for the logbook (Markdown)',
              disabled: none,
              onPick: () => host.command('hand-over-md'),
            },
            {
              label: 'Events as CSV: run, event, label',
              disabled: none,
              onPick: () => host.command('flag-csv'),
            },
            {
              label: 'Ledger for a colleague (JSON)',
              disabled: none,
              onPick: () => host.command('flag-json'),
            },
          ]}
        />
        <button type="button" className="button" onClick={() => host.command('flag-merge')}>
          Merge a ledger …
        </button>
        <span className="flag-tools">
          <Select
            ariaLabel="Sort flags by"
            value={order}
            options={ORDERS.map((value) => ({ value, label: `by ${value}` }))}
            onChange={(value) => setOrder(value)}
          />
          <input
            className="input"
            type="search"
            aria-label="Show only flags with"
            placeholder="filter"
            value={word}
            onChange={(event) => setWord(event.target.value)}
          />
          <label className="flag-check">
            <input
              type="checkbox"
              checked={withdrawn}
              onChange={(event) => setWithdrawn(event.target.checked)}
            />
            withdrawn ({flags.length - standing.length})
          </label>
        </span>
      </div>
      {conflicts > 0 && (
        <Notice level="warn">
          {conflicts === 1 ? 'One flag was' : `${conflicts} flags were`} changed by two people at once. Both
          versions are shown; say which one holds.
        </Notice>
      )}
      {none ? (
        <p className="empty">
          No flag yet. Lasso odd events in any plot and press F: name, category and author go into this
          ledger, with the events.
        </p>
      ) : (
        <ul className="flag-list" aria-label="Flags">
          {shown.map((flag) => (
            <FlagRow key={flag.id} flag={flag} host={host} data={data} onSelect={() => select(flag)} />
          ))}
        </ul>
      )}
      {!none && shown.length === 0 && <p className="empty">No flag has “{word}” in it.</p>}
      <Livetimes host={host} lacking={result ? timesOf(result).lacking : null} />
      {!none && (
        <p className="flag-note">
          {count(standing.length)} {standing.length === 1 ? 'flag stands' : 'flags stand'}. A new flag can be
          undone until the ledger is handed over or merged; after that it can be withdrawn, and stays to be
          read.
        </p>
      )}
    </div>
  );
}

function flagsIn(cell: CellHost<FlagParams>['cell']): { flags: Flag[]; problem: ProblemData | null } {
  try {
    return { flags: flagsOf(ledgerOf(cell)), problem: null };
  } catch (error) {
    return { flags: [], problem: toProblemData(error) };
  }
}

function matches({ heads }: Flag, word: string): boolean {
  if (word === '') return true;
  return heads.some(({ name, category, severity, note, author }) =>
    [name, category, severity, note, author].some((text) => text.toLowerCase().includes(word)),
  );
}

function compare(order: Order, a: Flag, b: Flag): number {
  const [x, y] = [a.heads[0], b.heads[0]];
  const latest = y.order - x.order;
  switch (order) {
    case 'severity':
      return SEVERITIES.indexOf(y.severity) - SEVERITIES.indexOf(x.severity) || latest;
    case 'latest':
      return latest;
    case 'most events':
      return y.count - x.count || latest;
    case 'name':
      return x.name.localeCompare(y.name) || latest;
    case 'author':
      return x.author.localeCompare(y.author) || latest;
  }
}
