import type { Effect, EffectList } from '../explain/effect.ts';
import type { Quantity } from '../rq/quantity.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Hint, HintEntry, QuantityShift, Shifts, Sign } from './hint.ts';

/** Signs that must be looked at, and hold, for a hypothesis. */
const FEWEST = 2;
/** Smaller selections have no profile. */
const FEWEST_EVENTS = 8;

/** The shifts of the quantities that columns are known to hold. O(effects). */
export function shiftsOf(
  { effects }: Pick<EffectList, 'effects'>,
  columns: Partial<Record<Quantity, string>>,
): Shifts {
  const shifts: Shifts = {};
  for (const [quantity, column] of Object.entries(columns) as [Quantity, string][]) {
    const value = effects.find((effect) => effect.column === column && !effect.missingOf);
    const missing = effects.find((effect) => effect.missingOf?.includes(column));
    if (!value && !missing) continue;
    shifts[quantity] = {
      column,
      score: value?.score ?? 0,
      medianIn: value?.medianIn ?? Number.NaN,
      spread: value ? spreadOf(value) : Number.NaN,
      missing: missing?.score ?? 0,
    };
  }
  return shifts;
}

/**
 * Known pathologies whose signature a selection has: every sign that the data can show holds, at least two of them.
 * Those with most signs come first. Signs are effect sizes, not significances, so a hypothesis is one and no more.
 */
export function matchHints(shifts: Shifts, events: number): Hint[] {
  if (events < FEWEST_EVENTS) return [];
  return CATALOGUE.flatMap((entry) => matchOne(entry, shifts) ?? []).sort(
    (a, b) => b.held.length - a.held.length || b.match - a.match,
  );
}

function matchOne(entry: HintEntry, shifts: Shifts): Hint | null {
  const held: Hint['held'] = [];
  const unknown: Sign[] = [];
  for (const sign of entry.signs) {
    const shift = shifts[sign.quantity];
    if (!shift) {
      if (!sign.optional) unknown.push(sign);
      continue;
    }
    if (!holds(sign, shift)) return null;
    held.push({ sign, column: shift.column });
  }
  // Where most of the signature cannot be seen nothing is said.
  if (held.length < FEWEST || unknown.length >= held.length) return null;
  return { entry, held, unknown, match: held.length / entry.signs.length };
}

function holds({ is, limit, median }: Sign, { score, medianIn, spread, missing }: QuantityShift): boolean {
  if (is === 'narrow') return spread <= limit;
  if (is === 'missing') return missing >= limit;
  if (is === 'ordinary') return Math.abs(score) <= limit && missing < 0.5;
  if ((is === 'high' ? score : -score) < limit) return false;
  if (median?.above !== undefined && !(medianIn > median.above)) return false;
  return median?.below === undefined || medianIn < median.below;
}

function spreadOf({ edges, sharesIn, sharesOut }: Pick<Effect, 'edges' | 'sharesIn' | 'sharesOut'>): number {
  return middleOf(edges, sharesIn) / middleOf(edges, sharesOut);
}

/** From the 10 % to the 90 % quantile of a histogram, on a straight line within bins. */
function middleOf(edges: Float32Array, shares: Float32Array): number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const at = (quantile: number): number => {
    let below = 0;
    for (let bin = 0; bin < shares.length; bin++) {
      const next = below + shares[bin] / total;
      if (next >= quantile) {
        return edges[bin] + ((edges[bin + 1] - edges[bin]) * (quantile - below)) / (next - below);
      }
      below = next;
    }
    return edges[shares.length];
  };
  return at(0.9) - at(0.1);
}
