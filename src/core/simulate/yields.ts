import { exp } from '../math/exp.ts';
import { log10 } from '../math/log.ts';
import { power, square } from '../math/power.ts';
import type { Rng } from '../random/rng.ts';

/** Quanta of one energy deposit, before any detector. */
export interface Quanta {
  photons: number;
  electrons: number;
}

/** Quanta (excitons and ions) per keV: W = 13.48 eV, as nest_lux_pulses has it. */
const QUANTA_PER_KEV = 74.2;

/** erf by Abramowitz and Stegun 7.1.26, |error| < 2e-7, for x >= 0. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return 1 - series * exp(-x * x);
}

/** Electrons per keV of a beta: NEST v2 (arXiv 2102.10209), ten-parameter form; within 1 % of nest_lux_pulses. */
export function betaChargeYield(keV: number, field: number): number {
  const high = 30.66 + (6.1978 - 30.66) / power(1 + power(field / 73.855, 2.0318), 0.41883);
  const knee = log10(field) * 0.13946236 + 0.52561312;
  const slope = 1.82217496 + (2.82528809 - 1.82217496) / (1 + power(field / 144.65029656, -2.80532006));
  const low = QUANTA_PER_KEV / (1 + 0.067366 * erf(0.05 * keV)) - high;
  const turn = 7.02921301 + (98.27936794 - 7.02921301) / (1 + power(field / 256.48156448, 1.29119251));
  return (
    high +
    (77.2931084 - high) / power(1 + power(keV / knee, slope), 0.3344049589) +
    low * (1 - 1 / power(1 + power(keV / turn, 4.285781736), 0.0508273937))
  );
}

/** ER of `keV` at `field` V/cm. Recombination fluctuates by 0.032 of all quanta (nest_lux_pulses). */
export function erQuanta(keV: number, field: number, rng: Rng): Quanta {
  const mean = keV * QUANTA_PER_KEV;
  const quanta = Math.max(0, Math.round(mean + Math.sqrt(0.13 * mean) * rng.normal()));
  const share = betaChargeYield(keV, field) / QUANTA_PER_KEV + 0.032 * rng.normal();
  const electrons = rng.binomial(quanta, Math.min(0.98, Math.max(0.02, share)));
  return { photons: quanta - electrons, electrons };
}

/** NR of `keV` at `field` V/cm: NEST v2 (arXiv 2102.10209), within 2 % of nest_lux_pulses above 2 keV, as are the fluctuations. */
export function nrQuanta(keV: number, field: number, rng: Rng): Quanta {
  const quanta = 11 * power(keV, 1.1);
  const threshold = 1 - 1 / (1 + square(keV / 0.3));
  const electrons =
    Math.min(quanta, keV / (0.048 * power(field, -0.0533) * Math.sqrt(keV + 12.6))) * threshold;
  const photons = quanta * threshold - electrons;
  return {
    photons: Math.max(0, Math.round(photons + 0.8 * Math.sqrt(photons) * rng.normal())),
    electrons: Math.max(0, Math.round(electrons + 0.85 * Math.sqrt(electrons) * rng.normal())),
  };
}

/** Alpha of `keV`: dense tracks recombine almost wholly, near 48 photons and 1.9 electrons per keV. */
export function alphaQuanta(keV: number, rng: Rng): Quanta {
  const photons = 48 * keV;
  const electrons = 1.9 * keV;
  return {
    photons: Math.round(photons * (1 + 0.01 * rng.normal())),
    electrons: Math.max(0, Math.round(electrons * (1 + 0.06 * rng.normal()))),
  };
}
