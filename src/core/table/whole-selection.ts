import { Problem } from '../problem.ts';
import type { Bits } from './bits.ts';
import type { Resolved } from './resolve.ts';

/** The rows of a selection that could be applied as a whole; throws a Problem where some of it could not. */
export function wholeSelection({ selected, skipped }: Resolved): Bits {
  if (skipped.length === 0) return selected;
  throw new Problem('bad-data', `not all of the selection could be found: ${skipped.join('; ')}`);
}
