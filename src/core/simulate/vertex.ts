import { exp } from '../math/exp.ts';
import { hypotenuse } from '../math/power.ts';
import type { Rng } from '../random/rng.ts';
import { s1TbaAt } from './asymmetry.ts';
import type { RunConditions } from './conditions.ts';
import type { SimEvent } from './event.ts';
import { type Defects, fieldAt, lightCollection, placeInDisc, s2Map } from './geometry.ts';
import type { Detector } from './presets.ts';
import { recombinationNs, singletShare } from './scintillation.ts';
import { alphaQuanta, erQuanta, nrQuanta, type Quanta } from './yields.ts';

/** Everything a population needs to make an event. */
export interface Setting {
  detector: Detector;
  defects: Defects;
  run: RunConditions;
  /** Electron lifetime at the time of the event. */
  lifetimeUs: number;
  rng: Rng;
}

export type Recoil = 'er' | 'nr' | 'alpha';

/** Even in the volume of the detector. */
export function placeEvenly(event: SimEvent, setting: Setting): void {
  placeInDisc(event, setting.detector.radiusCm, setting.rng);
  setDepth(event, setting.rng.uniform(), setting);
}

/** Depth as a share of the full drift; the drift time follows. */
export function setDepth(event: SimEvent, depth: number, { detector }: Setting): void {
  event.depth = depth;
  event.s2Depth = depth;
  event.driftUs = depth * detector.fullDriftUs;
}

/** Photons detected of those emitted at the place of the event. */
export function detectPhotons(event: SimEvent, photons: number, { detector, rng }: Setting): number {
  const radius = hypotenuse(event.x, event.y);
  return rng.binomial(photons, Math.min(1, detector.g1 * lightCollection(detector, event.depth, radius)));
}

/** Electrons that survive the drift and are extracted. */
export function extractElectrons(event: SimEvent, electrons: number, setting: Setting): number {
  const { detector, lifetimeUs, rng } = setting;
  const survive = exp((-event.s2Depth * detector.fullDriftUs) / lifetimeUs);
  return rng.binomial(
    electrons,
    Math.min(1, survive * detector.extraction * s2Map(detector, event.x, event.y)),
  );
}

/** Light, charge, and the shape and asymmetry of the S1 of `keV` at the place of the event. */
export function deposit(event: SimEvent, recoil: Recoil, keV: number, setting: Setting): void {
  const { detector, rng } = setting;
  const field = fieldAt(detector, event.depth);
  let quanta: Quanta;
  if (recoil === 'er') quanta = erQuanta(keV, field, rng);
  else if (recoil === 'nr') quanta = nrQuanta(keV, field, rng);
  else quanta = alphaQuanta(keV, rng);
  event.s1Photons = detectPhotons(event, quanta.photons, setting);
  event.electrons = extractElectrons(event, quanta.electrons, setting);
  event.s1TopShare = topShare(s1TbaAt(detector, event.depth, hypotenuse(event.x, event.y)));
  event.s1Singlet = singletShare(recoil, keV);
  // Dense tracks recombine at once.
  event.s1RecombinationNs = recoil === 'er' ? recombinationNs(keV, field) : 0;
}

/** Share of light in the top array at an asymmetry, kept inside [0, 1]. */
export function topShare(tba: number): number {
  return Math.min(1, Math.max(0, (1 + tba) / 2));
}
