import type { CutFigures } from '../cut/cut.ts';
import { cutFigures, qualityOf } from '../cut/cut-figures.ts';
import { type Bits, bitsAll, bitsFrom, countBits, hasBit } from '../table/bits.ts';
import type { TextColumn } from '../table/column.ts';

/** What an answer must reach. Shares, 0 to 1. */
export interface Goal {
  /** Values of the truth column that are sought. */
  populations: readonly string[];
  /** Of the sought events, taken: at least. */
  efficiency: number;
  /** Of the taken events, sought: at least; null where it does not matter. */
  purity: number | null;
  /** Of all others, taken: at most; null where it does not matter. */
  othersTaken: number | null;
}

/** How an answer falls short: nothing was taken; mostly others; the right ones among too many; a part of them. */
export const FAILURES = ['nothing', 'elsewhere', 'wide', 'part'] as const;
export type Failure = (typeof FAILURES)[number];

export interface Judgement {
  failure: Failure | null;
  /** With Clopper-Pearson intervals; `restRemoved` is of the others that were taken. */
  figures: CutFigures;
}

/** Below this share of the sought events, and of the taken ones, an answer is about something else. */
const SOMETHING = 0.3;

/** Rows of the populations. */
export function rowsOfPopulations(truth: TextColumn, populations: readonly string[]): Bits {
  const codes = new Set(populations.map((name) => truth.levels.indexOf(name)));
  return bitsFrom(truth.codes.length, (row) => codes.has(truth.codes[row]));
}

/** Whether the taken rows are the sought ones, and how an answer falls short. O(rows). */
export function judgeAnswer(taken: Bits, truth: TextColumn, goal: Goal): Judgement {
  const target = rowsOfPopulations(truth, goal.populations);
  const figures = cutFigures(taken, target, bitsAll(taken.length));
  return { failure: failureOf(taken, figures, goal), figures };
}

/** The best of several answers, such as the flags of a ledger: the one closest to the sought rows, by the harmonic mean of efficiency and purity. */
export function bestAnswer<T extends { rows: Bits }>(
  answers: readonly T[],
  truth: TextColumn,
  goal: Goal,
): T | null {
  const target = rowsOfPopulations(truth, goal.populations);
  let best: T | null = null;
  let most = -1;
  for (const answer of answers) {
    const quality = qualityOf(cutFigures(answer.rows, target, bitsAll(answer.rows.length)));
    if (quality <= most) continue;
    most = quality;
    best = answer;
  }
  return best;
}

function failureOf(taken: Bits, { efficiency, purity, restRemoved }: CutFigures, goal: Goal): Failure | null {
  if (countBits(taken) === 0) return 'nothing';
  const enough = efficiency.value >= goal.efficiency;
  const clean =
    (goal.purity === null || purity.value >= goal.purity) &&
    (goal.othersTaken === null || restRemoved.value <= goal.othersTaken);
  if (enough && clean) return null;
  if (efficiency.value < SOMETHING && purity.value < SOMETHING) return 'elsewhere';
  return clean ? 'part' : 'wide';
}

/** How many events of each population there are, and were taken; the sought and most taken first. */
export function composition(
  taken: Bits,
  truth: TextColumn,
): { population: string; events: number; taken: number }[] {
  const counts = truth.levels.map((population) => ({ population, events: 0, taken: 0 }));
  truth.codes.forEach((code, row) => {
    counts[code].events++;
    if (hasBit(taken, row)) counts[code].taken++;
  });
  return counts.filter(({ events }) => events > 0).sort((a, b) => b.taken - a.taken || b.events - a.events);
}
