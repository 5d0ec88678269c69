/** Steps of a power of ten that people count in, widest first. */
const STEPS = [10, 5, 2] as const;

/**
 * The number that a person would write of all from low to high: a multiple of the widest step of 1, 2 or 5 times a power
 * of ten that has one there, the one nearest to `best`. `best` itself where the range is empty or not finite.
 */
export function roundestWithin(low: number, high: number, best: number): number {
  if (!(low <= best && best <= high) || low === high) return best;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return best;
  if (low <= 0 && high >= 0) return 0;
  const top = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  for (let power = top; power > top - 16; power--) {
    for (const step of STEPS) {
      const exponent = power - 1;
      const nearest = Math.round(best / (step * 10 ** exponent));
      for (const multiple of [nearest, nearest - 1, nearest + 1]) {
        const value = decimal(multiple * step, exponent);
        if (value >= low && value <= high) return value;
      }
    }
  }
  return best;
}

/** whole * 10^exponent as its decimal text has it, so that 3 * 10^-1 is 0.3. */
function decimal(whole: number, exponent: number): number {
  return Number(`${whole}e${exponent}`) + 0;
}
