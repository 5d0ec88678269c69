import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { bitsFrom } from '../table/bits.ts';
import { type Column, numberAt } from '../table/column.ts';
import { columnNamed, makeTable, type Table } from '../table/table.ts';
import { applyProposals } from './apply.ts';
import { asymmetryNote, asymmetrySource } from './asymmetry-note.ts';
import { defaultFeatures, quantityColumns } from './defaults.ts';
import type { ColumnProposal } from './proposal.ts';
import { proposeColumns } from './propose.ts';

const rows = 400;
const rng = createRng(1);
const numbers = (name: string, value: (row: number) => number = () => Math.exp(rng.normal())): Column => ({
  name,
  unit: null,
  role: 'feature',
  missing: null,
  type: 'float64',
  values: Float64Array.from({ length: rows }, (_, row) => value(row)),
});
const text = (name: string, value: (row: number) => string): Column => {
  const levels = [...new Set(Array.from({ length: rows }, (_, row) => value(row)))];
  const codes = Int32Array.from({ length: rows }, (_, row) => levels.indexOf(value(row)));
  return { name, unit: null, role: 'feature', missing: null, type: 'text', codes, levels };
};
const propose = (...columns: Column[]): Record<string, ColumnProposal> =>
  Object.fromEntries(proposeColumns(makeTable(columns)).map((proposal) => [proposal.column, proposal]));
const features = (proposals: ColumnProposal[]): string[] =>
  defaultFeatures(proposals).map(({ column, transform }) =>
    transform === 'log10' ? `log10 ${column}` : column,
  );

const SIMULATED =
  `run_id event_id event_time_s s1_area_phd s1c_area_phd s1_tba s1_rise_ns s1_aft5_ns s1_aft25_ns
  s1_aft50_ns s1_aft75_ns s1_aft95_ns s1_width50_ns s1_width90_ns s1_rms_ns s1_prompt_frac s1_height_phd_per_ns
  s1_coincidence s1_max_channel_frac s2_area_phd s2c_area_phd s2_tba s2_rise_ns s2_aft5_ns s2_aft25_ns s2_aft50_ns
  s2_aft75_ns s2_aft95_ns s2_width50_ns s2_width90_ns s2_rms_ns s2_prompt_frac s2_height_phd_per_ns s2_coincidence
  s2_max_channel_frac drift_time_us x_cm y_cm r_cm liquid_level_mm electron_lifetime_us`.split(/\s+/);

test('a simulated run: pulse shapes in, everything else out with the reason', () => {
  const columns = SIMULATED.map((name) => numbers(name));
  columns.push(text('truth', (row) => (row % 9 === 0 ? 'gas_above_anode' : 'er_bulk')));
  const proposals = proposeColumns(makeTable(columns));
  expect(features(proposals)).toEqual(
    ['s1', 's2'].flatMap((s) => [
      `log10 ${s}_area_phd`,
      `${s}_tba`,
      `log10 ${s}_rise_ns`,
      ...[5, 25, 50, 75, 95].map((q) => `log10 ${s}_aft${q}_ns`),
      ...['width50', 'width90', 'rms'].map((width) => `log10 ${s}_${width}_ns`),
      `${s}_prompt_frac`,
      `log10 ${s}_height_phd_per_ns`,
      `log10 ${s}_coincidence`,
      `${s}_max_channel_frac`,
    ]),
  );
  const by = Object.fromEntries(proposals.map((proposal) => [proposal.column, proposal]));
  expect(by.s1c_area_phd.excluded).toMatch(/^corrected: s1_area_phd is used/);
  expect(by.drift_time_us).toMatchObject({ role: 'position', unit: 'us' });
  expect(by.drift_time_us.excluded).toMatch(/^position: kept for plots, so that clusters are not shaped by/);
  expect(by.liquid_level_mm.role).toBe('label');
  expect(by.truth).toMatchObject({ role: 'truth', feature: false });
  expect(by.event_id.role).toBe('id');
  expect(quantityColumns(proposals)).toMatchObject({
    s1_area: 's1_area_phd',
    s2_area_corrected: 's2c_area_phd',
    s1_tba: 's1_tba',
    drift_time: 'drift_time_us',
    x: 'x_cm',
    r: 'r_cm',
    s2_width: 's2_width50_ns',
    event_time: 'event_time_s',
    run_id: 'run_id',
    truth: 'truth',
  });
});

