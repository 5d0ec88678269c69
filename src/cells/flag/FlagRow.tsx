import { useState } from 'react';
import { rateOf } from '../../core/flag/flag-rates.ts';
import type { FlaggedData, FlagRecord } from '../../core/flag/flag-record.ts';
import type { Flag } from '../../core/flag/ledger.ts';
import { countBits } from '../../core/table/bits.ts';
import { count, measured, percent } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { flaggedRows } from './flag-events.ts';
import type { FlagParams } from './params.ts';

interface FlagRowProps {
  flag: Flag;
  host: CellHost<FlagParams>;
  data: FlaggedData | null;
  onSelect(): void;
}

/** One flag: what, how many, who and when; its past on demand, its versions where two people disagree. */
export function FlagRow({ flag, host, data, onSelect }: FlagRowProps) {
  const [open, setOpen] = useState(false);
  const { heads, state, records } = flag;
  const [head] = heads;
  const past = records.length - heads.length;
  return (
    <li className={`flag ${state}`} data-severity={head.severity}>
      <div className="flag-main">
        <span className={`severity ${head.severity}`}>{head.severity}</span>
        <button
          type="button"
          className="flag-name"
          title={`Select the events of ${head.name}`}
          onClick={onSelect}
        >
          {head.name}
        </button>
        <span className="flag-count">{eventsText(head, host, data)}</span>
        <span className="flag-acts">
          {state === 'standing' && (
            <>
              <button
                type="button"
                className="link"
                aria-label={`Edit ${head.name}`}
                onClick={() => host.command('flag-edit', head.id)}
              >
                edit
              </button>{' '}
              <button
                type="button"
                className="link"
                aria-label={`Withdraw ${head.name}`}
                onClick={() => host.command('flag-withdraw', head.id)}
              >
                withdraw
              </button>{' '}
              <button
                type="button"
                className="link"
                aria-label={`Rule of ${head.name} for other programs`}
                title="As pandas query, numpy mask, ROOT selection …"
                onClick={() => host.command('export-cuts', head.id)}
              >
                as cut
              </button>{' '}
            </>
          )}
          {past > 0 && (
            <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
              history ({past})
            </button>
          )}
        </span>
      </div>
      <p className="flag-about">
        {head.category} · {head.author}, {when(head.time)}
        {head.withdrawn && ' · withdrawn'}
        {head.note !== '' && <> · {head.note}</>}
      </p>
      {state === 'conflict' && (
        <ul className="flag-versions" aria-label={`Versions of ${head.name}`}>
          {heads.map((each) => (
            <li key={each.id}>
              <Version record={each} />{' '}
              <button type="button" className="button" onClick={() => host.command('flag-settle', each.id)}>
                This one holds
              </button>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <ol className="flag-versions" aria-label={`History of ${head.name}`}>
          {records.map((each) => (
            <li key={each.id}>
              <Version record={each} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

function Version({ record }: { record: FlagRecord }) {
  const { withdrawn, name, severity, category, author, time, note, count: events } = record;
  return (
    <span>
      {withdrawn ? 'withdrawn' : `${severity}, ${name}, ${category}, ${count(events)} events`} · {author},{' '}
      {when(time)}
      {note !== '' && ` · ${note}`}
    </span>
  );
}

function eventsText(record: FlagRecord, host: CellHost<FlagParams>, data: FlaggedData | null): string {
  const share = record.data.rows > 0 ? ` · ${percent(record.count / record.data.rows)}` : '';
  const { value } = rateOf(record.count, record.seconds ?? 0);
  const rate = Number.isNaN(value) ? '' : ` · ${measured(value)} mHz`;
  const made = `${count(record.count)} events${share}${rate}`;
  if (!host.frame || !data) return made;
  const { rows, other, reason } = flaggedRows(record, host.frame, data);
  if (!other) return made;
  const here = rows === null ? reason : `its rule finds ${count(countBits(rows))} here`;
  return `made on other data (${record.data.name}): ${made}; ${here}`;
}

/** To the minute, in UTC, as logbooks have it. */
function when(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
