import { expect, test } from 'vitest';
import { fitCurve } from './curve.ts';

// umap.umap_.find_ab_params(spread, min_dist) of umap-learn 0.5.3.
const KNOWN = [
  { spread: 1, minDist: 0.1, a: 1.5769434602, b: 0.895060878 },
  { spread: 1, minDist: 0, a: 1.9328083975, b: 0.7904949741 },
  { spread: 1, minDist: 0.5, a: 0.5830300205, b: 1.3341669924 },
  { spread: 2, minDist: 0.3, a: 0.3794946889, b: 0.9488152191 },
  { spread: 1, minDist: 1, a: 0.1149756829, b: 1.9292371473 },
];

test.each(KNOWN)('a and b of spread $spread, min_dist $minDist', ({ spread, minDist, a, b }) => {
  const found = fitCurve(spread, minDist);
  expect(found.a).toBeCloseTo(a, 4);
  expect(found.b).toBeCloseTo(b, 4);
});
