import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { doubtsOf } from './cut-doubts.ts';
import { shareOf } from './cut-figures.ts';

const figures = (hit: number, of: number, lost: number) => ({
  efficiency: shareOf(hit, of),
  purity: shareOf(hit, hit + lost),
  restRemoved: shareOf(lost, 10 * of),
});

test('a drop beyond chance is named with its figures, one within chance and a gain are not', () => {
  const cuts = [
    { tuned: figures(98, 100, 2), heldOut: figures(70, 100, 2) },
    { tuned: figures(95, 100, 2), heldOut: figures(92, 100, 3) },
    { tuned: figures(50, 100, 20), heldOut: figures(90, 100, 2) },
    { tuned: figures(20, 20, 0), heldOut: figures(20, 20, 0) },
  ];
  expect(doubtsOf(cuts)).toEqual([
    ['over-fitted: efficiency 98.0 % where it was tuned, 70.0 % on held-out events (p 1e-8, 8 looked at)'],
    [],
    [],
    ['only 20 held-out events of the target: the intervals are wide'],
  ]);
  expect(doubtsOf([])).toEqual([]);
});

test('where a fall to half could be chance, it is said that this cannot be judged', () => {
  const [few, many, dropped] = doubtsOf([
    { tuned: figures(6, 30, 4), heldOut: figures(2, 30, 5) },
    { tuned: figures(60, 300, 40), heldOut: figures(55, 300, 45) },
    { tuned: figures(30, 30, 4), heldOut: figures(8, 30, 4) },
  ]);
  expect(few).toEqual([
    'too few events to say whether it is over-fitted: efficiency and purity could fall to half by chance',
  ]);
  expect(many).toEqual([]);
  expect(dropped).toHaveLength(1);
  expect(dropped[0]).toMatch(/^over-fitted: efficiency/);
});

test('of lists of six cuts that lose nothing at most 5 % are called over-fitted', () => {
  const random = createRng(3);
  const drawn = () => figures(random.binomial(200, 0.9), 200, random.binomial(60, 0.3));
  let called = 0;
  for (let list = 0; list < 150; list++) {
    const cuts = Array.from({ length: 6 }, () => ({ tuned: drawn(), heldOut: drawn() }));
    if (doubtsOf(cuts).some((doubts) => doubts.length > 0)) called++;
  }
  expect(called).toBeLessThan(0.05 * 150 + 2 * Math.sqrt(0.05 * 0.95 * 150));
});
