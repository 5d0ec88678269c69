import { expect, test } from 'vitest';
import { forecastMemory, type MemoryLimits, type RunSize, refuseBeyond } from './preflight-memory.ts';

const size: RunSize = {
  tableRows: 100_000,
  rows: 100_000,
  dims: 28,
  k: 30,
  epochs: 200,
  method: 'umap',
  init: 'spectral',
};
const limits: MemoryLimits = { total: 4e9, totalFrom: 'a test', heap: 4e9 };
const withRows = (rows: number): RunSize => ({ ...size, tableRows: rows, rows });

test('memory is near what was measured: 77 and 205 MB at 20k and 100k rows of 28 columns, 382 MB at 200k of 12', () => {
  for (const [rows, dims, measured] of [
    [20_000, 28, 77e6],
    [100_000, 28, 205e6],
    [200_000, 12, 382e6],
  ]) {
    const { bytes } = forecastMemory({ ...withRows(rows), dims });
    expect(bytes / measured).toBeGreaterThan(0.9);
    expect(bytes / measured).toBeLessThan(1.2);
  }
});

test('umap-js takes 0.55 and 2.4 GB at 5k and 20k rows', () => {
  for (const [rows, measured] of [
    [5000, 0.554e9],
    [20_000, 2.384e9],
  ]) {
    const { bytes, heap } = forecastMemory({ ...withRows(rows), method: 'umap-js' });
    expect(bytes / measured).toBeGreaterThan(0.75);
    expect(bytes / measured).toBeLessThan(1.35);
    expect(heap).toBeLessThan(bytes);
  }
});

test('memory grows with rows, columns, neighbours', () => {
  const { bytes } = forecastMemory(size);
  expect(forecastMemory({ ...size, rows: 110_000, tableRows: 110_000 }).bytes).toBeGreaterThan(bytes);
  expect(forecastMemory({ ...size, dims: 29 }).bytes).toBeGreaterThan(bytes);
  expect(forecastMemory({ ...size, k: 31 }).bytes).toBeGreaterThan(bytes);
  expect(forecastMemory({ ...size, rows: 20_000 }).bytes).toBeLessThan(bytes);
});

test('what fits is not refused', () => {
  expect(refuseBeyond(size, limits)).toBeNull();
});

test('what does not fit is refused with its numbers, and a sample that fits is offered', () => {
  const refusal = refuseBeyond(withRows(5_000_000), limits)!;
  expect(refusal.reason).toMatch(
    /^fitting 5,000,000 events in 28 features with n_neighbors 30 by umap needs about [\d.]+ GB of memory; expected at most 4\.0 GB, a test$/,
  );
  expect(refusal.sample).toBe(1_000_000);
  const sampled = { ...withRows(5_000_000), rows: 1_000_000 };
  expect(refuseBeyond(sampled, limits)).toBeNull();
  expect(refuseBeyond({ ...sampled, rows: 2_000_000 }, limits)).not.toBeNull();
});

test('each limit has its reason', () => {
  const roomy = { ...limits, total: 1e15 };
  expect(refuseBeyond({ ...withRows(200_000), method: 'umap-js' }, roomy)!.reason).toContain(
    "of JavaScript's own memory; expected at most 4.0 GB, all that one worker may have here",
  );
  expect(refuseBeyond(withRows(20_000_000), roomy)!.reason).toContain('in one WebAssembly memory');
  expect(refuseBeyond(withRows(20_000_000), { ...limits, total: 1e6 })!.sample).toBeNull();
});
