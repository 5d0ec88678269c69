import { expect, test } from 'vitest';
import type { RunSize } from './preflight-memory.ts';
import { forecastTime, type Probe, type Trial } from './preflight-time.ts';

/** A computer that keeps the laws to the letter. */
function trialOf(rows: number, growth: number): Trial {
  return {
    rows,
    knn: 1e-6 * rows * Math.log2(rows) + 1e-3 * rows ** (1 + growth),
    graph: 0.02 * rows,
    start: 0.03 * rows,
    layoutBegin: 0.004 * rows,
    epoch: 1e-3 * rows ** 1.05,
    planeSearch: 1e-3 * rows * Math.log2(rows),
    ranking: 1e-5 * rows * 64,
    references: 64,
    outliers: 1e-3 * rows,
  };
}

function probeOf(rows: number, growth: number): Probe {
  return {
    tableRows: rows,
    rows,
    prepare: 1e-3 * rows * Math.log2(rows),
    search: { build: 1e-6 * rows * Math.log2(rows), perRow: 1e-3 * rows ** growth, skipping: null },
  };
}

const size: RunSize = {
  tableRows: 200_000,
  rows: 200_000,
  dims: 28,
  k: 30,
  epochs: 200,
  method: 'umap',
  init: 'spectral',
};

test.each([0.1, 0.3, 0.5])('each stage by its law, where a row takes rows^%d to search', (growth) => {
  const forecast = forecastTime(
    size,
    [trialOf(2000, growth), trialOf(8000, growth)],
    probeOf(32_000, growth),
  );
  const real = trialOf(200_000, growth);
  expect(forecast.stages.knn.ms / real.knn).toBeCloseTo(1, 2);
  expect(forecast.stages.graph.ms).toBeCloseTo(4000, 3);
  expect(forecast.stages.start.ms).toBeCloseTo(6000, 3);
  expect(forecast.stages.layout.ms / (800 + 200 * real.epoch)).toBeCloseTo(1, 6);
  expect(forecast.stages.quality.ms / (real.planeSearch + real.ranking)).toBeCloseTo(1, 6);
  const total = Object.values(forecast.stages).reduce((sum, { ms }) => sum + ms, 0);
  expect(forecast.ms).toBeCloseTo(total, 6);
  expect(forecast.low).toBeLessThan(forecast.ms);
  expect(forecast.high).toBeGreaterThan(forecast.ms);
});

test('without a probe of the search the two trials tell', () => {
  const probe = { ...probeOf(8000, 0.3), search: null };
  const { stages } = forecastTime(size, [trialOf(2000, 0.3), trialOf(8000, 0.3)], probe);
  expect(stages.knn.ms / trialOf(200_000, 0.3).knn).toBeCloseTo(1, 1);
});

test('times that tell nonsense stay within the bounds of the law', () => {
  const trials = [trialOf(2000, 0.3), trialOf(8000, 0.3)] as const;
  const probe = probeOf(32_000, 0.3);
  const search = { build: 1, perRow: 0, skipping: null };
  const fast = forecastTime(size, trials, { ...probe, search }).stages.knn;
  expect(Number.isFinite(fast.ms)).toBe(true);
  const slow = forecastTime(size, trials, { ...probe, search: { build: 1, perRow: 1e3, skipping: null } })
    .stages.knn;
  expect(slow.ms).toBeLessThan(1e3 * 200_000 * (200 / 32) ** 0.7 * 1.01);
});

test('ranking among many rows of a small table is dearer a row than among the fewest of a large one', () => {
  const trial = { ...trialOf(2000, 0.3), planeSearch: 0 };
  const quality = (rows: number): number =>
    forecastTime({ ...size, rows, tableRows: rows }, [trial, trial], probeOf(8000, 0.3)).stages.quality.ms /
    rows;
  // 4e7 coordinates among 9,000 rows of 28 leave 159 references, then 64 are the fewest.
  expect(quality(9000) / quality(100_000)).toBeCloseTo(159 / 64, 6);
});

test('a search that may skip is foretold to skip where that is sooner done', () => {
  const trials = [trialOf(2000, 0.5), trialOf(8000, 0.5)] as const;
  const probe = probeOf(32_000, 0.5);
  const knn = (skipping: number | null): number => {
    const search = probe.search && { ...probe.search, skipping };
    return forecastTime(size, trials, { ...probe, search }).stages.knn.ms;
  };
  const exact = probe.search?.perRow ?? Number.NaN;
  expect(knn(10 * exact)).toBe(knn(null));
  const build = knn(0);
  expect((knn(exact / 4) - build) / (200_000 * (exact / 4) * (200 / 32) ** 0.3)).toBeCloseTo(1, 1);
});
