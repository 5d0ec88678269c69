import { Problem } from '../problem.ts';
import { PRESETS, type Preset } from './run.ts';

/**
 * One detector in one campaign. Numbers from the public detector headers of NEST (LZ_WS2022, LZ_WS2024,
 * LUX_Run03), arXiv 2211.17120 (LZ) and the NEST sample of LUX pulses (`nest_lux_pulses`, 23,500 events),
 * unless a line says otherwise.
 */
export interface Detector {
  /** Photons detected per photon emitted at the centre [phd]. */
  g1: number;
  /** Light of one electron extracted into the gas [phd], and its spread. */
  electronGain: number;
  electronGainSpread: number;
  extraction: number;
  /** Nominal electron lifetime; runs scatter about it. */
  lifetimeUs: number;
  /** Drift field at the top and the cathode [V/cm]. */
  fieldTop: number;
  fieldBottom: number;
  velocityMmPerUs: number;
  fullDriftUs: number;
  /** Longitudinal diffusion of the electrons. */
  diffusionCm2PerS: number;
  /** Mean time an electron waits at the liquid surface. */
  trappingNs: number;
  /** Time in which an electron crosses the gas and makes light. */
  gasTransitNs: number;
  radiusCm: number;
  topPmts: number;
  bottomPmts: number;
  /** Channels with light for an S1 to be found. */
  coincidence: number;
  /** Relative spread of the area of one photon: single-photoelectron resolution and double emission. */
  photonSpread: number;
  /** Mean S2 TBA of a healthy event, and what stays of its spread at large area. */
  s2Tba: number;
  s2TbaFloor: number;
  /** S1 TBA = sum of coefficient[i] f^i, f = drift time / full drift. */
  s1Tba: readonly number[];
  /** Light collection relative to the centre, same polynomial; light at the wall is 4 % lower. */
  lightCollection: readonly number[];
  /** Path of photons to the PMTs: an exponential, and a share with a slower one [ns]. */
  transportNs: number;
  slowTransportShare: number;
  slowTransportNs: number;
  /** Radius of the wall in reconstructed x and y [cm], polynomial in -drift time [us]. */
  wallCm: readonly number[];
  /** Share of the light of an S2 in its brightest channel. */
  s2BrightestShare: number;
  liquidLevelMm: number;
  /** First run number, and the start of the campaign in s since 1970. */
  firstRun: number;
  startTimeS: number;
}

const LZ = {
  radiusCm: 72.8,
  topPmts: 253,
  bottomPmts: 241,
  gasTransitNs: 1100,
  trappingNs: 430,
  photonSpread: 0.46,
  s2TbaFloor: 0.01,
  // -0.30 at the surface to -0.83 at the cathode, flattening like the XENON1T Kr83m map.
  s1Tba: [-0.3, -0.68, 0.15],
  lightCollection: [0.84, 0.28, 0.08],
  // 47 ns tail of S1s; shares set so that the prompt fraction is 0.28 (ER) and 0.335 (NR).
  transportNs: 22,
  slowTransportShare: 0.95,
  slowTransportNs: 47,
  // Public analysis code of LZ SR1.
  wallCm: [72.4403, 9.33984e-3, 5.06325e-5, 1.65361e-7, 2.92605e-10, 2.53539e-13, 8.30075e-17],
  s2BrightestShare: 0.2,
  liquidLevelMm: 5,
} as const;

const DETECTORS: Record<Preset, Detector> = {
  'lz-sr1': {
    ...LZ,
    g1: 0.1136,
    electronGain: 58.4,
    electronGainSpread: 9.4,
    extraction: 0.805,
    lifetimeUs: 6500,
    fieldTop: 193,
    fieldBottom: 193,
    velocityMmPerUs: 1.517,
    fullDriftUs: 963,
    diffusionCm2PerS: 18.2,
    coincidence: 3,
    s2Tba: 0.354,
    firstRun: 7300,
    startTimeS: 1640217600,
  },
  'lz-sr3': {
    ...LZ,
    g1: 0.1122,
    electronGain: 46.9,
    electronGainSpread: 8.8,
    extraction: 0.726,
    lifetimeUs: 9000,
    fieldTop: 96.5,
    fieldBottom: 96.5,
    velocityMmPerUs: 1.33,
    fullDriftUs: 1098,
    diffusionCm2PerS: 27.5,
    coincidence: 3,
    s2Tba: 0.288,
    firstRun: 11300,
    startTimeS: 1679875200,
  },
  lux: {
    g1: 0.117,
    electronGain: 22.9,
    electronGainSpread: 6.3,
    extraction: 0.543,
    lifetimeUs: 800,
    // nest_lux_pulses: field, light collection, asymmetry and pulse widths against depth.
    fieldTop: 200,
    fieldBottom: 153,
    velocityMmPerUs: 1.511,
    fullDriftUs: 323,
    diffusionCm2PerS: 21.9,
    trappingNs: 426,
    gasTransitNs: 800,
    radiusCm: 24.5,
    topPmts: 61,
    bottomPmts: 61,
    coincidence: 2,
    photonSpread: 0.47,
    s2Tba: 0.102,
    s2TbaFloor: 0.01,
    s1Tba: [-0.351, -0.449],
    lightCollection: [0.855, 0.24, 0.1],
    transportNs: 13,
    slowTransportShare: 0,
    slowTransportNs: 0,
    wallCm: [24.4, 0.006],
    s2BrightestShare: 0.26,
    liquidLevelMm: 5.5,
    firstRun: 5300,
    startTimeS: 1366502400,
  },
};

export function detectorOf(preset: Preset): Detector {
  const detector = DETECTORS[preset];
  if (!detector) {
    throw new Problem('bad-parameter', `invalid preset: ${preset}; expected one of ${PRESETS.join(', ')}`);
  }
  return detector;
}

/** Sum of coefficients[i] x^i. */
export function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}
