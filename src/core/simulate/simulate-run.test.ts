import { describe, expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { countBits } from '../table/bits.ts';
import { type Column, numbersOf } from '../table/column.ts';
import { columnNamed, type Table } from '../table/table.ts';
import { POPULATION_DESCRIPTIONS, PRESET_DESCRIPTIONS } from './describe.ts';
import { BULK_COUNT, POPULATIONS, type Population } from './labels.ts';
import { detectorOf } from './presets.ts';
import { PRESETS, type Preset } from './run.ts';
import { simulateRun } from './simulate-run.ts';

const EVENTS = 20000;
const runs = new Map<Preset, Table>(
  PRESETS.map((preset) => [preset, simulateRun({ preset, events: EVENTS, seed: 11 }, unwatched)]),
);
const tableOf = (preset: Preset): Table => runs.get(preset) as Table;

function codesOf(table: Table): Int32Array {
  const truth = columnNamed(table, 'truth');
  if (truth.type !== 'text') throw new Error('truth is not text');
  return truth.codes;
}

/** Values of a column for one population; missing rows left out. */
function valuesOf(table: Table, name: string, population: Population): number[] {
  const values = numbersOf(columnNamed(table, name));
  const codes = codesOf(table);
  const code = POPULATIONS.indexOf(population);
  return Array.from(values).filter((value, row) => codes[row] === code && !Number.isNaN(value));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function shareOf(values: readonly number[], test: (value: number) => boolean): number {
  return values.filter(test).length / values.length;
}

const bytesOf = (column: Column): Uint8Array => {
  const array = column.type === 'text' ? column.codes : column.values;
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
};

const same = (a: Table, b: Table): boolean =>
  a.columns.every((column, i) => {
    const mine = bytesOf(column);
    const theirs = bytesOf(b.columns[i]);
    return (
      mine.length === theirs.length &&
      mine.every((byte, k) => byte === theirs[k]) &&
      String(column.missing?.words) === String(b.columns[i].missing?.words)
    );
  });

describe('simulateRun', () => {
  it('gives the same bytes for the same seed and others for another', () => {
    const first = simulateRun({ preset: 'lz-sr1', events: 1500, seed: 3 }, unwatched);
    const again = simulateRun({ preset: 'lz-sr1', events: 1500, seed: 3 }, unwatched);
    const other = simulateRun({ preset: 'lz-sr1', events: 1500, seed: 4 }, unwatched);
    expect(same(first, again)).toBe(true);
    expect(same(first, other)).toBe(false);
  });

  it('makes runs of any size and reports its progress', () => {
    const reports: number[] = [];
    for (const events of [1, 100, 9000]) {
      const table = simulateRun({ preset: 'lux', events, seed: 1 }, (report) => reports.push(report.done));
      expect(table.rows).toBe(events);
    }
    expect(reports.at(-1)).toBe(9000);
  });

  it.each([
    [{ preset: 'lux', events: 0, seed: 1 }, 'invalid events: 0'],
    [{ preset: 'lux', events: 10.5, seed: 1 }, 'invalid events: 10.5'],
    [{ preset: 'lux', events: 10, seed: Number.NaN }, 'invalid seed: NaN'],
    [{ preset: 'panda' as Preset, events: 10, seed: 1 }, 'invalid preset: panda'],
  ] as const)('refuses %j', (params, message) => {
    expect(() => simulateRun({ ...params, preset: params.preset as Preset }, unwatched)).toThrow(message);
  });

  it('has one run in the scenarios of a shift: small S2s in one spot and a burst of trains are new tonight', () => {
    const one = (scenario: 'reviewed' | 'tonight') =>
      simulateRun({ preset: 'lz-sr1', events: 2500, seed: 6, scenario }, unwatched);
    const [reviewed, tonight] = [one('reviewed'), one('tonight')];
    const share = (table: Table, population: Population): number =>
      codesOf(table).filter((code) => POPULATIONS[code] === population).length / table.rows;
    expect(share(reviewed, 'small_s2')).toBe(0);
    expect(share(tonight, 'small_s2')).toBeCloseTo(0.03, 3);
    expect(share(tonight, 'electron_train')).toBeGreaterThan(10 * share(reviewed, 'electron_train'));
    expect(share(tonight, 'gas_above_anode')).toBeCloseTo(share(reviewed, 'gas_above_anode'), 3);
    const run = (table: Table): number[] => [...new Set(numbersOf(columnNamed(table, 'run_id')))];
    expect(run(reviewed)).toEqual([7320]);
    expect(run(tonight)).toEqual([7324]);
  });

  it('describes every preset and population', () => {
    expect(Object.keys(PRESET_DESCRIPTIONS).sort()).toEqual([...PRESETS].sort());
    expect(Object.keys(POPULATION_DESCRIPTIONS).sort()).toEqual([...POPULATIONS].sort());
  });
});

describe.each(PRESETS)('a run of %s', (preset) => {
  const table = tableOf(preset);
  const detector = detectorOf(preset);
  const of = (name: string, population: Population): number[] => valuesOf(table, name, population);

  it('holds every population in its share', () => {
    const counts = new Array<number>(POPULATIONS.length).fill(0);
    for (const code of codesOf(table)) counts[code]++;
    const bulk = counts.slice(0, BULK_COUNT).reduce((sum, count) => sum + count, 0) / EVENTS;
    expect(bulk).toBeGreaterThanOrEqual(0.85);
    expect(bulk).toBeLessThanOrEqual(0.95);
    for (let p = BULK_COUNT; p < POPULATIONS.length; p++) {
      expect(counts[p] / EVENTS, POPULATIONS[p]).toBeGreaterThanOrEqual(0.002);
      expect(counts[p] / EVENTS, POPULATIONS[p]).toBeLessThanOrEqual(0.05);
    }
  });

  it('keeps the times of a pulse consistent', () => {
    for (const pulse of ['s1', 's2']) {
      const [aft5, aft25, aft50, aft75, aft95, width50, width90, rms, rise] = [
        'aft5',
        'aft25',
        'aft50',
        'aft75',
        'aft95',
        'width50',
        'width90',
        'rms',
        'rise',
      ].map((name) => numbersOf(columnNamed(table, `${pulse}_${name}_ns`)));
      let wrong = 0;
      for (let row = 0; row < EVENTS; row++) {
        if (Number.isNaN(aft5[row])) continue;
        const rising =
          aft5[row] > 0 && aft5[row] < aft25[row] && aft25[row] < aft50[row] && aft50[row] < aft75[row];
        const widths =
          Math.abs(aft75[row] - aft25[row] - width50[row]) < 0.01 &&
          Math.abs(aft95[row] - aft5[row] - width90[row]) < 0.01;
        if (!rising || !(aft75[row] < aft95[row]) || !widths || !(rms[row] > 0) || !(rise[row] >= 0)) wrong++;
        // 5 % of the area stand outside each end of width90: by Chebyshev rms >= width90 sqrt(0.05 / 2).
        if (rms[row] < width90[row] * Math.sqrt(0.025) - (0.5 * width90[row]) / 10) wrong++;
      }
      expect(wrong).toBe(0);
    }
  });

  it('marks as missing what was not found and keeps sentinels and areas below zero', () => {
    const s2 = columnNamed(table, 's2_area_phd');
    expect(s2.missing && countBits(s2.missing)).toBeGreaterThan(0);
    expect(of('s2_area_phd', 'pmt_flash')).toHaveLength(0);
    for (const column of table.columns) {
      if (column.type !== 'float32' && column.type !== 'float64') continue;
      let nan = 0;
      for (const value of column.values) if (Number.isNaN(value)) nan++;
      expect(nan, column.name).toBe(column.missing ? countBits(column.missing) : 0);
    }
    const x = Array.from(numbersOf(columnNamed(table, 'x_cm')));
    const failed = shareOf(x, (value) => value === -999);
    expect(failed).toBeGreaterThan(0.003);
    expect(failed).toBeLessThan(0.008);
    const area = Array.from(numbersOf(columnNamed(table, 's1_area_phd')));
    expect(area.filter((value) => value <= 0).length).toBeGreaterThan(0);
  });

  it('repeats event ids within a run but not within a raw file', () => {
    const run = numbersOf(columnNamed(table, 'run_id'));
    const id = numbersOf(columnNamed(table, 'event_id'));
    const time = numbersOf(columnNamed(table, 'event_time_s'));
    const seen = new Set<string>();
    let repeated = 0;
    let backward = 0;
    for (let row = 0; row < EVENTS; row++) {
      if (row > 0 && time[row] < time[row - 1]) backward++;
      const key = `${run[row]}:${id[row]}`;
      if (seen.has(key)) repeated++;
      seen.add(key);
    }
    expect(backward).toBe(0);
    expect(new Set(run).size).toBe(8);
    expect(repeated).toBeGreaterThan(0);
    expect(repeated / EVENTS).toBeLessThan(0.15);
  });

  it('has gas events with both asymmetries up, small S2s and short drift, when the liquid is low', () => {
    expect(shareOf(of('s1_tba', 'gas_above_anode'), (tba) => tba > 0)).toBeGreaterThan(0.95);
    expect(median(of('s1_tba', 'gas_above_anode'))).toBeCloseTo(0.45, 1);
    const shift = median(of('s2_tba', 'gas_above_anode')) - median(of('s2_tba', 'er_bulk'));
    expect(shift).toBeGreaterThan(0.26);
    expect(shift).toBeLessThan(0.34);
    const drift = of('drift_time_us', 'gas_above_anode');
    expect(Math.min(...drift)).toBeGreaterThan(0.5);
    expect(Math.max(...drift)).toBeLessThan(101);
    const ratio = median(of('s2_area_phd', 'gas_above_anode')) / median(of('s2_area_phd', 'er_bulk'));
    expect(ratio).toBeGreaterThan(0.03);
    expect(ratio).toBeLessThan(0.3);
    expect(median(of('liquid_level_mm', 'gas_above_anode'))).toBeLessThan(
      median(of('liquid_level_mm', 'er_bulk')) - 0.05,
    );
  });

  it('is the same but for S1s that started too early where it is reprocessed', () => {
    const params = { preset: 'lz-sr1', events: 1200, seed: 4 } as const;
    const before = simulateRun(params, unwatched);
    const after = simulateRun({ ...params, reprocessed: true }, unwatched);
    const late = Uint8Array.from(codesOf(before), (code) => Number(POPULATIONS[code] === 'reco_long_rise'));
    const moved = new Set<string>();
    for (const [at, column] of before.columns.entries()) {
      const first = numbersOf(column);
      const second = numbersOf(after.columns[at]);
      first.forEach((value, row) => {
        if (Object.is(value, second[row])) return;
        moved.add(column.name);
        expect(late[row]).toBe(1);
      });
    }
    const names = ['s1_rise_ns', 's1_aft5_ns', 's1_aft25_ns', 's1_aft50_ns', 's1_aft75_ns', 's1_aft95_ns'];
    expect([...moved]).toEqual(names);
    expect(codesOf(after)).toEqual(codesOf(before));
    expect(median(valuesOf(before, 's1_rise_ns', 'reco_long_rise'))).toBeGreaterThan(250);
    expect(Math.max(...valuesOf(after, 's1_rise_ns', 'reco_long_rise'))).toBeLessThan(250);
  });

  it('has the other pathologies as they are described', () => {
    const bulkWidth = median(of('s1_width50_ns', 'er_bulk'));
    const rise = of('s1_rise_ns', 'reco_long_rise');
    expect(Math.min(...rise)).toBeGreaterThan(250);
    expect(Math.max(...rise)).toBeLessThan(1500);
    expect(median(of('s1_width50_ns', 'reco_long_rise')) / bulkWidth).toBeCloseTo(1, 1);
    const reprocessed = Math.max(...numbersOf(columnNamed(table, 'run_id'))) - 1;
    expect(Math.max(...of('run_id', 'reco_long_rise'))).toBeLessThan(reprocessed);

    const bulkS2 = median(of('s2_area_phd', 'er_bulk'));
    expect(median(of('s2_area_phd', 'small_s2')) / bulkS2).toBeLessThan(0.15);
    expect(median(of('s2_width50_ns', 'small_s2')) / median(of('s2_width50_ns', 'er_bulk'))).toBeGreaterThan(
      0.8,
    );
    expect(median(of('r_cm', 'wall_charge_loss'))).toBeGreaterThan(0.9 * detector.radiusCm);

    expect(Math.max(...of('drift_time_us', 'gate_wire'))).toBeLessThan(16);
    expect(Math.abs(median(of('drift_time_us', 'cathode_wire')) / detector.fullDriftUs - 1)).toBeLessThan(
      0.005,
    );
    expect(median(of('s1_tba', 'gate_wire'))).toBeGreaterThan(median(of('s1_tba', 'cathode_wire')) + 0.3);

    const gain = detector.electronGain;
    const train = of('s2_area_phd', 'electron_train');
    expect(median(train) / gain).toBeGreaterThan(2.5);
    expect(Math.max(...train) / gain).toBeLessThan(9);
    expect(median(of('s2_width90_ns', 'electron_train'))).toBeGreaterThan(2000);
    expect(Math.max(...of('drift_time_us', 'accidental'))).toBeGreaterThan(1.05 * detector.fullDriftUs);
    expect(median(of('s2_rms_ns', 'multiple_scatter_merged'))).toBeGreaterThan(
      1.3 * median(of('s2_rms_ns', 'er_bulk')),
    );
    expect(median(of('s1_tba', 'gamma_x'))).toBeLessThan(median(of('s1_tba', 'er_bulk')) - 0.15);
    expect(median(of('s1_max_channel_frac', 'pmt_flash'))).toBeGreaterThan(0.6);
  });

  it('has trains and flashes in bursts', () => {
    for (const population of ['electron_train', 'pmt_flash'] as const) {
      const minutes = new Map<number, number>();
      const times = of('event_time_s', population);
      for (const t of times) minutes.set(Math.floor(t / 600), (minutes.get(Math.floor(t / 600)) ?? 0) + 1);
      const busiest = [...minutes.values()].sort((a, b) => b - a).slice(0, 8);
      expect(busiest.reduce((sum, count) => sum + count, 0) / times.length).toBeGreaterThan(0.8);
    }
  });

  it('corrects light and charge for depth, and has the Kr83m line at 41.5 keV', () => {
    const drift = of('drift_time_us', 'kr83m');
    const s1c = of('s1c_area_phd', 'kr83m');
    const s2c = of('s2c_area_phd', 'kr83m');
    const raw = of('s1_area_phd', 'kr83m');
    const part = (values: number[], low: number, high: number): number =>
      median(
        values.filter(
          (_, i) => drift[i] > low * detector.fullDriftUs && drift[i] < high * detector.fullDriftUs,
        ),
      );
    expect(drift.length).toBe(s1c.length);
    // In LUX the field, so the sharing of light and charge, changes with depth: compare energies.
    const g2 = detector.extraction * detector.electronGain;
    const energy = s1c.map((light, i) => 0.01348 * (light / detector.g1 + s2c[i] / g2));
    expect(median(energy) / 41.5).toBeCloseTo(1, 1);
    expect(part(energy, 0.75, 1) / part(energy, 0, 0.25)).toBeGreaterThan(0.97);
    expect(part(energy, 0.75, 1) / part(energy, 0, 0.25)).toBeLessThan(1.03);
    expect(part(raw, 0.75, 1) / part(raw, 0, 0.25)).toBeGreaterThan(1.15);
    const line = median(energy);
    const spread = energy.map((e) => Math.abs(e / line - 1));
    expect(median(spread)).toBeLessThan(0.06);
  });

  it('widens S2s by diffusion', () => {
    const drift = of('drift_time_us', 'kr83m');
    const rms = of('s2_rms_ns', 'kr83m');
    expect(rms.length).toBe(drift.length);
    const square = (low: number, high: number): number =>
      median(
        rms.filter((_, i) => drift[i] > low * detector.fullDriftUs && drift[i] < high * detector.fullDriftUs),
      ) ** 2;
    // sigma^2 = 2 D t / v^2: compare the growth over 80 % of the drift.
    const grown = square(0.88, 0.92) - square(0.08, 0.12);
    const expected =
      (2 * detector.diffusionCm2PerS * 1e-6 * 0.8 * detector.fullDriftUs * 1e6) /
      (0.1 * detector.velocityMmPerUs) ** 2;
    expect(grown / expected).toBeGreaterThan(0.85);
    expect(grown / expected).toBeLessThan(1.15);
  });
});
