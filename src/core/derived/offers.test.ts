import { expect, it } from 'vitest';
import { checkExpression } from '../expression/check.ts';
import { evaluateExpression } from '../expression/evaluate.ts';
import { parseExpression } from '../expression/parse.ts';
import { unwatched } from '../progress.ts';
import { decideTable } from '../rq/decide.ts';
import { quantityColumns } from '../rq/defaults.ts';
import { POPULATIONS } from '../simulate/labels.ts';
import { simulateRun } from '../simulate/simulate-run.ts';
import { median } from '../stats/quantile.ts';
import { columnNamed } from '../table/table.ts';
import { derivedOffers } from './offers.ts';

const none = (): null => null;

it('are made of the columns that there are, whatever they are called, in their units', () => {
  expect(derivedOffers({}, none)).toEqual([]);
  expect(
    derivedOffers({ s1_area: 'S1 [PE]', s2_area: 's2' }, none).map(({ expression }) => expression),
  ).toEqual(['log10(s2 / `S1 [PE]`)', 'residual_sigma(log10(s2 / `S1 [PE]`), log10(`S1 [PE]`))']);
  const [width, wall] = derivedOffers({ s2_width: 'w', z: 'depth', x: 'px', y: 'py' }, (name) =>
    name === 'px' ? 'mm' : null,
  );
  expect(width).toMatchObject({
    name: 's2_width_sigma',
    expression: 'residual_sigma(log10(w), depth)',
    unit: 'sigma',
  });
  expect(wall).toMatchObject({
    ...{ name: 'wall_distance_mm', unit: 'mm' },
    expression: 'running_quantile(hypot(px, py), depth, 0.99) - hypot(px, py)',
  });
  expect(derivedOffers({ r2: 'r2_cm2', drift_time: 't' }, none)[0].expression).toContain('sqrt(r2_cm2)');
  expect(derivedOffers({ r: 'r' }, none)).toEqual([]);
});

it('set the populations of a simulated run apart, each in the quantity that is meant for it', () => {
  const { table, proposals } = decideTable(
    simulateRun({ preset: 'lz-sr1', events: 6000, seed: 4 }, unwatched),
    {},
  );
  const offers = derivedOffers(quantityColumns(proposals), (name) => columnNamed(table, name).unit);
  expect(offers.map(({ name }) => name)).toEqual([
    'log10_s2_s1',
    's2_s1_band_sigma',
    's1_tba_sigma',
    's2_width_sigma',
    'wall_distance_cm',
  ]);
  const truth = columnNamed(table, 'truth');
  if (truth.type !== 'text') throw new Error('expected a text column of truth');
  const known = new Map(table.columns.map((column) => [column.name, column]));
  const medianOf = (name: string, population: (typeof POPULATIONS)[number]): number => {
    const parsed = parseExpression(offers.find((offer) => offer.name === name)!.expression);
    expect(checkExpression(parsed, known).type).toBe('number');
    const found = evaluateExpression(parsed, table);
    if (found.type !== 'number') throw new Error('expected numbers');
    return median(found.values.filter((_, row) => truth.codes[row] === POPULATIONS.indexOf(population)));
  };
  for (const name of ['s2_s1_band_sigma', 's1_tba_sigma', 's2_width_sigma']) {
    expect(Math.abs(medianOf(name, 'er_bulk'))).toBeLessThan(0.5);
  }
  expect(medianOf('s2_s1_band_sigma', 'wall_charge_loss')).toBeLessThan(-3);
  expect(medianOf('wall_distance_cm', 'wall_charge_loss')).toBeLessThan(5);
  expect(medianOf('wall_distance_cm', 'er_bulk')).toBeGreaterThan(10);
  expect(medianOf('s1_tba_sigma', 'gas_above_anode')).toBeGreaterThan(5);
  expect(medianOf('s2_width_sigma', 'multiple_scatter_merged')).toBeGreaterThan(5);
});
