import type { SimEvent } from '../event.ts';
import { placeInDisc, placeOnWire } from '../geometry.ts';
import { erKeV } from '../spectra.ts';
import { deposit, placeEvenly, type Setting, setDepth, topShare } from '../vertex.ts';
import { logEven, loseCharge } from './charge-loss.ts';

/**
 * Light made in the gas above the anode: the top array sees most of the S1, little charge finds its way, and
 * what S2 there is starts closer to the top array than usual. Drift 1 to 100 us, whatever the position.
 */
export function gasAboveAnode(event: SimEvent, setting: Setting): void {
  const { detector, rng } = setting;
  placeInDisc(event, detector.radiusCm, rng);
  setDepth(event, (1 + 99 * rng.uniform()) / detector.fullDriftUs, setting);
  deposit(event, 'er', erKeV(rng), setting);
  loseCharge(event, logEven(0.03, 0.3, rng), rng);
  event.s1TopShare = topShare(Math.max(0.02, 0.45 + 0.15 * rng.normal()));
  event.s2TbaShift = 0.3 + 0.07 * rng.normal();
  event.s1HotShare = 0.03 * rng.uniform();
  // Without its S1 it is one more small S2: nothing tells that it came from the gas.
  event.loneS2Kept = 0;
}

/** Decays on a hot gate wire: shallow, an S2 with a tail, as electrons leave the wire along odd field lines. */
export function gateWire(event: SimEvent, setting: Setting): void {
  const { detector, defects, rng } = setting;
  placeOnWire(event, defects.gateWires[rng.integer(defects.gateWires.length)], rng);
  setDepth(event, (15 * rng.uniform()) / detector.fullDriftUs, setting);
  deposit(event, 'er', 1 + Math.min(120, 25 * rng.exponential()), setting);
  loseCharge(event, 0.3 + 0.6 * rng.uniform(), rng);
  event.s2TailNs = 350 + 650 * rng.uniform();
}

/** Decays on a hot cathode wire: the longest drift; half of the charge goes down. */
export function cathodeWire(event: SimEvent, setting: Setting): void {
  const { defects, rng } = setting;
  placeOnWire(event, defects.cathodeWires[rng.integer(defects.cathodeWires.length)], rng);
  setDepth(event, 1 + 0.0015 * rng.normal(), setting);
  deposit(event, 'er', 1 + Math.min(120, 25 * rng.exponential()), setting);
  loseCharge(event, 0.25 + 0.5 * rng.uniform(), rng);
  event.s2TailNs = 350 + 650 * rng.uniform();
}

/** Single electrons that trickle out after a large S2: 2 to 6 in 3 to 14 us, with no S1 or a spurious one. */
export function electronTrain(event: SimEvent, setting: Setting): void {
  const { rng } = setting;
  placeEvenly(event, setting);
  event.driftUs = Number.NaN;
  event.s2Depth = 0;
  event.electrons = 2 + rng.integer(5);
  event.loneS2Kept = 1;
  event.s2SpreadNs = 3000 + 11000 * rng.uniform();
  if (rng.uniform() < 0.3) {
    event.s1Photons = setting.detector.coincidence + rng.poisson(1);
    event.s1TopShare = 0.2 + 0.6 * rng.uniform();
    event.s1RecombinationNs = 20;
    event.driftUs = setting.detector.fullDriftUs * rng.uniform();
  }
}