test('straxen: AFT is offered as TBA and applied', () => {
  const columns = [
    'time',
    's1_area',
    's2_area',
    'cs1',
    'cs2',
    's1_rise_time',
    's2_range_50p_area',
    'x',
    'e_ces',
    'alt_s1_area',
  ];
  const table = makeTable([
    ...columns.map((name) => numbers(name)),
    numbers('s1_area_fraction_top', () => rng.uniform()),
    numbers('s2_area_fraction_top', (row) => (row % 5 === 0 ? -999 : rng.uniform())),
    numbers('cs2_area_fraction_top', () => rng.uniform()),
  ]);
  const proposals = proposeColumns(table);
  expect(features(proposals)).toEqual([
    'log10 s1_area',
    'log10 s2_area',
    'log10 s1_rise_time',
    'log10 s2_range_50p_area',
    's1_tba',
    's2_tba',
  ]); // prettier-ignore
  expect(quantityColumns(proposals)).toMatchObject({ s1_tba: 's1_tba', s2_tba: 's2_tba', energy: 'e_ces' });
  const by = Object.fromEntries(proposals.map((proposal) => [proposal.column, proposal]));
  expect(by.s1_area_fraction_top.excluded).toBe('offered as s1_tba = 2 AFT - 1');
  expect(by.cs2_area_fraction_top.excluded).toBe('corrected: s2_area_fraction_top is used');
  expect(by.e_ces.excluded).toMatch('computed from the areas');

  const applied = applyProposals(table, proposals);
  expect(applied.notes).toEqual([
    's1_tba = 2 s1_area_fraction_top - 1 added',
    's2_area_fraction_top: 80 rows of -999 taken as missing',
    's2_tba = 2 s2_area_fraction_top - 1 added',
  ]);
  const aft = columnNamed(applied.table, 's2_area_fraction_top');
  const tba = columnNamed(applied.table, 's2_tba');
  expect(tba).toMatchObject({ unit: '', role: 'feature' });
  expect(numberAt(tba, 0)).toBeNaN();
  expect(numberAt(aft, 0)).toBeNaN();
  expect(numberAt(tba, 1)).toBeCloseTo(2 * numberAt(aft, 1) - 1, 12);
  expect(columnNamed(applied.table, 's1_area')).toMatchObject({ unit: 'PE' });
  // Values that did not change are shared, and the given table is untouched.
  const area = (of: Table) => (columnNamed(of, 's1_area') as { values?: unknown }).values;
  expect(area(applied.table)).toBe(area(table));
  expect(numberAt(columnNamed(table, 's2_area_fraction_top'), 0)).toBe(-999);
  // A second look at the result proposes the same features and derives nothing again.
  const again = proposeColumns(applied.table);
  expect(features(again).sort()).toEqual(features(proposals).sort());
  expect(again.every(({ derive, sentinels }) => derive === null && sentinels.length === 0)).toBe(true);
});

test('unknown columns: the content speaks', () => {
  const by = propose(
    numbers('plain', () => rng.normal()),
    numbers('skewed', () => Math.exp(3 * rng.normal())),
    numbers('counter', (row) => row * 3),
    numbers('shuffled', (row) => (row * 7) % rows),
    numbers('clock', (row) => 1.7e18 + row * 1e9),
    numbers('same', () => 3),
    numbers('none', () => Number.NaN),
    numbers('strips', (row) => row % 3),
    numbers('holey', (row) => (row % 10 < 7 ? Number.NaN : rng.normal())),
    text('words', (row) => ['a', 'b'][row % 2]),
    text('names', (row) => `file ${row}`),
    {
      ...numbers('ns'),
      type: 'int64',
      values: BigInt64Array.from({ length: rows }, (_, row) => BigInt(row % 50)),
    },
  );
  expect(by.plain).toMatchObject({ feature: true, transform: 'linear', role: 'feature', vocabulary: null });
  expect(by.skewed).toMatchObject({ feature: true, transform: 'log10' });
  expect(by.counter.role).toBe('id');
  expect(by.shuffled.role).toBe('id');
  expect(by.clock.role).toBe('time');
  expect(by.same.excluded).toBe('the same value in every row');
  expect(by.none.excluded).toBe('no value in any row');
  expect(by.strips.excluded).toBe('only 3 different values: would cut the plane into strips');
  expect(by.holey.excluded).toBe('70 % of the rows have no value');
  expect(by.words).toMatchObject({ role: 'label', excluded: 'text' });
  expect(by.names.role).toBe('id');
  expect(by.ns.role).toBe('id');
});

