import { describe, expect, it } from 'vitest';
import { parseExpression } from '../expression/parse.ts';
import { createRng } from '../random/rng.ts';
import { proposeColumns } from '../rq/propose.ts';
import { POPULATIONS, type Population } from '../simulate/labels.ts';
import { simulateRun } from '../simulate/simulate-run.ts';
import { type Bits, bitsFrom, bitsNone } from '../table/bits.ts';
import { type Column, textAt } from '../table/column.ts';
import { columnNamed, makeTable, type Table } from '../table/table.ts';
import type { CutProposals } from './cut.ts';
import { columnsOfParts, partsOfExpression } from './cut-parts.ts';
import { textOfParts } from './cut-text.ts';
import { proposeCuts } from './propose-cuts.ts';

const ROWS = 3000;

function planted(select: (x: number, y: number, z: number) => boolean): { table: Table; target: Bits } {
  const random = createRng(11);
  const values = [0, 1, 2, 3].map(() => Float64Array.from({ length: ROWS }, () => random.normal()));
  const columns = values.map(
    (own, i): Column => ({
      name: 'xyzn'[i],
      unit: null,
      role: 'feature',
      type: 'float64',
      values: own,
      missing: null,
    }),
  );
  const [x, y, z] = values;
  return { table: makeTable(columns), target: bitsFrom(ROWS, (row) => select(x[row], y[row], z[row])) };
}

const ask = (table: Table, target: Bits, seed = 1): CutProposals => {
  const quantities = proposeColumns(table).map(({ column, transform }) => ({
    column,
    log: transform === 'log10',
  }));
  const all =
    quantities.length > 0 ? quantities : table.columns.map(({ name }) => ({ column: name, log: false }));
  return proposeCuts(table, { quantities: all, target, rest: null, seed });
};

describe('cuts for planted selections', () => {
  it('are a threshold, an interval, a box, a line or a conjunction where that is what was planted', () => {
    const cases: [string, string[], (x: number, y: number, z: number) => boolean][] = [
      ['threshold', ['x'], (x) => x > 1.2],
      ['interval', ['y'], (_, y) => y > -0.4 && y < 0.7],
      ['box', ['x', 'y'], (x, y) => x > 0.5 && y < -0.2],
      ['line', ['x', 'y'], (x, y) => y > 0.6 + 1.5 * x],
      ['conjunction', ['x', 'y', 'z'], (x, y, z) => x > 0 && y > 0.2 && z < 0.1],
    ];
    for (const [form, columns, select] of cases) {
      const { table, target } = planted(select);
      const [best] = ask(table, target).proposals;
      expect(best.form, best.expression).toBe(form);
      expect(columnsOfParts(best.parts).sort()).toEqual(columns);
      expect(best.heldOut.efficiency.value, best.expression).toBeGreaterThan(0.95);
      expect(best.heldOut.purity.value, best.expression).toBeGreaterThan(0.95);
      expect(textOfParts(partsOfExpression(parseExpression(best.expression)) ?? [])).toBe(best.expression);
      expect(best.expression.length).toBeLessThan(40);
    }
  });

  it('close a polygon about a disc better than any box', () => {
    const { table, target } = planted((x, y) => Math.hypot(x, y) < 0.7);
    const found = ask(table, target).proposals;
    const polygon = found.find(({ form }) => form === 'polygon');
    expect(polygon?.parts.length).toBeLessThanOrEqual(6);
    const boxes = found.filter(({ form }) => form === 'box').map(({ tuned }) => tuned.purity.value);
    expect(polygon?.tuned.purity.value).toBeGreaterThan(Math.max(0.8, ...boxes));
  });

  it('say when there is nothing to be found, and refuse what is too little', () => {
    const random = createRng(5);
    const { table } = planted(() => false);
    const target = bitsFrom(ROWS, () => random.uniform() < 0.01);
    const [best] = ask(table, target).proposals;
    expect(best.heldOut.purity.value).toBeLessThan(0.1);
    expect(best.warnings.join()).toMatch(/over-fitted/);
    expect(() => ask(table, bitsNone(ROWS))).toThrow('0 events to cut on; expected at least 8');
  });

  it('select by absence what is only absent', () => {
    const { table } = planted(() => false);
    const target = bitsFrom(ROWS, (row) => row % 40 === 0);
    const withGaps = makeTable(table.columns.map((c) => (c.name === 'z' ? { ...c, missing: target } : c)));
    const [best] = ask(withGaps, target).proposals;
    expect(best.expression).toBe('ismissing(z)');
    expect(best.heldOut.efficiency.value).toBe(1);
  });
});

describe('cuts for simulated populations', () => {
  const names = /^(s1_tba|s2_tba|s1_area_phd|s2_area_phd|s1_rise_ns|s1_aft50_ns|drift_time_us|r_cm)$/;
  const run = (seed: number): Table => simulateRun({ preset: 'lz-sr1', events: 4500, seed }, () => undefined);
  const propose = (table: Table, population: Population, seed: number): CutProposals => {
    const truth = columnNamed(table, 'truth');
    const target = bitsFrom(table.rows, (row) => textAt(truth, row) === population);
    const quantities = [
      ...proposeColumns(table).filter(({ column }) => names.test(column)),
      { column: 'truth', transform: 'linear' },
    ];
    return proposeCuts(table, {
      quantities: quantities.map(({ column, transform }) => ({ column, log: transform === 'log10' })),
      target,
      rest: null,
      seed,
    });
  };
  expect(POPULATIONS).toContain('gas_above_anode');

  it('remove gas above the anode by its asymmetries, for 5 seeds', () => {
    const lines: string[] = [];
    for (let seed = 1; seed <= 5; seed++) {
      const { proposals, left } = propose(run(seed), 'gas_above_anode', seed);
      const [{ expression, heldOut, parts }] = proposals;
      lines.push(
        `${expression}: ${heldOut.efficiency.count} of ${heldOut.efficiency.of}, rest ${heldOut.restRemoved.count} of ${heldOut.restRemoved.of}`,
      );
      expect(left).toEqual([{ column: 'truth', reason: 'text' }]);
      expect(
        columnsOfParts(parts).some((c) => c === 's1_tba' || c === 's2_tba'),
        expression,
      ).toBe(true);
      expect(heldOut.efficiency.value, expression).toBeGreaterThanOrEqual(0.9);
      expect(heldOut.restRemoved.value, expression).toBeLessThanOrEqual(0.002);
    }
    console.log(lines.join('\n'));
  });

  it('find long rises in the rise, small S2s and the wall in what they are made of', () => {
    const table = run(5);
    const of = (population: Population) => propose(table, population, 1).proposals[0];
    const rise = of('reco_long_rise');
    expect(rise.expression).toMatch(/^s1_(rise|aft50)_ns > \d+$/);
    expect(rise.heldOut.efficiency.value).toBeGreaterThan(0.9);
    expect(columnsOfParts(of('small_s2').parts)).toContain('s2_area_phd');
    expect(columnsOfParts(of('wall_charge_loss').parts)).toContain('r_cm');
  });
});
