import { Problem } from '../problem.ts';
import type { RealityParams } from './reality.ts';

/** @throws Problem bad-parameter */
export function checkRealityParams({ repetitions, share, twins, mostRows, seed }: RealityParams): void {
  expectWhole('repetitions', repetitions, 1, 200);
  expectWhole('twins', twins, 0, 10);
  if (!(share > 0 && share < 1)) {
    throw new Problem('bad-parameter', `invalid share: ${share}; expected a number between 0 and 1`);
  }
  if (mostRows !== null) expectWhole('mostRows', mostRows, 100, 1_000_000_000);
  if (!Number.isFinite(seed)) {
    throw new Problem('bad-parameter', `invalid seed: ${seed}; expected a finite number`);
  }
}

function expectWhole(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new Problem(
    'bad-parameter',
    `invalid ${name}: ${value}; expected a whole number from ${low} to ${high}`,
  );
}
