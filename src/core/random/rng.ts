import { exp } from '../math/exp.ts';
import { log, log1p } from '../math/log.ts';
/** A seeded stream of random numbers. The same seed gives the same numbers on every machine. */
export interface Rng {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal (Marsaglia polar method). */
  normal(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Integer in [0, n), n <= 2^32. */
  integer(n: number): number;
  /** Poisson counts; a rounded normal above mean 50. */
  poisson(mean: number): number;
  /** Successes of n trials at probability p; a rounded, clamped normal where n p (1-p) > 30. */
  binomial(n: number, p: number): number;
}

/** splitmix32: spreads a seed over the state of the generator. */
function splitmix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded by splitmix32.
 * @param seed any finite number; its integer part modulo 2^53 counts.
 */
export function createRng(seed: number): Rng {
  const whole = Math.abs(Math.trunc(seed));
  const next = splitmix32((whole ^ Math.floor(whole / 0x100000000)) >>> 0);
  let a = next() | 0;
  let b = next() | 0;
  let c = next() | 0;
  let counter = 1;
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) bits();

  let spare = Number.NaN;
  const rng: Rng = {
    uniform: () => bits() / 0x100000000,
    normal() {
      if (!Number.isNaN(spare)) {
        const kept = spare;
        spare = Number.NaN;
        return kept;
      }
      for (;;) {
        const u = 2 * rng.uniform() - 1;
        const v = 2 * rng.uniform() - 1;
        const s = u * u + v * v;
        if (s > 0 && s < 1) {
          const factor = Math.sqrt((-2 * log(s)) / s);
          spare = v * factor;
          return u * factor;
        }
      }
    },
    exponential: () => -log(1 - rng.uniform()),
    integer: (n) => Math.floor(rng.uniform() * n),
    poisson(mean) {
      if (!(mean > 0)) return 0;
      if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * rng.normal()));
      const limit = exp(-mean);
      let product = rng.uniform();
      let count = 0;
      while (product > limit) {
        product *= rng.uniform();
        count++;
      }
      return count;
    },
    binomial(n, p) {
      const trials = Math.max(0, Math.round(n));
      if (trials === 0 || p <= 0) return 0;
      if (p >= 1) return trials;
      const variance = trials * p * (1 - p);
      if (variance > 30) {
        const draw = Math.round(trials * p + Math.sqrt(variance) * rng.normal());
        return Math.min(trials, Math.max(0, draw));
      }
      if (p > 0.5) return trials - rng.binomial(trials, 1 - p);
      // Waiting times between successes are geometric (Devroye 1986, X.4.3): cost n p, not n.
      const logMiss = log1p(-p);
      let position = 0;
      let successes = 0;
      for (;;) {
        position += Math.floor(log(1 - rng.uniform()) / logMiss) + 1;
        if (position > trials) return successes;
        successes++;
      }
    },
  };
  return rng;
}
