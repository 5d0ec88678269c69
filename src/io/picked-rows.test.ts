import { describe, expect, it } from 'vitest';
import { createRng } from '../core/random/rng.ts';
import type { RowChoice } from './format.ts';
import { type PickedRows, pickedWithin, pickRows, runFrom, takePicked } from './picked-rows.ts';

const range = (first: number, end: number): RowChoice => ({ type: 'range', first, end });
const sample = (size: number, seed: number): RowChoice => ({ type: 'sample', size, seed });
const listOf = ({ count, first, rows }: PickedRows): number[] =>
  rows ? [...rows] : Array.from({ length: count }, (_, i) => first + i);

describe('pickRows', () => {
  it('takes all, a range, the end of a range that is too long, and a sample as large as the table', () => {
    expect(listOf(pickRows(null, 3, 'x'))).toEqual([0, 1, 2]);
    expect(listOf(pickRows(range(1, 3), 5, 'x'))).toEqual([1, 2]);
    expect(listOf(pickRows(range(3, 900), 5, 'x'))).toEqual([3, 4]);
    expect(pickRows(sample(9, 1), 5, 'x').rows).toBeNull();
  });

  it('refuses what picks nothing', () => {
    expect(() => pickRows(range(5, 9), 5, 'run.csv')).toThrow('run.csv: no row 5; it has 5, counted from 0');
    expect(() => pickRows(range(2, 2), 5, 'x')).toThrow('invalid rows: 2 to 2');
    expect(() => pickRows(sample(0, 2), 5, 'x')).toThrow('invalid sample: 0 rows');
  });

  it('draws each row as often, each draw in order and by its seed', () => {
    const times = new Float64Array(20);
    const draws = 4000;
    for (let seed = 0; seed < draws; seed++) {
      const rows = listOf(pickRows(sample(5, seed), 20, 'x'));
      expect(new Set(rows).size).toBe(5);
      expect([...rows].sort((a, b) => a - b)).toEqual(rows);
      for (const row of rows) times[row]++;
    }
    // Binomial: 1000 expected, 27 their deviation.
    for (const n of times) expect(Math.abs(n - draws / 4)).toBeLessThan(5 * 27.4);
    expect(pickRows(sample(50, 3), 1e4, 'x').rows).toEqual(pickRows(sample(50, 3), 1e4, 'x').rows);
    expect(pickRows(sample(50, 3), 1e4, 'x').rows).not.toEqual(pickRows(sample(50, 4), 1e4, 'x').rows);
  });
});

it('what is picked block by block, and run by run, is what was picked', () => {
  const rng = createRng(5);
  const choices = [
    null,
    range(0, 1),
    range(37, 60),
    range(90, 300),
    sample(1, 2),
    sample(30, 3),
    sample(99, 4),
  ];
  for (const choice of choices) {
    const total = 100;
    const picked = pickRows(choice, total, 'x');
    const rows = listOf(picked);
    const out = new Float64Array(picked.count).fill(-1);
    for (let from = 0; from < total; ) {
      const to = Math.min(total, from + 1 + rng.integer(40));
      const block = Float64Array.from({ length: to - from }, (_, i) => from + i);
      const part = pickedWithin(picked, from, to);
      expect(takePicked([...block], part)).toEqual([...takePicked(block, part)]);
      out.set(takePicked(block, part), part.place);
      from = to;
    }
    expect([...out]).toEqual(rows);

    const byRun: number[] = [];
    for (let row = 0; row < total; ) {
      const run = runFrom(picked, row);
      const end = Math.min(total, row + run.length);
      for (; row < end; row++) if (run.picked) byRun.push(row);
    }
    expect(byRun).toEqual(rows);
  }
});
