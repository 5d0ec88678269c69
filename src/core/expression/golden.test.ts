import { expect, it } from 'vitest';
import { bitsFrom, hasBit } from '../table/bits.ts';
import { makeTable } from '../table/table.ts';
import { evaluateExpression } from './evaluate.ts';
import golden from './golden.json' with { type: 'json' };
import { parseExpression } from './parse.ts';

type Golden = number | boolean | string | null;

/** JSON has no infinities. */
const numberOf = (value: Golden): number =>
  value === 'inf' ? Number.POSITIVE_INFINITY : value === '-inf' ? Number.NEGATIVE_INFINITY : Number(value);

const table = makeTable(
  Object.entries<Golden[]>(golden.columns).map(([name, values]) => ({
    name,
    unit: null,
    role: 'feature',
    type: 'float64',
    values: Float64Array.from(values, numberOf),
    missing: bitsFrom(values.length, (row) => values[row] === null),
  })),
);

it.each(Object.entries<Golden[]>(golden.expressions))('pandas and numpy say the same: %s', (text, values) => {
  const found = evaluateExpression(parseExpression(text), table);
  values.forEach((expected, row) => {
    const gap = found.missing !== null && hasBit(found.missing, row);
    expect({ row, gap }).toEqual({ row, gap: expected === null });
    if (expected === null) return;
    if (found.type === 'truth')
      expect({ row, holds: hasBit(found.holds, row) }).toEqual({ row, holds: expected });
    else {
      const value = numberOf(expected);
      const near = Number.isFinite(value)
        ? Math.abs(found.values[row] - value) <= 1e-13 * Math.abs(value)
        : false;
      if (!near) expect({ row, value: found.values[row] }).toEqual({ row, value });
    }
  });
});
