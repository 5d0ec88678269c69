import { expect, test } from 'vitest';
import type { Preflight } from '../../core/embed/preflight.ts';
import { estimateWords, roughBytes, roughTime, stageWords } from './estimate-words.ts';

const found: Preflight = {
  rows: 200_000,
  tableRows: 200_000,
  placed: 0,
  threads: 8,
  trials: [2000, 8000],
  time: {
    ms: 25_312,
    low: 18_400,
    high: 41_000,
    stages: {
      knn: { ms: 15_000, low: 1, high: 2 },
      layout: { ms: 10_000, low: 1, high: 2 },
      graph: { ms: 312, low: 1, high: 2 },
    },
  },
  memory: { bytes: 1.234e9, stage: 'start', kernel: 1e8, heap: 0 },
  limits: { total: 4e9, totalFrom: 'a test', heap: null },
  refusal: null,
};

test('a forecast in words, with its spread and where it comes from', () => {
  expect(estimateWords(found)).toBe(
    'About 25 s (18 s to 41 s) and 1.2 GB on this computer (8 threads), from a trial of 2,000 and 8,000 events.',
  );
  expect(estimateWords({ ...found, placed: 800_000 })).toMatch(
    /events\. Placing the other 800,000 events is not in it\.$/,
  );
  expect(stageWords(found)).toBe('knn 15 s, layout 10 s, graph 0.3 s');
  expect(estimateWords({ ...found, time: null })).toBeNull();
});

test('two digits, no more', () => {
  expect([340, 9_870, 59_400, 90_000, 754_000, 7_000_000].map(roughTime)).toEqual([
    '0.3 s',
    '9.9 s',
    '59 s',
    '1.5 min',
    '13 min',
    '1.9 h',
  ]);
  expect([87_654_321, 994e6, 1e9, 12.6e9].map(roughBytes)).toEqual(['88 MB', '990 MB', '1 GB', '13 GB']);
});
