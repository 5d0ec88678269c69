import { exp } from '../math/exp.ts';
/**
 * Delays a share of a waveform by an exponential of `tauNs`, in place: what is in a sample stands at its middle.
 * O(samples), a recursive filter.
 */
export function delayExponentially(
  values: Float64Array,
  share: number,
  tauNs: number,
  sampleNs: number,
): void {
  const keep = exp(-sampleNs / tauNs);
  const leaves = (tauNs / sampleNs) * (1 - keep);
  let pool = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    values[i] = (1 - share) * value + share * ((1 - leaves) * value + pool * (1 - keep));
    pool = pool * keep + value * leaves;
  }
}
