import { describe, expect, it } from 'vitest';
import { parseExpression } from '../expression/parse.ts';
import { rowsWhere } from '../expression/rows-where.ts';
import { createRng } from '../random/rng.ts';
import { rowsOf } from '../table/bits.ts';
import { makeTable, type Table } from '../table/table.ts';
import type { CutPart } from './cut.ts';
import { formOfParts, lengthOfParts, partsOfExpression } from './cut-parts.ts';
import { textOfParts } from './cut-text.ts';

const parts = (text: string): CutPart[] | null => partsOfExpression(parseExpression(text));

describe('expressions as bounds and lines', () => {
  it('reads what people write', () => {
    expect(parts('s2_tba > 0.5')).toEqual([{ type: 'bound', column: 's2_tba', operator: '>', value: 0.5 }]);
    expect(parts('0.5 < s2_tba')).toEqual(parts('s2_tba > 0.5'));
    expect(parts('-2 * x <= 3')).toEqual([{ type: 'bound', column: 'x', operator: '>=', value: -1.5 }]);
    expect(parts('log10(s2) > 3')).toEqual([{ type: 'bound', column: 's2', operator: '>', value: 1000 }]);
    expect(parts('log10(`S2 area`) < 4 - 2 * s2_tba')).toEqual([
      {
        type: 'line',
        left: { column: 'S2 area', log: true },
        operator: '<',
        intercept: 4,
        slope: -2,
        right: { column: 's2_tba', log: false },
      },
    ]);
    expect(parts('x + y > 1 && 0 < x <= 2')).toHaveLength(3);
  });

  it('leaves alone what is neither', () => {
    const others = [
      'x > 1 || y > 1',
      'x == 1',
      'x * y > 1',
      'x + y + z > 0',
      '!(x > 1)',
      '1 > 0',
      'x > x',
      'sqrt(x) > 1',
    ];
    for (const text of others) expect(parts(text), text).toBeNull();
    // Below an upper bound of log10 are values without one.
    expect(textOfParts(parts('log10(x) < 3') ?? [])).toBe('0 < x < 1000');
  });

  it('writes them shortest, and the same rows come back', () => {
    expect(textOfParts(parts('x > 1 && y > 2 && x < 3') ?? [])).toBe('1 < x < 3 && y > 2');
    expect(textOfParts(parts('y > 0 - x') ?? [])).toBe('y > -x');
    const random = createRng(1);
    const table = noise(400, ['x', 'y', 'S 2']);
    for (let trial = 0; trial < 60; trial++) {
      const drawn = Array.from({ length: 1 + random.integer(4) }, (): CutPart => {
        const operator = (['<', '<=', '>', '>='] as const)[random.integer(4)];
        const number = Math.round(random.normal() * 100) / 100;
        const column = ['x', 'y', 'S 2'][random.integer(3)];
        if (random.uniform() < 0.5) return { type: 'bound', column, operator, value: number };
        const right = { column: column === 'x' ? 'y' : 'x', log: random.uniform() < 0.3 };
        const slope = Math.round(random.normal() * 10) / 10 || 1;
        return {
          type: 'line',
          left: { column, log: random.uniform() < 0.3 },
          operator,
          intercept: number,
          slope,
          right,
        };
      });
      const text = textOfParts(drawn);
      const back = parts(text);
      expect(back, text).toHaveLength(drawn.length);
      const rows = rowsOf(rowsWhere(text, table));
      expect(rowsOf(rowsWhere(textOfParts(back ?? []), table)), text).toEqual(rows);
      const each = drawn.map((part) => new Set(rowsOf(rowsWhere(textOfParts([part]), table))));
      expect([...rows], text).toEqual(
        Array.from({ length: 400 }, (_, row) => row).filter((row) => each.every((set) => set.has(row))),
      );
    }
  });

  it('names and measures them', () => {
    const of = (text: string): [string, number] => {
      const found = parts(text) ?? [];
      return [formOfParts(found), lengthOfParts(found)];
    };
    expect(of('x > 1')).toEqual(['threshold', 2]);
    expect(of('0 < x < 1')).toEqual(['interval', 3]);
    expect(of('x > 1 && y < 2')).toEqual(['box', 4]);
    expect(of('y > 1 + 2 * x')).toEqual(['line', 4]);
    expect(of('y > 1 + 2 * x && y < 5 + 2 * x && x > 0')).toEqual(['polygon', 7]);
    expect(of('x > 1 && y > 1 && z > 1')).toEqual(['conjunction', 6]);
  });
});

function noise(rows: number, names: string[]): Table {
  const random = createRng(7);
  return makeTable(
    names.map((name) => ({
      name,
      unit: null,
      role: 'feature',
      type: 'float64',
      values: Float64Array.from({ length: rows }, () => random.normal()),
      missing: null,
    })),
  );
}
