import { expect, it } from 'vitest';
import { shareSample } from './joint-sample.ts';
import { pickRows } from './picked-rows.ts';

it('a sample of several files has the rows that one of them all has', () => {
  for (const totals of [[5, 1, 0, 14], [20], [1, 19], [0, 0, 20], [10, 10]]) {
    for (const [size, seed] of [
      [3, 1],
      [7, 2],
      [19, 3],
    ]) {
      const choice = { type: 'sample', size, seed } as const;
      const parts = shareSample(choice, totals);
      const starts = totals.map((_, i) => totals.slice(0, i).reduce((a, b) => a + b, 0));
      const joined = parts.flatMap((part, i) => [...(part?.rows ?? [])].map((row) => row + starts[i]));
      expect(joined).toEqual([...(pickRows(choice, 20, 'all').rows ?? [])]);
    }
  }
});

it('takes every event as often, whichever file it is in', () => {
  const totals = [300, 3, 97];
  const counts = totals.map((total) => new Float64Array(total));
  const draws = 4000;
  for (let seed = 0; seed < draws; seed++) {
    const parts = shareSample({ type: 'sample', size: 40, seed }, totals);
    parts.forEach((part, i) => {
      for (const row of part?.rows ?? []) counts[i][row]++;
    });
  }
  // A tenth of all, each within 5 standard deviations.
  const allowed = 5 * Math.sqrt(draws * 0.1 * 0.9);
  for (const one of counts)
    for (const count of one) expect(Math.abs(count - 0.1 * draws)).toBeLessThan(allowed);
});

it('takes all where there are no more', () => {
  expect(shareSample({ type: 'sample', size: 20, seed: 1 }, [12, 8])).toEqual([null, null]);
  expect(() => shareSample({ type: 'sample', size: 2, seed: 1 }, [2 ** 31, 2 ** 31])).toThrow(
    '4294967296 rows in 2 files; expected fewer than 2^32 to sample',
  );
});
