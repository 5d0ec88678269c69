import { useState } from 'react';
import type { Frame } from '../../cells/contract.ts';

interface ColumnChoiceProps {
  frame: Frame;
  chosen: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** Every column with a tick. */
export function ColumnChoice({ frame, chosen, onChange }: ColumnChoiceProps) {
  const [filter, setFilter] = useState('');
  const shown = frame.columns.filter(({ column }) =>
    column.name.toLowerCase().includes(filter.toLowerCase()),
  );
  const toggle = (refs: string[], on: boolean): void => {
    const next = new Set(chosen);
    for (const ref of refs) {
      if (on) next.add(ref);
      else next.delete(ref);
    }
    onChange(next);
  };
  const all = shown.every(({ ref }) => chosen.has(ref));
  return (
    <fieldset className="export-columns">
      <legend>Columns to export</legend>
      <div className="export-columns-bar">
        <input
          className="input"
          type="search"
          aria-label="Find a column to export"
          placeholder="Find a column"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <button
          type="button"
          className="button"
          onClick={() =>
            toggle(
              shown.map(({ ref }) => ref),
              !all,
            )
          }
        >
          {all ? 'None' : 'All'} of these
        </button>
      </div>
      <div className="export-columns-list">
        {shown.map(({ ref, column, from }) => (
          <label key={ref} className="export-check">
            <input
              type="checkbox"
              checked={chosen.has(ref)}
              onChange={(event) => toggle([ref], event.target.checked)}
            />
            {column.name} <small>{from}</small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
