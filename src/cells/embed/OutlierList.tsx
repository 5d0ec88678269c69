import { useMemo, useState } from 'react';
import type { OutlyingColumn, OutlyingEvent } from '../../core/outliers/outlying-events.ts';
import { hasBit } from '../../core/table/bits.ts';
import { textAt } from '../../core/table/column.ts';
import { modeOf } from '../../plots/gesture.ts';
import { count, measured, signed } from '../../ui/numbers.ts';
import type { CellHost, Frame } from '../contract.ts';

interface OutlierListProps {
  events: OutlyingEvent[];
  frame: Frame;
  host: CellHost;
}

/** Shown before `show all`. */
const FIRST = 5;

/** The most outlying events, each with what makes it odd; a click selects it, with Shift it adds. */
export function OutlierList({ events, frame, host }: OutlierListProps) {
  const [all, setAll] = useState(false);
  const nameOf = useMemo(() => eventNamer(frame), [frame]);
  const { selected, pointer } = host;
  return (
    <>
      <ol className="outlier-list" aria-label="Most outlying events">
        {events.slice(0, all ? events.length : FIRST).map((event) => (
          <li key={event.row}>
            <button
              type="button"
              aria-pressed={selected !== null && hasBit(selected, event.row)}
              title={`Select this event, row ${count(event.row)} (Shift adds, Alt subtracts). k-distance ${measured(event.kDistance)}.`}
              onPointerEnter={() => pointer.set(event.row)}
              onPointerLeave={() => pointer.set(null)}
              onFocus={() => pointer.set(event.row)}
              onBlur={() => pointer.set(null)}
              onClick={(click) =>
                host.select(
                  { mode: modeOf(click), clause: { type: 'rows', rows: [event.row] } },
                  `pick ${nameOf(event.row)}`,
                )
              }
            >
              <span className="outlier-name">{nameOf(event.row)}</span>
              <span className="outlier-factor">{event.lof.toPrecision(3)}</span>
              <span className="outlier-odd">
                {event.columns.map((column) => (
                  <span key={column.column} title={oddTitle(column)}>
                    <strong>{column.column}</strong> {valueText(column.value)}
                    {column.deviation > 0 ? ' ↑ ' : ' ↓ '}
                    <span className="outlier-typical">{valueText(column.typical)}</span>
                  </span>
                ))}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {events.length > FIRST && (
        <button type="button" className="button quiet" onClick={() => setAll(!all)}>
          {all ? `show the top ${FIRST} only` : `show the top ${events.length}`}
        </button>
      )}
    </>
  );
}

function valueText(value: number): string {
  return Number.isNaN(value) ? 'no value' : measured(value);
}

function oddTitle({ column, unit, value, typical, deviation }: OutlyingColumn): string {
  const units = unit ? ` ${unit}` : '';
  return `${column}: ${valueText(value)}${units}; median of its neighbours ${valueText(typical)}${units}; ${signed(deviation, 1)} of the column's scale`;
}

/** Names an event by the identifiers of its data, else by its row from 0. */
function eventNamer(frame: Frame): (row: number) => string {
  const ids = frame.columns.filter(({ cell, column }) => cell === frame.dataCell && column.role === 'id');
  if (ids.length === 0) return (row) => `row ${row}`;
  return (row) =>
    ids
      .slice(0, 2)
      .map(({ column }) => `${shortName(column.name)} ${textAt(column, row)}`)
      .join(' ');
}

/** `event_id` -> `event`. */
function shortName(name: string): string {
  return name.replace(/_?id$/i, '') || name;
}
