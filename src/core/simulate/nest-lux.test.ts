import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { numbersOf } from '../table/column.ts';
import { columnNamed } from '../table/table.ts';
import { POPULATIONS } from './labels.ts';
import { simulateRun } from './simulate-run.ts';

/*
 * The LUX preset against 23,500 LUX events of NEST, simulated photon by photon by others.
 *
 * Like conditions. NEST has other spectra than a commissioning run, and few photons make narrower and quicker
 * pulses than many. So in each of five bins of drift time the simulated events are weighted, in steps of 0.1 dex of
 * the area of the pulse in question, to the areas that NEST has there (steps with fewer than 3 events on
 * either side are left out of both); then weighted medians are compared. ER: er_bulk against CH3T and flat ER
 * (no Kr83m, whose second flash this sample of NEST does not have); NR: nr_bulk against AmBe and DD.
 * NEST areas are in phe: 1.173 phe/phd for S1 (double emission), 26.1 phe per 22.9 phd for S2 (single electron).
 */
const path = fileURLToPath(new URL('../../../../shared/data/nest_lux_pulses.csv', import.meta.url));
const there = existsSync(path);
if (!there) console.warn(`skipped: the NEST sample ${path} is missing`);

const S1_PHE_PER_PHD = 1.173;
const S2_PHE_PER_PHD = 26.1 / 22.9;
const DRIFT_US = [0, 60, 120, 180, 240, 324];

interface Sample {
  area: ArrayLike<number>;
  drift: ArrayLike<number>;
  value: ArrayLike<number>;
  rows: number[];
}

function readNest(): { column: (name: string) => Float64Array; sources: string[] } {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const names = lines[0].split(',');
  const cells = lines.slice(1).map((line) => line.split(','));
  return {
    column: (name) => {
      const at = names.indexOf(name);
      if (at < 0) throw new Error(`no column ${name} in ${path}`);
      return Float64Array.from(cells, (row) => (row[at] === '' ? Number.NaN : Number(row[at])));
    },
    sources: cells.map((row) => row[0]),
  };
}

function weightedMedian(values: number[], weights: number[]): number {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
  let sum = 0;
  for (const i of order) {
    sum += weights[i];
    if (sum >= half) return values[i];
  }
  return Number.NaN;
}

/** Rows of a drift bin by step of 0.1 dex of area. */
function byArea(sample: Sample, low: number, high: number, fewest: number): Map<number, number[]> {
  const steps = new Map<number, number[]>();
  for (const row of sample.rows) {
    const drift = sample.drift[row];
    if (!(drift > low && drift <= high) || !(sample.area[row] > fewest) || Number.isNaN(sample.value[row]))
      continue;
    const step = Math.floor(Math.log10(sample.area[row]) * 10);
    const list = steps.get(step);
    if (list) list.push(row);
    else steps.set(step, [row]);
  }
  return steps;
}

function matchedMedians(nest: Sample, ours: Sample, low: number, high: number, fewest: number) {
  const theirs = byArea(nest, low, high, fewest);
  const mine = byArea(ours, low, high, fewest);
  const a: number[] = [];
  const b: number[] = [];
  const weights: number[] = [];
  for (const [step, rows] of theirs) {
    const matches = mine.get(step) ?? [];
    if (rows.length < 3 || matches.length < 3) continue;
    for (const row of rows) a.push(nest.value[row]);
    for (const row of matches) {
      b.push(ours.value[row]);
      weights.push(rows.length / matches.length);
    }
  }
  return {
    nest: weightedMedian(
      a,
      a.map(() => 1),
    ),
    ours: weightedMedian(b, weights),
    n: a.length,
    m: b.length,
  };
}

describe.skipIf(!there)('the LUX preset against NEST', () => {
  it('has the medians of asymmetries, widths and prompt fraction in bins of drift time', () => {
    const nest = readNest();
    const table = simulateRun({ preset: 'lux', events: 60000, seed: 5 }, unwatched);
    const truth = columnNamed(table, 'truth');
    if (truth.type !== 'text') throw new Error('truth is not text');
    const quantities = [
      ['s1_tba', 's1_tba'],
      ['s1_width50_ns', 's1_width50_ns'],
      ['s1_width90_ns', 's1_width90_ns'],
      ['s1_rms_ns', 's1_rms_ns'],
      ['s1_promptfrac50ns', 's1_prompt_frac'],
      ['s2_tba', 's2_tba'],
      ['s2_width50_ns', 's2_width50_ns'],
      ['s2_width90_ns', 's2_width90_ns'],
      ['s2_rms_ns', 's2_rms_ns'],
    ] as const;
    const lines = [
      `${'class quantity'.padEnd(20)} ${DRIFT_US.slice(1)
        .map((_, i) => `${DRIFT_US[i]}-${DRIFT_US[i + 1]} us`.padStart(24))
        .join('')}`,
    ];
    const wrong: string[] = [];
    for (const [recoil, population, sources] of [
      ['ER', 'er_bulk', ['CH3T', 'ERflat']],
      ['NR', 'nr_bulk', ['AmBe', 'DD']],
    ] as const) {
      const code = POPULATIONS.indexOf(population);
      const nestRows = nest.sources.flatMap((s, row) =>
        (sources as readonly string[]).includes(s) ? [row] : [],
      );
      const ourRows = Array.from(truth.codes, (c, row) => (c === code ? row : -1)).filter((row) => row >= 0);
      for (const [theirName, ourName] of quantities) {
        const pulse = ourName.slice(0, 2);
        const phe = pulse === 's1' ? S1_PHE_PER_PHD : S2_PHE_PER_PHD;
        const theirs: Sample = {
          area: nest.column(`${pulse}_area_phe`).map((area) => area / phe),
          drift: nest.column('drift_time_us'),
          value: nest.column(theirName),
          rows: nestRows,
        };
        const mine: Sample = {
          area: numbersOf(columnNamed(table, `${pulse}_area_phd`)),
          drift: numbersOf(columnNamed(table, 'drift_time_us')),
          value: numbersOf(columnNamed(table, ourName)),
          rows: ourRows,
        };
        const bins = DRIFT_US.slice(1).map((high, i) =>
          matchedMedians(theirs, mine, DRIFT_US[i], high, pulse === 's1' ? 5 : 100),
        );
        // Asymmetries: 10 % of the range they cover over the drift; S2 TBA does not move with it: 0.01.
        const range = Math.abs(bins[0].nest - bins[bins.length - 1].nest);
        const asymmetry = ourName.endsWith('_tba');
        const allowed = (value: number): number =>
          ourName === 's2_tba' ? 0.01 : asymmetry ? 0.1 * range : 0.1 * Math.abs(value);
        const cells = bins.map((bin, i) => {
          const off = bin.ours - bin.nest;
          const ratio = asymmetry ? off.toFixed(3) : `${((100 * off) / bin.nest).toFixed(1)} %`;
          const digits = asymmetry || ourName.endsWith('frac') ? 3 : 0;
          if (!(Math.abs(off) <= allowed(bin.nest))) {
            wrong.push(`${recoil} ${ourName} ${DRIFT_US[i]} us: ${bin.ours} against ${bin.nest}`);
          }
          return `${bin.nest.toFixed(digits)} / ${bin.ours.toFixed(digits)} ${ratio}`.padStart(24);
        });
        lines.push(`${`${recoil} ${ourName}`.padEnd(20)} ${cells.join('')}`);
      }
    }
    console.log(`medians, NEST / simulated, difference\n${lines.join('\n')}`);
    expect(wrong).toEqual([]);
  });
});
