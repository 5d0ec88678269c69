import { exp } from '../math/exp.ts';
import { square } from '../math/power.ts';
import type { Rng } from '../random/rng.ts';

const ELECTRON_KEV = 511;
const TRITIUM_END_KEV = 18.59;

/** Tritium beta spectrum: phase space p E (Q - T)^2 with the non-relativistic Fermi factor; by rejection. */
export function tritiumKeV(rng: Rng): number {
  for (;;) {
    const t = TRITIUM_END_KEV * rng.uniform();
    const momentum = Math.sqrt(t * (t + 2 * ELECTRON_KEV));
    const total = t + ELECTRON_KEV;
    const eta = (2 * 2 * Math.PI * total) / (137.036 * Math.max(momentum, 1e-3));
    const fermi = eta / (1 - exp(-eta));
    const density = fermi * momentum * total * square(TRITIUM_END_KEV - t);
    // The density peaks at 2.5 keV at 1.034e7 keV^4.
    if (rng.uniform() * 1.04e7 < density) return Math.max(0.05, t);
  }
}

/** ER of a commissioning run: CH3T, flat Pb212 / Pb214 betas, and weak Xe activation lines (164, 236 keV). */
export function erKeV(rng: Rng): number {
  const kind = rng.uniform();
  if (kind < 0.42) return tritiumKeV(rng);
  if (kind < 0.96) return 0.5 + 299.5 * rng.uniform();
  return kind < 0.985 ? 163.9 : 236.1;
}

/** Xe recoils: DD neutrons (2.45 MeV, end point 74 keV) and the falling AmBe spectrum. */
export function nrKeV(rng: Rng): number {
  if (rng.uniform() < 0.5) {
    // Forward-peaked scattering with a backward shoulder.
    return rng.uniform() < 0.75 ? 1 + Math.min(73, 14 * rng.exponential()) : 1 + 73 * rng.uniform();
  }
  return Math.min(200, 0.8 + 24 * rng.exponential());
}

/** Rn222 5.49, Po218 6.00, Po214 7.69 MeV. */
export function alphaKeV(rng: Rng): number {
  const kind = rng.uniform();
  return kind < 0.45 ? 5490 : kind < 0.85 ? 6002 : 7687;
}
