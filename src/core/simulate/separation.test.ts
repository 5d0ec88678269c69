import { expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { numbersOf } from '../table/column.ts';
import { columnNamed } from '../table/table.ts';
import { POPULATIONS, type Population } from './labels.ts';
import { PRESETS } from './run.ts';
import { simulateRun } from './simulate-run.ts';

/** Rows in the order of their values, NaN left out. */
function ordered(values: ArrayLike<number>): number[] {
  return Array.from({ length: values.length }, (_, row) => row)
    .filter((row) => !Number.isNaN(values[row]))
    .sort((a, b) => values[a] - values[b]);
}

/** 2 AUC - 1 of marked against unmarked rows; by ranks, ties ignored. */
function separation(rows: number[], marked: (row: number) => boolean): number {
  let rankSum = 0;
  let count = 0;
  rows.forEach((row, rank) => {
    if (!marked(row)) return;
    rankSum += rank + 1;
    count++;
  });
  const area = (rankSum - (count * (count + 1)) / 2) / (count * (rows.length - count));
  return 2 * area - 1;
}

it('sets gas events apart by the two asymmetries and long rises by the rise, in every preset and seed', () => {
  const lines: string[] = [];
  for (const preset of PRESETS) {
    for (let seed = 1; seed <= 5; seed++) {
      const table = simulateRun({ preset, events: 4000, seed }, unwatched);
      const truth = columnNamed(table, 'truth');
      if (truth.type !== 'text') throw new Error('truth is not text');
      const columns = table.columns
        .filter((column) => column.role === 'feature' || column.name === 'drift_time_us')
        .map((column) => ({ name: column.name, rows: ordered(numbersOf(column)) }));
      const ranking = (population: Population): { name: string; score: number }[] => {
        const code = POPULATIONS.indexOf(population);
        return columns
          .map(({ name, rows }) => ({ name, score: separation(rows, (row) => truth.codes[row] === code) }))
          .sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
      };
      const gas = ranking('gas_above_anode');
      const rise = ranking('reco_long_rise');
      const text = (list: typeof gas): string =>
        list
          .slice(0, 3)
          .map(({ name, score }) => `${name} ${score.toFixed(3)}`)
          .join(', ');
      lines.push(`${preset} seed ${seed}: gas ${text(gas)}; long rise ${text(rise)}`);
      expect([gas[0].name, gas[1].name].sort(), lines.at(-1)).toEqual(['s1_tba', 's2_tba']);
      expect(['s1_rise_ns', 's1_aft5_ns', 's1_aft25_ns', 's1_aft50_ns']).toContain(rise[0].name);
      expect(rise[0].score).toBeGreaterThan(0.99);
    }
  }
  console.log(lines.join('\n'));
});
