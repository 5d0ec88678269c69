export interface Match {
  /** Higher is better; only scores of one query compare. */
  score: number;
  /** Indices of the matched characters in the text, ascending. */
  at: number[];
}

const AT_START = 12;
const AT_WORD = 9;
const IN_A_ROW = 6;
const GAP = -1;
const LONGEST_GAP = -6;
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Whether all words of the query occur in the text, each as letters in order, and how well: letters that begin
 * words or follow each other count for more. Case does not matter; an empty query matches anything with score 0.
 * O(query x text) for each word.
 */
export function fuzzyMatch(query: string, text: string): Match | null {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let score = 0;
  const at = new Set<number>();
  for (const word of words) {
    const found = matchWord(word, text);
    if (!found) return null;
    score += found.score;
    for (const index of found.at) at.add(index);
  }
  // Of texts that match alike the shorter one is meant.
  return { score: words.length === 0 ? 0 : score - text.length / 100, at: [...at].sort((a, b) => a - b) };
}

function bonusAt(text: string, index: number): number {
  if (index === 0) return AT_START;
  const before = text[index - 1];
  if (/[^\p{L}\p{N}]/u.test(before)) return AT_WORD;
  return /\p{Ll}/u.test(before) && /\p{Lu}/u.test(text[index]) ? AT_WORD : 0;
}

/** The best way to find the letters of `word` in order: best[j] is the score with the last one at text[j]. */
function matchWord(word: string, text: string): Match | null {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return null;
  let best = new Array<number>(text.length).fill(NEVER);
  const from: number[][] = [];
  for (let i = 0; i < word.length; i++) {
    const next = new Array<number>(text.length).fill(NEVER);
    const back = new Array<number>(text.length).fill(-1);
    let carried = NEVER;
    let carriedFrom = -1;
    for (let j = 0; j < text.length; j++) {
      if (i > 0 && j > 0) {
        // `carried` is the best end before j - 1, worn by the gap since.
        if (j > 1 && best[j - 2] + LONGEST_GAP >= carried) {
          carried = best[j - 2];
          carriedFrom = j - 2;
        }
      }
      if (lower[j] !== word[i]) continue;
      const bonus = bonusAt(text, j);
      if (i === 0) {
        next[j] = bonus;
        continue;
      }
      const row = j > 0 ? best[j - 1] + IN_A_ROW : NEVER;
      const gap = carriedFrom < 0 ? 0 : Math.max(LONGEST_GAP, GAP * (j - carriedFrom - 1));
      const jump = carried === NEVER ? NEVER : carried + gap;
      if (row === NEVER && jump === NEVER) continue;
      next[j] = Math.max(row, jump) + bonus;
      back[j] = row >= jump ? j - 1 : carriedFrom;
    }
    best = next;
    from.push(back);
  }
  let end = -1;
  for (let j = 0; j < text.length; j++) if (best[j] > NEVER && (end < 0 || best[j] > best[end])) end = j;
  if (end < 0) return null;
  const at: number[] = [];
  for (let i = word.length - 1, j = end; i >= 0; j = from[i][j], i--) at.unshift(j);
  return { score: best[end], at };
}
