import { Problem } from '../problem.ts';
import { gammaQuantile } from './gamma.ts';
import type { Interval } from './normal.ts';

/** The confidence of one standard deviation of a normal: what error bars of counts show. */
export const ONE_SIGMA = 0.682689492137086;

/** Interval of a Poisson mean after `count` events that covers at least `confidence` (Garwood 1936). O(sqrt(count)). */
export function garwood(count: number, confidence = 0.95): Interval {
  if (!(Number.isInteger(count) && count >= 0)) {
    throw new Problem('bad-parameter', `invalid count: ${count}; expected a whole number >= 0`);
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new Problem('bad-parameter', `invalid confidence: ${confidence}; expected between 0 and 1`);
  }
  const tail = (1 - confidence) / 2;
  return { low: count === 0 ? 0 : gammaQuantile(tail, count), high: gammaQuantile(1 - tail, count + 1) };
}
