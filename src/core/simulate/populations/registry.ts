import type { SimEvent } from '../event.ts';
import type { Population } from '../labels.ts';
import type { Setting } from '../vertex.ts';
import { alpha, erBulk, kr83m, nrBulk } from './bulk.ts';
import { smallS2, wallChargeLoss } from './charge-loss.ts';
import { accidental, gammaX, multipleScatterMerged } from './coincidences.ts';
import { cathodeWire, electronTrain, gasAboveAnode, gateWire } from './electrodes.ts';
import { pmtFlash, recoLongRise } from './faults.ts';

/** How an event of each population comes about. Each fills a freshly reset event. */
export const MAKERS: Record<Population, (event: SimEvent, setting: Setting) => void> = {
  er_bulk: erBulk,
  nr_bulk: nrBulk,
  kr83m,
  alpha,
  gas_above_anode: gasAboveAnode,
  small_s2: smallS2,
  reco_long_rise: recoLongRise,
  wall_charge_loss: wallChargeLoss,
  gate_wire: gateWire,
  cathode_wire: cathodeWire,
  electron_train: electronTrain,
  accidental,
  multiple_scatter_merged: multipleScatterMerged,
  gamma_x: gammaX,
  pmt_flash: pmtFlash,
};
