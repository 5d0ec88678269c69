import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { gammaCdf, gammaQuantile } from './gamma.ts';
import { garwood, ONE_SIGMA } from './poisson-interval.ts';

// scipy.special.gammainc(a, x), scipy 1.10.1
test('incomplete gamma agrees with scipy', () => {
  const golden: [number, number, number][] = [
    [1, 0.5, 0.3934693402873665],
    [3.5, 2, 0.22022259152428406],
    [10, 20, 0.9950045876916924],
    [100, 90, 0.15822098918643007],
    [1e4, 1.01e4, 0.8413487504471796],
    [1e6, 999000, 0.15865521357430365],
  ];
  for (const [a, x, value] of golden) expect(gammaCdf(x, a)).toBeCloseTo(value, 6);
  expect(gammaCdf(gammaQuantile(0.3, 7), 7)).toBeCloseTo(0.3, 12);
});

// scipy.stats.chi2.ppf((1 - c) / 2, 2 n) / 2 and chi2.ppf((1 + c) / 2, 2 n + 2) / 2
test('exact intervals of counts agree with scipy', () => {
  const golden: [number, number, number, number][] = [
    [0, 0.95, 0, 3.6888794541139354],
    [1, 0.95, 0.025317807984289897, 5.571643390938898],
    [3, ONE_SIGMA, 1.3672953138904336, 5.918185832883397],
    [10, 0.95, 4.7953886961324335, 18.39035604201778],
    [100, ONE_SIGMA, 90.0167451771134, 111.03336114094968],
    [4321, 0.95, 4193.11286563505, 4451.796316392155],
    [1000000, 0.95, 998040.9833402939, 1001961.9119454322],
  ];
  for (const [count, confidence, low, high] of golden) {
    const found = garwood(count, confidence);
    expect(Math.abs(found.low - low)).toBeLessThanOrEqual(1e-8 * (1 + low));
    expect(Math.abs(found.high - high)).toBeLessThanOrEqual(1e-8 * high);
  }
  expect(() => garwood(-1)).toThrow('invalid count: -1');
  expect(() => garwood(1.5)).toThrow('whole number');
});

test('the interval covers the mean at least as often as it says', () => {
  const rng = createRng(11);
  for (const mean of [0.5, 3, 12]) {
    let covered = 0;
    for (let i = 0; i < 4000; i++) {
      const { low, high } = known(rng.poisson(mean));
      if (low <= mean && mean <= high) covered++;
    }
    expect(covered / 4000).toBeGreaterThan(0.94);
  }
});

const seen = new Map<number, ReturnType<typeof garwood>>();

function known(count: number): ReturnType<typeof garwood> {
  const interval = seen.get(count) ?? garwood(count);
  seen.set(count, interval);
  return interval;
}
