import { describe, expect, it } from 'vitest';
import { POPULATIONS } from '../../src/core/simulate/labels.ts';
import { type Recall, recallByClusters, recallByScore } from './recall.ts';
import { scoresOf, viewsOf } from './views.ts';

const WALL = POPULATIONS.indexOf('wall_charge_loss');
const ACCIDENTAL = POPULATIONS.indexOf('accidental');

describe('recall at 1 % of the ordinary events', () => {
  /** 200 ordinary events with scores 0 to 199, and four of the wall. */
  const truth = Int32Array.from({ length: 204 }, (_, row) => (row < 200 ? row % 4 : WALL));

  it('by score counts what lies above the third largest of 200', () => {
    const score = Float32Array.from({ length: 204 }, (_, row) => row);
    score.set([197, 198, 197.5, Number.NaN], 200);
    expect(recallByScore(score, truth)).toMatchObject({ found: { [WALL]: 2 }, of: { [WALL]: 4, 0: 50 } });
  });

  it('by clusters takes the purest first, and none that has too many ordinary events', () => {
    const labels = new Int32Array(204);
    labels.set([1, 1, 2, 2, 2], 195);
    labels.set([1, 2, -1, -2], 200);
    // Noise: one alone; cluster 1: one beside two; cluster 2 would make it five.
    expect(recallByClusters(labels, truth).found[WALL]).toBe(2);
  });
});

it('charge lost on the wall and accidental pairs are found in the derived quantities, not in the measured', () => {
  const views = viewsOf(8000, 2);
  const [before, after] = [views.measured, views.derived].map((features) =>
    recallByScore(scoresOf(views, features).kDistance, views.truth),
  );
  const share = ({ found, of }: Recall, population: number): number => found[population] / of[population];
  expect(share(before, WALL)).toBeLessThan(0.15);
  expect(share(after, WALL)).toBeGreaterThan(0.25);
  expect(share(before, ACCIDENTAL)).toBeLessThan(0.25);
  expect(share(after, ACCIDENTAL)).toBeGreaterThan(0.5);
});
