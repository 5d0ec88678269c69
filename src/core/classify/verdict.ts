import type { Auc } from './roc.ts';

export type Verdict = 'separable' | 'overlapping' | 'weak' | 'not separable' | 'too few events';

/** Limits of the lower end of the AUC's 95 % interval from which each word is used. */
export const SEPARABLE = 0.99;
export const OVERLAPPING = 0.9;
export const WEAK = 0.65;
/** With fewer events of either side in training nothing is concluded. */
export const FEWEST_EVENTS = 30;

/** The word for a held-out AUC, by the lower end of its interval. */
export function verdictOf({ low }: Auc, fewestEvents: number): Verdict {
  if (fewestEvents < FEWEST_EVENTS) return 'too few events';
  if (low >= SEPARABLE) return 'separable';
  if (low >= OVERLAPPING) return 'overlapping';
  return low >= WEAK ? 'weak' : 'not separable';
}

/** The verdict in a word or a few, for places without room for the sentence. */
export function verdictWords(verdict: Verdict, { auc }: Auc): string {
  if (verdict !== 'overlapping') return verdict;
  return auc >= SEPARABLE ? 'separable as far as so few events show' : 'separable with overlap';
}

/** The verdict as a sentence, with the figure it stands on and the limit it was held against. */
export function verdictText(verdict: Verdict, { auc, low, high }: Auc): string {
  const figure = `AUC ${auc.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`;
  switch (verdict) {
    case 'separable':
      return `Separable: ${figure} in the measured quantities; the lower end is at least ${SEPARABLE}.`;
    case 'overlapping':
      if (auc >= SEPARABLE) {
        return `Separable as far as so few events show: ${figure} in the measured quantities; the lower end is below ${SEPARABLE}.`;
      }
      return `Separable with overlap: ${figure} in the measured quantities; a cut will lose or let through some events.`;
    case 'weak':
      return `Weakly separable: ${figure}; most events could belong to either side by their measured quantities.`;
    case 'not separable':
      return `Not separable in the measured quantities: ${figure}, lower end below ${WEAK}; likely a tear of the embedding, not a population.`;
    case 'too few events':
      return `Too few events to conclude (fewer than ${FEWEST_EVENTS} on one side): ${figure}.`;
  }
}
