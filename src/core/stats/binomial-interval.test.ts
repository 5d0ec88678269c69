import { expect, test } from 'vitest';
import { clopperPearson, shareDifferenceInterval, wilson } from './binomial-interval.ts';

// scipy.stats.binomtest(k, n).proportion_ci(.95, 'exact') and (.95, 'wilson'), scipy 1.10.1
const golden: [number, number, number, number, number, number][] = [
  [0, 10, 0, 0.30849710781876294, 0, 0.27753279986288926],
  [5, 100, 0.01643187918172828, 0.11283491110546288, 0.021543679154367973, 0.11175046923191914],
  [100, 100, 0.9637833073548094, 1, 0.9630065017930143, 1],
  [412, 20000, 0.018676376245947163, 0.022664688309328697, 0.018721547999445896, 0.02266257617114722],
  [1, 3, 0.008403758659612647, 0.9057006759492866, 0.06149194472039626, 0.7923403991979523],
];

test('Clopper-Pearson and Wilson agree with scipy', () => {
  for (const [k, n, low, high, wilsonLow, wilsonHigh] of golden) {
    const exact = clopperPearson(k, n);
    expect(exact.low).toBeCloseTo(low, 8);
    expect(exact.high).toBeCloseTo(high, 8);
    const score = wilson(k, n);
    expect(score.low).toBeCloseTo(wilsonLow, 10);
    expect(score.high).toBeCloseTo(wilsonHigh, 10);
  }
});

test('no trials say nothing; impossible counts are refused', () => {
  expect(clopperPearson(0, 0)).toEqual({ low: 0, high: 1 });
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  expect(() => wilson(3, 2)).toThrow('invalid counts: 3 of 2; expected 0 <= k <= n');
  expect(() => clopperPearson(1, 2, 95)).toThrow('invalid confidence: 95');
});

// Newcombe 1998, table II, column (a): 56/70 - 48/80 by method 10.
test('the difference of shares agrees with the published example', () => {
  const interval = shareDifferenceInterval(56, 70, 48, 80);
  expect(interval.low).toBeCloseTo(0.0524, 4);
  expect(interval.high).toBeCloseTo(0.3339, 4);
  expect(shareDifferenceInterval(10, 10, 0, 1000).high).toBe(1);
  expect(shareDifferenceInterval(0, 0, 1, 10)).toEqual({ low: -1, high: 1 });
});
