import { bitsFrom } from '../table/bits.ts';
import type { NumberColumn } from '../table/column.ts';
import { makeTable, type Table } from '../table/table.ts';
import { textColumn } from '../table/text-column.ts';
import type { EffectList } from './effect.ts';

/**
 * What sets a population apart as a table, a row a quantity, best first: score (2 AUC - 1) with its 95 % interval,
 * medians in the quantity's unit, rows with and without a value on either side, and the leader of the quantities that
 * move together with it. A median that does not exist is missing.
 */
export function effectsTable({ effects }: EffectList): Table {
  const leaders = new Map(effects.filter(({ leader }) => leader).map(({ group, column }) => [group, column]));
  const text = (name: string, of: (effect: EffectList['effects'][number]) => string) =>
    textColumn(name, effects.map(of));
  const number = (name: string, of: (effect: EffectList['effects'][number]) => number): NumberColumn => {
    const values = Float64Array.from(effects, of);
    const missing = values.some(Number.isNaN)
      ? bitsFrom(values.length, (row) => Number.isNaN(values[row]))
      : null;
    return { name, unit: null, role: 'feature', type: 'float64', values, missing };
  };
  return makeTable([
    text('quantity', ({ column }) => column),
    text('unit', ({ unit }) => unit ?? ''),
    number('score', ({ score }) => score),
    number('score_low', ({ low }) => low),
    number('score_high', ({ high }) => high),
    number('median_in', ({ medianIn }) => medianIn),
    number('median_out', ({ medianOut }) => medianOut),
    number('rows_in', ({ countIn }) => countIn),
    number('rows_out', ({ countOut }) => countOut),
    number('missing_in', ({ missingIn }) => missingIn),
    number('missing_out', ({ missingOut }) => missingOut),
    text('moves_with', ({ group, column }) =>
      leaders.get(group) === column ? '' : (leaders.get(group) ?? ''),
    ),
  ]);
}
