import type { Population } from './labels.ts';
import type { Preset } from './run.ts';

/** A few words for a person, in forms and beside plots. */
export interface Description {
  title: string;
  /** What it is or how it looks, one sentence. */
  sentence: string;
  /** Where it, or its numbers, come from. */
  origin: string;
}

export const PRESET_DESCRIPTIONS: Record<Preset, Description> = {
  'lz-sr1': {
    title: 'LZ, first science run',
    sentence: 'A 1.5 m xenon TPC at 193 V/cm: 963 us of drift, 58 phd an electron, 6.5 ms electron lifetime.',
    origin: 'NEST header LZ_WS2022; arXiv 2211.17120; public SR1 analysis code',
  },
  'lz-sr3': {
    title: 'LZ, third science run',
    sentence:
      'The same TPC at 97 V/cm: 1098 us of drift, wider S2s, 47 phd an electron, 9 ms electron lifetime.',
    origin: 'NEST header LZ_WS2024',
  },
  lux: {
    title: 'LUX, run 3',
    sentence:
      'A 0.5 m xenon TPC near 180 V/cm: 323 us of drift, 23 phd an electron, 0.8 ms electron lifetime.',
    origin: 'NEST header LUX_Run03; pulse shapes fitted to 23,500 NEST events',
  },
};

export const POPULATION_DESCRIPTIONS: Record<Population, Description> = {
  er_bulk: {
    title: 'Electron recoils',
    sentence:
      'Betas and gammas in the liquid: tritium, flat lead betas, and weak activation lines at 164 and 236 keV.',
    origin: 'calibration sources and radioactivity',
  },
  nr_bulk: {
    title: 'Nuclear recoils',
    sentence: 'Neutrons on xenon: less charge for the same light, and faster S1s.',
    origin: 'DD generator and AmBe source',
  },
  kr83m: {
    title: 'Kr83m',
    sentence: 'A line at 41.5 keV whose S1 is two flashes, 32.1 and 9.4 keV, half of them within 154 ns.',
    origin: 'calibration source mixed into the xenon',
  },
  alpha: {
    title: 'Alphas',
    sentence: 'Very large S1s of 5.5 to 7.7 MeV with little charge for their light.',
    origin: 'radon and its daughters',
  },
  gas_above_anode: {
    title: 'Gas events above the anode',
    sentence: 'The top array sees most of the S1, and the S2 is abnormally small and too far up as well.',
    origin: 'decays in the gas; frequent when the liquid is low',
  },
  small_s2: {
    title: 'Small S2s from one spot',
    sentence: 'S2s of a tenth or less of the usual area and of the usual shape, all from one region in x-y.',
    origin: 'a sagging or uncovered part of the gas gap',
  },
  reco_long_rise: {
    title: 'S1 found too early',
    sentence: 'The rise and all quantiles of the S1 are 0.25 to 1.4 us late, while its widths are ordinary.',
    origin: 'a fault of the pulse finder; gone in the reprocessed runs',
  },
  wall_charge_loss: {
    title: 'Charge lost on the wall',
    sentence: 'Events within 2 cm of the wall keep 5 to 50 % of their S2, and leak inward where it is small.',
    origin: 'charge caught on the PTFE',
  },
  gate_wire: {
    title: 'Hot gate wires',
    sentence: 'Shallow events on lines in x-y whose S2 has an exponential tail.',
    origin: 'decays on gate wires',
  },
  cathode_wire: {
    title: 'Hot cathode wires',
    sentence: 'Events at the longest drift on lines in x-y, with a part of the charge and a tail on the S2.',
    origin: 'decays on cathode wires',
  },
  electron_train: {
    title: 'Electron trains',
    sentence: 'Two to six electrons spread over 3 to 14 us, mostly without an S1, in bursts of minutes.',
    origin: 'electrons released late after large S2s',
  },
  accidental: {
    title: 'Accidental coincidences',
    sentence:
      'An S1 and an S2 that do not belong together: widths do not fit the drift time, which may be too long.',
    origin: 'lone S1s and lone S2s in one event window',
  },
  multiple_scatter_merged: {
    title: 'Merged multiple scatters',
    sentence: 'Two scatters so close in depth that their S2s are one, double or skewed.',
    origin: 'gammas that scatter twice',
  },
  gamma_x: {
    title: 'Gamma-X',
    sentence:
      'Too much light for the charge, and too much of it below: one of two scatters was under the cathode.',
    origin: 'gammas that also scatter where no charge is collected',
  },
  pmt_flash: {
    title: 'Flashing PMT',
    sentence: 'One channel holds most of the light, no S2 follows, and they come in a burst.',
    origin: 'a spark in a PMT or its base',
  },
};
