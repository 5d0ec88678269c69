import { fuzzyMatch } from './fuzzy-match.ts';
import type { PaletteEntry } from './palette-entries.ts';

export interface RankedEntry {
  entry: PaletteEntry;
  /** Matched characters of its label. */
  at: number[];
}

/** As many as one looks through; a longer query finds the rest. */
const MOST = 80;

/** What was used last goes first among equals; what cannot be done now goes last. */
const USED_LATELY = 6;
const REFUSED = -8;

/**
 * Entries that match, best first. Without a query: those used lately, latest first, then all in their order.
 * `used` holds ids, latest first.
 */
export function rankEntries(
  entries: readonly PaletteEntry[],
  query: string,
  used: readonly string[],
): RankedEntry[] {
  const place = new Map(used.map((id, index) => [id, index]));
  const asked = query.trim() !== '';
  const found: (RankedEntry & { score: number })[] = [];
  for (const entry of entries) {
    const match = bestMatch(query, entry);
    if (!match) continue;
    const use = place.get(entry.id);
    const lately = use === undefined ? 0 : asked ? USED_LATELY / (1 + use) : 1000 - use;
    const score = match.score + lately + (asked && entry.refusal !== null ? REFUSED : 0);
    found.push({ entry, at: match.at, score });
  }
  // The sort is stable: equals keep the order of the registry.
  return found.sort((a, b) => b.score - a.score).slice(0, MOST);
}

/** By its label, or by another name that is more like the query: no letter of the label is marked then. */
function bestMatch(query: string, { label, also = [] }: PaletteEntry): ReturnType<typeof fuzzyMatch> {
  let best = fuzzyMatch(query, label);
  for (const name of also) {
    const match = fuzzyMatch(query, name);
    if (match && match.score > (best?.score ?? Number.NEGATIVE_INFINITY)) best = { ...match, at: [] };
  }
  return best;
}
