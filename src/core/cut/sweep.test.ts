import { describe, expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import { bitsFrom, countBits, hasBit } from '../table/bits.ts';
import { qualityOfCounts, shareOf } from './cut-figures.ts';
import { roundestWithin } from './round-number.ts';
import { sweepInterval } from './sweep-interval.ts';
import { sortedKeys, sweepSorted } from './sweep-threshold.ts';
import { tuningHalf } from './tuning-half.ts';

/** Few distinct values, some missing, the target first and a little higher. */
function draw(seed: number): { keys: Float64Array; targets: number } {
  const random = createRng(seed);
  const targets = 5 + random.integer(20);
  const keys = Float64Array.from({ length: targets + random.integer(60) }, (_, i) =>
    random.uniform() < 0.1 ? Number.NaN : Math.round(4 * (random.normal() + (i < targets ? 1 : 0))),
  );
  return { keys, targets };
}

const slowQuality = (keys: Float64Array, targets: number, test: (key: number) => boolean): number => {
  const chosen = [...keys.keys()].filter((i) => test(keys[i]));
  return qualityOfCounts(chosen.filter((i) => i < targets).length, chosen.length, targets);
};

describe('sweeps of one quantity', () => {
  it('find the best threshold and interval of all, as an exhaustive search does', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const { keys, targets } = draw(seed);
      const sorted = sortedKeys(keys, null, targets);
      const distinct = [...new Set(keys)].filter((key) => !Number.isNaN(key)).sort((a, b) => a - b);
      const cuts = [Number.NEGATIVE_INFINITY, ...distinct.map((key) => key + 0.5)];
      for (const above of [true, false]) {
        const test = (at: number) => (key: number) => (above ? key > at : key < at);
        const slow = Math.max(
          ...[...cuts, Number.POSITIVE_INFINITY].map((at) => slowQuality(keys, targets, test(at))),
        );
        const found = sweepSorted(sorted, { targets, above, floorOf: (best) => best - 0.02 });
        expect(found?.quality).toBeCloseTo(slow, 12);
        if (found === null) continue;
        expect(slowQuality(keys, targets, test(found.best))).toBeCloseTo(slow, 12);
        const ends = [found.low, found.high].filter(Number.isFinite);
        for (const at of ends) {
          expect(slowQuality(keys, targets, test(at))).toBeGreaterThanOrEqual(slow - 0.02 - 1e-12);
        }
      }
      let slow = 0;
      for (const low of distinct) {
        for (const high of distinct) {
          slow = Math.max(
            slow,
            slowQuality(keys, targets, (key) => key >= low && key <= high),
          );
        }
      }
      const found = sweepInterval(sorted, targets);
      expect(found?.quality, `seed ${seed}`).toBeCloseTo(slow, 12);
      const { low, high } = found ?? { low: null, high: null };
      const test = (key: number): boolean => key > (low ?? -1e9) && key < (high ?? 1e9);
      expect(slowQuality(keys, targets, test)).toBeCloseTo(slow, 12);
    }
  });
});

describe('numbers as people write them', () => {
  it('takes the roundest of a range', () => {
    expect(roundestWithin(0.437, 0.561, 0.49)).toBe(0.5);
    expect(roundestWithin(0.41, 0.44, 0.425)).toBe(0.42);
    expect(roundestWithin(-0.3, 0.2, 0.1)).toBe(0);
    expect(roundestWithin(1733, 2301, 1900)).toBe(2000);
    expect(roundestWithin(-271, -244, -259)).toBe(-250);
    expect(roundestWithin(3, 3, 3)).toBe(3);
    expect(roundestWithin(0.30000000000000004, 0.309, 0.305)).toBe(0.305);
    expect(roundestWithin(2, 1, 1.234)).toBe(1.234);
  });

  it('stays within the range, whatever it is', () => {
    const random = createRng(3);
    for (let i = 0; i < 500; i++) {
      const low = random.normal() * 10 ** (random.integer(12) - 6);
      const high = low + Math.abs(random.normal()) * 10 ** (random.integer(12) - 8);
      const found = roundestWithin(low, high, (low + high) / 2);
      expect(found >= low && found <= high, `${low} ${found} ${high}`).toBe(true);
    }
  });
});

describe('the tuning half', () => {
  it('has half of the target and half of the rest, nearly the same rows for any target', () => {
    const target = bitsFrom(10_001, (row) => row % 50 === 3);
    const half = tuningHalf(target, 1);
    const inTarget = bitsFrom(10_001, (row) => hasBit(half, row) && hasBit(target, row));
    expect(countBits(inTarget)).toBe(countBits(target) >>> 1);
    expect(Math.abs(countBits(half) - 5000)).toBeLessThanOrEqual(1);
    expect(tuningHalf(target, 1)).toEqual(half);
    const other = tuningHalf(
      bitsFrom(10_001, (row) => row > 9000),
      1,
    );
    const both = bitsFrom(10_001, (row) => !hasBit(half, row) && !hasBit(other, row));
    expect(countBits(both)).toBeGreaterThan(4700);
    const second = tuningHalf(target, 2);
    const unlike = bitsFrom(10_001, (row) => hasBit(half, row) !== hasBit(second, row));
    expect(countBits(unlike)).toBeGreaterThan(4500);
  });

  it('says nothing of nothing', () => {
    expect(shareOf(0, 0)).toEqual({ count: 0, of: 0, value: Number.NaN, low: 0, high: 1 });
  });
});
