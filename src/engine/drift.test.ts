import { expect, test } from 'vitest';
import { bitsFrom } from '../core/table/bits.ts';
import type { Column } from '../core/table/column.ts';
import { packLabels, unpackLabels } from '../notebook/packed-labels.ts';
import type { ResultRecord } from '../notebook/result-record.ts';
import { columnDigest } from './column-digest.ts';
import { compareRecords } from './drift.ts';

function record(labels: number[], more: Partial<ResultRecord> = {}): ResultRecord {
  return {
    kind: 'cluster',
    version: 1,
    key: 'a'.repeat(32),
    app: '0.1.0',
    engine: 'Node 20',
    started: '2026-11-20T09:30:00.000Z',
    elapsed: 1,
    seed: null,
    reads: [],
    data: null,
    figures: [
      { name: 'clusters', value: new Set(labels.filter((label) => label >= 0)).size },
      { name: 'eps', value: 0.25 },
    ],
    columns: [{ name: 'cluster', digest: labels.join('').padStart(32, '0').slice(-32) }],
    labels: packLabels(Int32Array.from(labels)),
    ...more,
  };
}

test('labels survive packing, by one byte or two, every row or every third', () => {
  const few = Int32Array.of(-2, -1, 0, 1, 253);
  expect(packLabels(few).width).toBe(1);
  expect(unpackLabels(packLabels(few))).toEqual(few);
  const many = Int32Array.from({ length: 1000 }, (_, i) => i - 2);
  expect(packLabels(many).width).toBe(2);
  expect(unpackLabels(packLabels(many))).toEqual(many);
  const thinned = packLabels(many, 334);
  expect(thinned).toMatchObject({ rows: 1000, every: 3 });
  expect([...unpackLabels(thinned)]).toEqual([...many].filter((_, i) => i % 3 === 0));
  expect(() => unpackLabels({ ...thinned, rows: 1004 })).toThrow(/668 bytes; expected 670/);
});

test('to the bit, the same clusters by other numbers, and other clusters are three verdicts', () => {
  const before = record([0, 0, 1, 1, -1]);
  expect(compareRecords(before, record([0, 0, 1, 1, -1]), 1e-6)).toMatchObject({ verdict: 'identical' });

  const otherEps = record([0, 0, 1, 1, -1], {
    figures: [
      { name: 'clusters', value: 2 },
      { name: 'eps', value: 0.26 },
    ],
  });
  expect(compareRecords(before, otherEps, 1e-6)).toMatchObject({
    verdict: 'alike',
    details: ['the same clusters in all 5 rows compared (ARI 1.000)', 'eps: 0.25 then, 0.26 now'],
  });

  const moved = compareRecords(before, record([0, 0, 0, 1, -1]), 1e-6);
  expect(moved).toMatchObject({ verdict: 'drifted', labels: { rows: 5, changed: 1 } });
  // Pairs together: 2 before, 3 now, 1 in both, 10 in all.
  expect(moved.labels?.ari).toBeCloseTo((1 - 0.6) / (2.5 - 0.6), 12);
});

test('measures may differ within the tolerance, counts may not, other data never passes', () => {
  const plane = (trustworthiness: number, rows: number, data: ResultRecord['data'] = null): ResultRecord =>
    record([], {
      kind: 'embed',
      labels: null,
      data,
      columns: [{ name: 'UMAP 1', digest: String(trustworthiness).padEnd(32, '0') }],
      figures: [
        { name: 'trustworthiness', value: trustworthiness },
        { name: 'rows', value: rows },
      ],
    });
  const verdict = (a: ResultRecord, b: ResultRecord): string => compareRecords(a, b, 0.02).verdict;
  expect(verdict(plane(0.981, 100), plane(0.985, 100))).toBe('alike');
  expect(verdict(plane(0.981, 100), plane(0.9, 100))).toBe('drifted');
  expect(verdict(plane(0.981, 100), plane(0.981, 99))).toBe('drifted');
  const data = { name: 'a.csv', format: 'csv', bytes: 1, sha256: 'a'.repeat(64), rows: 100 };
  expect(verdict(plane(0.981, 100, data), plane(0.981, 100, { ...data, sha256: 'b'.repeat(64) }))).toBe(
    'drifted',
  );
});

test('a digest sees values and what is missing, not what is stored where nothing is', async () => {
  const column = (values: number[], missing: number[] = []): Column => ({
    name: 'a',
    unit: null,
    role: 'feature',
    type: 'float32',
    values: Float32Array.from(values),
    missing: missing.length > 0 ? bitsFrom(values.length, (row) => missing.includes(row)) : null,
  });
  const one = await columnDigest(column([1, 2, 3]));
  expect(one).toMatch(/^[0-9a-f]{32}$/);
  expect(await columnDigest(column([1, 2, 3]))).toBe(one);
  expect(await columnDigest(column([1, 2, 4]))).not.toBe(one);
  expect(await columnDigest(column([1, 2, 3], [1]))).not.toBe(one);
  expect(await columnDigest(column([1, 7, 3], [1]))).toBe(await columnDigest(column([1, 2, 3], [1])));
  const odd = column([1, 2, Number.NaN]);
  if (odd.type === 'float32') new Uint32Array(odd.values.buffer)[2] = 0xffc00001;
  expect(await columnDigest(odd)).toBe(await columnDigest(column([1, 2, Number.NaN])));
});
