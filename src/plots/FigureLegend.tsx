import type { Clause, ColumnRef, SelectionMode } from '../core/table/clause.ts';
import { modeOf } from './gesture.ts';
import { events } from './notes.ts';
import type { LegendEntry } from './plot.ts';

interface Props {
  entries: LegendEntry[];
  /** Column of the labels; null where a click can select nothing. */
  column: ColumnRef | null;
  onSelect?(clause: Clause, mode: SelectionMode): void;
}

/** Names the colours; a click selects the events of one, with the modifiers of a lasso. */
export function FigureLegend({ entries, column, onSelect }: Props) {
  const clickable = column !== null && onSelect !== undefined;
  return (
    // Its height is that of its entries, which no selection changes; what is beyond three lines scrolls.
    <fieldset
      className="figure-legend"
      aria-label="Legend"
      // Without buttons, only this takes the keys that scroll.
      tabIndex={clickable ? undefined : 0}
    >
      {entries.map((entry) => {
        const swatch = <i style={{ background: entry.color }} />;
        const title = `${entry.name}: ${events(entry.count)}`;
        if (column === null || entry.label === null || !onSelect) {
          return (
            <span key={entry.name} title={title}>
              {swatch}
              {entry.name}
            </span>
          );
        }
        const label = entry.label;
        return (
          <button
            key={entry.name}
            type="button"
            title={`${title}. Click to select.`}
            aria-label={`Select ${/^\d+$/.test(entry.name) ? `cluster ${entry.name}` : entry.name}, ${events(entry.count)}`}
            onClick={(event) => onSelect({ type: 'labels', column, labels: [label] }, modeOf(event))}
          >
            {swatch}
            {entry.name}
          </button>
        );
      })}
    </fieldset>
  );
}
