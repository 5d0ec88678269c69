import { log } from '../math/log.ts';
import { square } from '../math/power.ts';
import { quantileSorted } from '../stats/quantile.ts';
import { NORMAL_IQR } from '../stats/robust-scale.ts';
import type { EmbedParams } from './embedding.ts';

/** Scaled values beyond this are compressed. */
export const TAIL_START = 5;

/** Centre and scale of finite values; scale 0 where they are constant. @param sorted ascending, not empty. */
export function centerAndScale(
  sorted: Float64Array,
  scaling: EmbedParams['scaling'],
): { median: number; center: number; scale: number } {
  const median = quantileSorted(sorted, 0.5);
  const spread = sorted[sorted.length - 1] - sorted[0];
  if (!(spread > 0)) return { median, center: median, scale: 0 };
  if (scaling === 'none') return { median, center: 0, scale: 1 };
  let sum = 0;
  for (let i = 0; i < sorted.length; i++) sum += sorted[i];
  const mean = sum / sorted.length;
  let squares = 0;
  for (let i = 0; i < sorted.length; i++) squares += square(sorted[i] - mean);
  const deviation = Math.sqrt(squares / sorted.length);
  if (scaling === 'standard') return { median, center: mean, scale: deviation };
  const iqr = quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25);
  return { median, center: median, scale: iqr > 0 ? iqr / NORMAL_IQR : deviation };
}

/** z within +-TAIL_START, beyond it TAIL_START (1 + ln(|z| / TAIL_START)): smooth, keeps the order. */
export function compressTail(z: number): number {
  const size = Math.abs(z);
  if (size <= TAIL_START) return z;
  return Math.sign(z) * TAIL_START * (1 + log(size / TAIL_START));
}