test('copies, cuts that share a name with a quantity, preset roles and masked rows', () => {
  const original = numbers('alpha');
  const by = propose(
    original,
    { ...original, name: 'beta' },
    numbers('S1TBA', () => rng.uniform() - 0.5),
    numbers('GATE', (row) => row % 2),
    { ...numbers('hidden'), role: 'truth' },
    { ...numbers('s1_area_phd'), unit: 'PE' },
    { ...numbers('mostly'), missing: bitsFrom(rows, (row) => row % 3 !== 0) },
  );
  expect(by.beta.excluded).toBe('the same values as alpha');
  expect(by.S1TBA).toMatchObject({ feature: true, quantity: 's1_tba', transform: 'linear' });
  expect(by.hidden).toMatchObject({ role: 'truth', feature: false, excluded: 'set as truth by the file' });
  expect(by.s1_area_phd.unit).toBe('PE');
  expect(by.mostly.excluded).toBe('67 % of the rows have no value');
});

test('areas at or below zero: log10 while most are positive, else linear', () => {
  const by = propose(
    numbers('s1_area_phd', (row) => (row % 10 === 0 ? -1 - row : 1 + row)),
    numbers('s2_area_phd', (row) => (row % 2 === 0 ? -1 - row : 1 + row)),
  );
  expect(by.s1_area_phd.transform).toBe('log10');
  expect(by.s2_area_phd.transform).toBe('linear');
});

test('small and empty tables', () => {
  expect(proposeColumns({ rows: 0, columns: [] })).toEqual([]);
  const one = { ...numbers('s1_area_phd'), type: 'float64' as const, values: new Float64Array([5]) };
  expect(proposeColumns(makeTable([one]))[0].excluded).toBe('the same value in every row');
  const none = { ...one, values: new Float64Array() };
  expect(proposeColumns(makeTable([none]))[0].excluded).toBe('no value in any row');
});

const NEST = '../shared/data/nest_lux_pulses.csv';
test.skipIf(!existsSync(NEST))(`${NEST}: pulse shapes are features, truth and positions are not`, () => {
  const [head, ...lines] = readFileSync(NEST, 'utf8').trimEnd().split(/\r?\n/);
  const cells = lines.slice(0, 6000).map((line) => line.split(','));
  const table = makeTable(
    head.split(',').map((name, i): Column => {
      const base = { name, unit: null, role: 'feature' as const, missing: null };
      if (name === 'source' || name === 'recoil') {
        const levels = [...new Set(cells.map((row) => row[i]))];
        return {
          ...base,
          type: 'text',
          codes: Int32Array.from(cells, (row) => levels.indexOf(row[i])),
          levels,
        };
      }
      const values = Float64Array.from(cells, (row) => (row[i] === '' ? Number.NaN : Number(row[i])));
      return { ...base, type: 'float64', values };
    }),
  );
  const proposals = proposeColumns(table);
  expect(features(proposals)).toEqual(
    ['s1', 's2']
      .flatMap((s) => [`log10 ${s}_area_phe`])
      .concat(
        ['s1', 's2'].flatMap((s) => [
          `${s}_tba`,
          ...[5, 25, 50, 75, 95].map((q) => `log10 ${s}_aft${q}_ns`),
          ...['width50_ns', 'width90_ns', 'rms_ns'].map((width) => `log10 ${s}_${width}`),
          `${s}_skew`,
          `log10 ${s}_peak_phe_per_10ns`,
          `log10 ${s}_peaktime_ns`,
          `log10 ${s}_fwhm_ns`,
          `${s}_promptfrac50ns`,
        ]),
      ),
  );
  const roles = Object.fromEntries(proposals.map(({ column, role }) => [column, role]));
  for (const name of [
    'source',
    'recoil',
    'energy_true_keV',
    'field_V_cm',
    'n_photons',
    'n_electrons',
    'n_e_extracted',
  ]) {
    expect([name, roles[name]]).toEqual([name, 'truth']);
  }
  for (const name of ['x_mm', 'y_mm', 'z_mm', 'r_mm', 'drift_time_us']) expect(roles[name]).toBe('position');
  expect(roles.event).toBe('id');
  expect(proposals.every(({ excluded, feature }) => feature === (excluded === null))).toBe(true);
});

