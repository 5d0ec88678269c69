import type { Rng } from '../random/rng.ts';
import { type Detector, polynomial } from './presets.ts';

/** Areas of the two arrays [phd]. */
export interface ArrayAreas {
  top: number;
  bottom: number;
}

/** S1 TBA expected at a depth; radius changes it by 0.01. */
export function s1TbaAt(detector: Detector, depth: number, radiusCm: number): number {
  const wall = radiusCm / detector.radiusCm;
  return polynomial(detector.s1Tba, depth) + 0.01 * (wall * wall - 0.5);
}

/**
 * Splits `photons` detected photons between the arrays and gives each side the spread of its photons' areas;
 * baseline noise of `noise` phd a side.
 */
export function splitArea(
  photons: number,
  topShare: number,
  spread: number,
  noise: number,
  rng: Rng,
  areas: ArrayAreas,
): number {
  const top = rng.binomial(photons, topShare);
  const bottom = photons - top;
  areas.top = side(top, spread, noise, rng);
  areas.bottom = side(bottom, spread, noise, rng);
  return top;
}

function side(photons: number, spread: number, noise: number, rng: Rng): number {
  const baseline = noise * rng.normal();
  if (photons === 0) return baseline;
  // No photon takes area away: few photons cannot sum to less than a tenth of them.
  return Math.max(0.1 * photons, photons + spread * Math.sqrt(photons) * rng.normal()) + baseline;
}
