import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { normalCdf } from '../stats/normal.ts';
import { bitsNone, setBit } from '../table/bits.ts';
import { makeTable } from '../table/table.ts';
import type { Share } from './cut.ts';
import { proposeCuts } from './propose-cuts.ts';

const RUNS = 400;
const EVENTS = 2400;
const SHARE = 0.3;
const APART = 1.5;

test('the intervals quoted of a tuned cut hold the true shares as often as they say, within 2 %', () => {
  const held = { efficiency: 0, purity: 0, restRemoved: 0 };
  for (let run = 0; run < RUNS; run++) {
    const random = createRng(run);
    const values = new Float64Array(EVENTS);
    const target = bitsNone(EVENTS);
    for (let row = 0; row < EVENTS; row++) {
      const inTarget = random.uniform() < SHARE;
      if (inTarget) setBit(target, row);
      values[row] = random.normal() + (inTarget ? APART : 0);
    }
    const x = { name: 'x', unit: '', role: 'feature', type: 'float64', values, missing: null } as const;
    const question = { quantities: [{ column: 'x', log: false }], target, rest: null, seed: run };
    const { parts, heldOut } = proposeCuts(makeTable([x]), question).proposals[0];
    // The shares that any number of further events would have.
    let efficiency = 1;
    let restRemoved = 1;
    for (const part of parts) {
      if (part.type !== 'bound') throw new Error('of one quantity there are bounds only');
      const below = part.operator === '<' || part.operator === '<=';
      efficiency -= below ? 1 - normalCdf(part.value - APART) : normalCdf(part.value - APART);
      restRemoved -= below ? 1 - normalCdf(part.value) : normalCdf(part.value);
    }
    const hit = SHARE * efficiency;
    const purity = hit / (hit + (1 - SHARE) * restRemoved);
    const covers = ({ low, high }: Share, truth: number): number => Number(low <= truth && truth <= high);
    held.efficiency += covers(heldOut.efficiency, efficiency);
    held.purity += covers(heldOut.purity, purity);
    held.restRemoved += covers(heldOut.restRemoved, restRemoved);
  }
  const shown = Object.entries(held).map(
    ([figure, count]) => `${figure} ${((100 * count) / RUNS).toFixed(1)} %`,
  );
  console.log(`95 % intervals of ${RUNS} runs hold the true ${shown.join(', ')}`);
  for (const figure of ['efficiency', 'purity', 'restRemoved'] as const) {
    const told = `${figure} ${held[figure]} of ${RUNS}`;
    expect(Math.abs(held[figure] / RUNS - 0.95), told).toBeLessThanOrEqual(0.02);
  }
});
