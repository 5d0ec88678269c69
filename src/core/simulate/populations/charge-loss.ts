import { cosine, sine } from '../../math/circle.ts';
import { hypotenuse, power } from '../../math/power.ts';
import type { Rng } from '../../random/rng.ts';
import type { SimEvent } from '../event.ts';
import { erKeV } from '../spectra.ts';
import { deposit, placeEvenly, type Setting } from '../vertex.ts';

/** A factor even in its logarithm. */
export function logEven(low: number, high: number, rng: Rng): number {
  return low * power(high / low, rng.uniform());
}

/** Keeps `share` of the electrons, at least one where there were any. */
export function loseCharge(event: SimEvent, share: number, rng: Rng): void {
  if (event.electrons > 0) event.electrons = Math.max(1, rng.binomial(event.electrons, share));
}

/** Under a sagging or uncovered spot the gas gains little: S2 x 0.03 to 0.1, of the usual shape. */
export function smallS2(event: SimEvent, setting: Setting): void {
  const { defects, rng } = setting;
  placeEvenly(event, setting);
  const r = defects.spot.radiusCm * Math.sqrt(rng.uniform());
  const angle = 2 * Math.PI * rng.uniform();
  event.x = defects.spot.x + r * cosine(angle);
  event.y = defects.spot.y + r * sine(angle);
  deposit(event, 'er', erKeV(rng), setting);
  loseCharge(event, logEven(0.03, 0.1, rng), rng);
}

/** Within 2 cm of the wall a part of the charge is lost on it: S2 x 0.05 to 0.5. */
export function wallChargeLoss(event: SimEvent, setting: Setting): void {
  const { detector, rng } = setting;
  placeEvenly(event, setting);
  const depthOfWall = 2 * (detector.radiusCm / 72.8) * rng.uniform();
  const scale = (detector.radiusCm - depthOfWall) / hypotenuse(event.x, event.y);
  event.x *= scale;
  event.y *= scale;
  deposit(event, 'er', erKeV(rng), setting);
  loseCharge(event, logEven(0.05, 0.5, rng), rng);
}
