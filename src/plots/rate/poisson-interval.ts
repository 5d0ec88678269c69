/**
 * The 68.3 % interval of a Poisson mean after n counts, both sides in closed form (N. Gehrels, ApJ 303 (1986) 336,
 * equations 7 and 12 for one sigma), good to 1.5 % above and 10 % below.
 */
export function poissonInterval(n: number): { low: number; high: number } {
  const high = n + Math.sqrt(n + 0.75) + 1;
  const low = n === 0 ? 0 : n * (1 - 1 / (9 * n) - 1 / (3 * Math.sqrt(n))) ** 3;
  return { low: Math.max(0, low), high };
}
