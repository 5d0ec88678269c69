import { describe, expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import { median } from '../stats/quantile.ts';
import { curveAt, runningQuantile, runningSpread } from './running-curve.ts';

describe('a running quantile', () => {
  it('of few rows is one constant, of fewer none', () => {
    const x = Float64Array.from({ length: 21 }, (_, i) => i);
    const y = x.map((value) => value * value);
    const curve = runningQuantile(y, x, 0.5);
    expect(curve).toEqual({ x: Float64Array.of(10), y: Float64Array.of(100) });
    expect(runningQuantile(y.subarray(0, 19), x, 0.5)).toBeNull();
    y.fill(Number.NaN, 19);
    expect(runningQuantile(y, x, 0.5)).toBeNull();
  });

  it('is as worked by hand: 200 rows are two bins, each of which ends in a piece of its own', () => {
    const x = Float64Array.from({ length: 200 }, (_, i) => (i * 77) % 200);
    const curve = runningQuantile(
      x.map((place) => 2 * place),
      x,
      0.5,
    );
    // Edges at rank 25, 100 and 175: medians of 0..24, 25..99, 100..174 and 175..199.
    expect(curve).toEqual({ x: Float64Array.of(12, 62, 137, 187), y: Float64Array.of(24, 124, 274, 374) });
    expect([-5, 12, 37, 62, 187, 1e9].map((place) => curveAt(curve!, place))).toEqual([
      24, 24, 74, 124, 374, 374,
    ]);
    expect(curveAt(curve!, Number.NaN)).toBeNaN();
    expect(curveAt(curve!, Number.POSITIVE_INFINITY)).toBeNaN();
  });

  it('equals its definition on random rows with ties, gaps and infinities, whatever their order', () => {
    for (const seed of [1, 2, 3]) {
      const rng = createRng(seed);
      const n = 3000;
      const ties = seed === 2;
      const x = Float64Array.from({ length: n }, () => (ties ? rng.integer(40) : rng.exponential()));
      const y = Float64Array.from(x, (place) => Math.sqrt(place) + 0.1 * rng.normal());
      for (let i = 0; i < n; i += 50) y[i] = i % 100 === 0 ? Number.NaN : Number.POSITIVE_INFINITY;
      for (let i = 7; i < n; i += 90) x[i] = Number.NEGATIVE_INFINITY;
      const share = 0.25 * seed;
      const curve = runningQuantile(y, x, share)!;
      const slow = slowNodes(y, x, share);
      expect([...curve.x]).toEqual(slow.map(([place]) => place));
      curve.y.forEach((value, i) => {
        expect(value).toBeCloseTo(slow[i][1], 12);
      });
      for (let i = 1; i < curve.x.length; i++) expect(curve.x[i]).toBeGreaterThan(curve.x[i - 1]);
      expect(runningQuantile(y.toReversed(), x.toReversed(), share)).toEqual(curve);
    }
  });

  it('is hardly moved by a tenth of strange events', () => {
    const rng = createRng(5);
    const x = Float64Array.from({ length: 20_000 }, () => 963 * rng.uniform());
    const y = x.map((place) => (rng.uniform() < 0.1 ? 1 : -0.3 - 0.0005 * place + 0.02 * rng.normal()));
    const curve = runningQuantile(y, x, 0.5)!;
    for (const place of [30, 200, 500, 800, 930]) {
      expect(Math.abs(curveAt(curve, place) - (-0.3 - 0.0005 * place))).toBeLessThan(0.008);
    }
  });
});

describe('a running spread', () => {
  it('is a standard deviation for normal data, along another quantity too', () => {
    const rng = createRng(6);
    const by = Float64Array.from({ length: 20_000 }, () => rng.uniform());
    const distance = by.map((place) => (1 + 3 * place) * rng.normal());
    const curve = runningSpread(distance, by)!;
    for (const place of [0.1, 0.5, 0.9]) {
      expect(curveAt(curve, place) / (1 + 3 * place)).toBeGreaterThan(0.9);
      expect(curveAt(curve, place) / (1 + 3 * place)).toBeLessThan(1.1);
    }
  });

  it('of bins without any takes that of all rows; where half of all are 0 there is none', () => {
    const x = Float64Array.from({ length: 1000 }, (_, i) => i);
    const some = x.map((place) => (place < 100 ? 0 : place % 2 === 0 ? 1 : -1));
    expect(runningSpread(some, x)!.y[0]).toBeCloseTo(1 / 0.67448975, 6);
    expect(
      runningSpread(
        x.map((place) => (place < 600 ? 0 : 1)),
        x,
      ),
    ).toBeNull();
    expect(runningSpread(x.subarray(0, 5), x)).toBeNull();
  });
});

/** Places and values of the nodes as the words of runningQuantile have them. */
function slowNodes(y: Float64Array, x: Float64Array, share: number): [number, number][] {
  const rows = [...x.keys()].filter((row) => Number.isFinite(x[row]) && Number.isFinite(y[row]));
  const places = rows.map((row) => x[row]).sort((a, b) => a - b);
  const bins = Math.min(24, Math.floor(rows.length / 100));
  const ranks = [0.25, ...Array.from({ length: bins - 1 }, (_, i) => i + 1), bins - 0.25];
  const edges = [...new Set(ranks.map((rank) => places[Math.floor((rows.length * rank) / bins)]))];
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const bin = edges.filter((edge) => edge <= x[row] && edge > places[0]).length;
    groups.set(bin, [...(groups.get(bin) ?? []), row]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, inside]): [number, number] => {
      const values = inside.map((row) => y[row]).sort((a, b) => a - b);
      const place = (values.length - 1) * share;
      const [below, above] = [values[Math.floor(place)], values[Math.ceil(place)]];
      return [median(inside.map((row) => x[row])), below + (above - below) * (place % 1)];
    });
}
