import { exp } from '../math/exp.ts';
import { power } from '../math/power.ts';
/**
 * Time structure of xenon light: singlets (3.27 ns), triplets (23.97 ns) and, for electrons, recombination with
 * a 1/t^2 tail, the form NEST uses. Constants fitted to the S1 shapes of nest_lux_pulses.
 */

/** Share of singlets. Nuclear recoils have more as they get faster. */
export function singletShare(recoil: 'er' | 'nr' | 'alpha', keV: number): number {
  if (recoil === 'er') return 0.125;
  if (recoil === 'alpha') return 0.32;
  return Math.min(0.4, 0.132 * power(keV, 0.135));
}

/** Scale of the recombination time of an electron track of `keV` at `field` V/cm [ns]: slower in a weak field. */
export function recombinationNs(keV: number, field: number): number {
  return 13.5 * exp(-0.009 * field) * power(Math.max(1, keV) / 15, 0.1);
}
