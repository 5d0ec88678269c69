import { accidental } from './catalogue/accidental.ts';
import { alpha } from './catalogue/alpha.ts';
import { cathodeWire } from './catalogue/cathode-wire.ts';
import { electronTrain } from './catalogue/electron-train.ts';
import { gasAboveAnode } from './catalogue/gas-above-anode.ts';
import { gateWire } from './catalogue/gate-wire.ts';
import { lateStart } from './catalogue/late-start.ts';
import { pmtFlash } from './catalogue/pmt-flash.ts';
import { saturation } from './catalogue/saturation.ts';
import { smallS2Spot } from './catalogue/small-s2-spot.ts';
import { wallChargeLoss } from './catalogue/wall-charge-loss.ts';
import { wrongPairing } from './catalogue/wrong-pairing.ts';
import type { HintEntry } from './hint.ts';

/** Known pathologies of dual-phase detectors, one file an entry. */
export const CATALOGUE: readonly HintEntry[] = [
  accidental,
  alpha,
  cathodeWire,
  electronTrain,
  gasAboveAnode,
  gateWire,
  lateStart,
  pmtFlash,
  saturation,
  smallS2Spot,
  wallChargeLoss,
  wrongPairing,
];