test('areas of unknown names are seen on a log axis, a calibration line and some overflows notwithstanding', () => {
  const decades = numbers('delayed_charge', (row) =>
    row % 4 === 0
      ? 4e4 + 500 * rng.normal()
      : row % 41 === 0
        ? -5e5
        : 40 + 6e3 * -Math.log(1 - rng.uniform()),
  );
  const spread = numbers('spread', () => 1000 * rng.uniform());
  const residual = numbers('residual', () => Math.exp(3 * rng.normal()) * rng.normal());
  const share = numbers('top_ratio', () => Math.min(1, Math.exp(2 * rng.normal() - 4)));
  const by = propose(decades, spread, residual, share);
  expect(by.top_ratio.transform).toBe('linear');
  expect(by.delayed_charge.transform).toBe('log10');
  expect(by.spread.transform).toBe('linear');
  expect(by.residual.transform).toBe('linear');
});

test('dates as text are times of the run, and the share of light in a PMT is no number of one', () => {
  const by = propose(
    text('Datum', (row) => `2021-06-01 08:${String(row % 60).padStart(2, '0')}:01.${100 + row}`),
    text('dateTime', (row) => `2021-06-01T08:${String(row % 60).padStart(2, '0')}:01Z`),
    text('day', (row) => `2021-06-0${1 + (row % 3)}`),
    text('code', (row) => `2021-06-0${1 + (row % 3)}b`),
    numbers('hottest_pmt_share', () => rng.uniform()),
    numbers('hottest_pmt', (row) => row % 494),
  );
  expect(by.Datum).toMatchObject({ role: 'time', feature: false });
  expect(by.dateTime).toMatchObject({ role: 'time', quantity: null });
  expect(by.day).toMatchObject({ role: 'time', feature: false });
  expect(by.code.role).not.toBe('time');
  expect(by.hottest_pmt_share.feature).toBe(true);
  expect(by.hottest_pmt.excluded).toMatch(/number of a channel/);
});

test('PandaX: the asymmetry comes from the areas of the arrays, which it takes the place of', () => {
  const names = 'runNumber eventNumber qS1 qS2 qS1T qS1B qS2T qS2B wS1 wS2 hS1 xPos yPos dt'.split(' ');
  const table = makeTable(names.map((name) => numbers(name)));
  const proposals = proposeColumns(table);
  expect(features(proposals)).toEqual([
    'log10 qS1',
    'log10 qS2',
    's1_tba',
    's2_tba',
    'log10 wS1',
    'log10 wS2',
    'log10 hS1',
  ]);
  const by = Object.fromEntries(proposals.map((proposal) => [proposal.column, proposal]));
  expect(by.qS1T.excluded).toBe('follows from qS1 and s1_tba');
  expect(by.qS1B.excluded).toBe('follows from qS1 and s1_tba');
  expect(quantityColumns(proposals)).toMatchObject({ s1_tba: 's1_tba', drift_time: 'dt', s2_area: 'qS2' });
  const { table: applied, notes } = applyProposals(table, proposals);
  const [top, bottom, made] = ['qS1T', 'qS1B', 's1_tba'].map((name) => columnNamed(applied, name));
  for (const row of [0, 7, 399]) {
    const [a, b] = [numberAt(top, row), numberAt(bottom, row)];
    expect(numberAt(made, row)).toBe((a - b) / (a + b));
  }
  expect(notes).toEqual([
    's1_tba = (qS1T - qS1B) / (qS1T + qS1B) added',
    's2_tba = (qS2T - qS2B) / (qS2T + qS2B) added',
  ]);
  expect(asymmetrySource('s1_tba', 'qS1T', notes)).toEqual({ top: 'qS1T', bottom: 'qS1B' });
  expect(asymmetrySource('s1_tba', 'qS2T', notes)).toBeNull();
  const odd = 'b) / (a + b';
  const note = asymmetryNote({ name: 'n', from: 'arrays', bottom: odd, quantity: null }, 't - (');
  expect(asymmetrySource('n', 't - (', ['other', note])).toEqual({ top: 't - (', bottom: odd });
});

test('areas of the arrays give no second asymmetry beside a measured one', () => {
  const columns = 's1Area_phd s1TopArea_phd s1BottomArea_phd s1_TBA'.split(' ').map((name) => numbers(name));
  const proposals = proposeColumns(makeTable(columns));
  expect(proposals.every(({ derive }) => derive === null)).toBe(true);
});
