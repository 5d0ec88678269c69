import { square } from '../../math/power.ts';
import { s1TbaAt } from '../asymmetry.ts';
import type { SimEvent } from '../event.ts';
import { fieldAt, placeInDisc } from '../geometry.ts';
import { erKeV } from '../spectra.ts';
import { deposit, placeEvenly, type Setting, setDepth, topShare } from '../vertex.ts';
import { erQuanta } from '../yields.ts';
import { logEven } from './charge-loss.ts';

/** A lone S1 and a lone S2 that fell into one window: nothing fits the drift time, which may be too long. */
export function accidental(event: SimEvent, setting: Setting): void {
  const { detector, rng } = setting;
  placeEvenly(event, setting);
  event.s1Photons = detector.coincidence + Math.round(logEven(1, 120, rng));
  event.s1TopShare = topShare(s1TbaAt(detector, rng.uniform(), 0));
  event.s1Singlet = 0.1;
  event.s1RecombinationNs = 2 * rng.uniform();
  event.electrons = Math.round(logEven(5, 400, rng));
  // Lone S2s come mostly from the electrodes and from S1s too small to be seen.
  event.s2Depth = rng.uniform() < 0.4 ? 0.01 * rng.uniform() : rng.uniform();
  event.driftUs = 1.15 * detector.fullDriftUs * rng.uniform();
}

/** Two scatters so close in depth that their S2s are taken for one. */
export function multipleScatterMerged(event: SimEvent, setting: Setting): void {
  const { detector, rng } = setting;
  placeEvenly(event, setting);
  const keV = 20 + 280 * rng.uniform();
  const share = 0.2 + 0.6 * rng.uniform();
  const gapUs = 1.5 + 5 * rng.uniform();
  const depth = Math.min(1 - gapUs / detector.fullDriftUs, event.depth);
  setDepth(event, depth, setting);
  const { x, y } = event;
  deposit(event, 'er', keV * (1 - share), setting);
  const photons = event.s1Photons;
  const electrons = event.electrons;
  // The second scatter lies some cm aside, its electrons arrive later.
  event.x = clampToDisc(x + 8 * rng.normal(), detector.radiusCm);
  event.y = clampToDisc(
    y + 8 * rng.normal(),
    Math.sqrt(Math.max(0, square(detector.radiusCm) - square(event.x))),
  );
  deposit(event, 'er', keV * share, setting);
  event.s1Photons += photons;
  const total = event.electrons + electrons;
  event.s2SecondShare = event.electrons / Math.max(1, total);
  event.s2SecondNs = gapUs * 1000;
  event.x = (event.x * event.electrons + x * electrons) / Math.max(1, total);
  event.y = (event.y * event.electrons + y * electrons) / Math.max(1, total);
  event.electrons = total;
}

/** One scatter above the cathode and one below it: the light of both, the charge of the first. */
export function gammaX(event: SimEvent, setting: Setting): void {
  const { detector, rng } = setting;
  placeInDisc(event, detector.radiusCm, rng);
  setDepth(event, 0.8 + 0.2 * rng.uniform(), setting);
  const below = erQuanta(10 + 290 * rng.uniform(), fieldAt(detector, 1) * 2, rng).photons;
  const extra = rng.binomial(below, detector.g1 * 1.15);
  deposit(event, 'er', erKeV(rng), setting);
  // Below the cathode nearly all light stays below.
  const top = event.s1TopShare * event.s1Photons + topShare(s1TbaAt(detector, 1, 0) - 0.08) * extra;
  event.s1Photons += extra;
  event.s1TopShare = top / Math.max(1, event.s1Photons);
}

function clampToDisc(value: number, radius: number): number {
  return Math.min(radius, Math.max(-radius, value));
}
