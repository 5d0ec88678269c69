import { printColumn } from '../expression/print.ts';
import { rowsWhere } from '../expression/rows-where.ts';
import { Problem } from '../problem.ts';
import { type Progress, unwatched } from '../progress.ts';
import { andNotBits, type Bits, countBits, notBits } from '../table/bits.ts';
import { type Column, isNumeric } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { CutForm, CutPart, CutProposal, CutProposals } from './cut.ts';
import { doubtsOf } from './cut-doubts.ts';
import { cutFigures } from './cut-figures.ts';
import { formOfParts, lengthOfParts } from './cut-parts.ts';
import { textOfParts } from './cut-text.ts';
import { type HalfPlane, lineAxis, scanDirections, slantedAngles } from './half-planes.ts';
import { heldOutPurity } from './held-out-purity.ts';
import { bestGridBox, type GridAxis, type GridBox, gridAxis } from './pair-grid.ts';
import { type Candidate, roundParts } from './refine-parts.ts';
import { sampleRows } from './sample-rows.ts';
import {
  boxCandidates,
  DIRECTIONS,
  lineCandidate,
  missingQuality,
  oneQuantity,
  polygonCandidates,
  withThirdQuantity,
} from './search-parts.ts';
import { gatherRows, type SearchQuantity, type SearchRows } from './search-rows.ts';
import { tuningHalf } from './tuning-half.ts';

/** What a number or a quantity more must gain in quality to be worth being written. */
export const LENGTH_PENALTY = 0.005;
/** A threshold: one number, one quantity. */
const SHORTEST = 2;
/** Events of a target below which no cut is proposed. */
export const LEAST_TARGET = 8;
/** Quantities whose pairs are searched, the best alone first. */
const MOST_PAIRED = 32;
const BOX_PAIRS = 12;
const LINE_PAIRS = 8;
const POLYGON_PAIRS = 3;
const THIRDS = 6;
const PROPOSALS = 6;
const BOX_LOOK = { target: 20_000, rest: 40_000 };
/** Rows that the directions in all pairs are looked at with, and then those in the best pairs. */
const FIRST_LOOK = { target: 500, rest: 2000 };
const SECOND_LOOK = { target: 3000, rest: 12_000, pairs: 40 };

export interface CutQuestion {
  /** Columns to search and whether lines see them in log10. Truth, ids and times do not belong here. */
  quantities: readonly { column: string; log: boolean }[];
  target: Bits;
  /** What the target is to be told from; null for all other rows. */
  rest: Bits | null;
  seed: number;
}

/**
 * The shortest cuts in the measured quantities that select a target: thresholds, intervals, boxes and straight lines in
 * every pair, convex polygons of at most 6 edges in the best pairs, and a third quantity beside the best two. Tuned on one
 * half of the events (tuningHalf), quoted on the other. A cut is better the higher the harmonic mean of its efficiency and
 * purity, less LENGTH_PENALTY for every number and quantity beyond a threshold's two. Numbers are rounded as far as that
 * costs less than half the standard error. Missing values are not selected, but by the form `ismissing(x)`.
 *
 * One quantity is searched exactly; a pair on bins and directions of a sample of at most 60,000 events first, then the
 * best dozen exactly. O(quantities x rows log rows + pairs x sample): 200,000 rows of 34 quantities take 3.5 to 5 s of one
 * busy core.
 */
export function proposeCuts(
  table: Table,
  question: CutQuestion,
  progress: Progress = unwatched,
): CutProposals {
  const { target, seed } = question;
  const rest = question.rest === null ? notBits(target) : andNotBits(question.rest, target);
  const targets = countBits(target);
  checkCounts(targets, countBits(rest));
  const half = tuningHalf(target, seed);
  const { columns, left } = searchedColumns(table, question.quantities);
  const rows = gatherRows(columns, target, rest, half, (done) =>
    progress({ stage: 'sorting quantities', done, total: columns.length }),
  );
  const { found, pairs, forms } = search(rows, progress);
  const heldOut = notBits(half);
  const proposals: CutProposal[] = [];
  for (const draft of front(found)) {
    const selected = rowsWhere(draft.expression, table);
    const tuned = cutFigures(selected, target, half, rest);
    const quoted = cutFigures(selected, target, heldOut, rest);
    const { efficiency: hit, restRemoved: lost } = quoted;
    const purity = heldOutPurity(hit, lost, { count: targets, of: targets + countBits(rest) });
    proposals.push({ ...draft, tuned, heldOut: { ...quoted, purity }, warnings: [] });
  }
  const doubts = doubtsOf(proposals);
  return {
    proposals: proposals.map((proposal, i) => ({ ...proposal, warnings: doubts[i] })),
    seed,
    target: countBits(target),
    rest: countBits(rest),
    quantities: rows.quantities.length,
    pairs,
    forms,
    left,
    warnings: proposals.length === 0 ? ['no cut in the measured quantities selects any of these events'] : [],
  };
}

function checkCounts(target: number, rest: number): void {
  if (target < LEAST_TARGET) {
    throw new Problem('bad-parameter', `${target} events to cut on; expected at least ${LEAST_TARGET}`);
  }
  if (rest < LEAST_TARGET) {
    throw new Problem(
      'bad-parameter',
      `${rest} other events to cut against; expected at least ${LEAST_TARGET}`,
    );
  }
}

function searchedColumns(
  table: Table,
  quantities: CutQuestion['quantities'],
): { columns: { column: Column; log: boolean }[]; left: CutProposals['left'] } {
  const columns: { column: Column; log: boolean }[] = [];
  const left: CutProposals['left'] = [];
  for (const { column: name, log } of quantities) {
    const column = table.columns.find((c) => c.name === name);
    if (column === undefined) left.push({ column: name, reason: 'no such column' });
    else if (!isNumeric(column)) left.push({ column: name, reason: 'text' });
    else if (column.role === 'truth' || column.role === 'id' || column.role === 'time') {
      left.push({ column: name, reason: `${column.role}: never cut on` });
    } else columns.push({ column, log });
  }
  return { columns, left };
}

interface Draft {
  expression: string;
  parts: CutPart[];
  form: CutForm;
  length: number;
  /** On the tuning half, before the length is counted. */
  quality: number;
  score: number;
}

function draftOf({ parts, quality }: Candidate): Draft {
  const length = lengthOfParts(parts);
  const score = quality - LENGTH_PENALTY * (length - SHORTEST);
  return { expression: textOfParts(parts), parts, form: formOfParts(parts), length, quality, score };
}

function search(rows: SearchRows, progress: Progress): { found: Draft[]; pairs: number; forms: number } {
  const alone = rows.quantities.map((quantity, done) => {
    progress({ stage: 'one quantity', done, total: rows.quantities.length });
    const candidates = oneQuantity(rows, quantity);
    return { quantity, candidates, quality: Math.max(0, ...candidates.map((c) => c.quality)) };
  });
  const candidates = alone.flatMap((one) => one.candidates);
  const paired = alone.toSorted((a, b) => b.quality - a.quality).slice(0, MOST_PAIRED);
  // Where one quantity says it all on the tuning half, nothing longer says more.
  const isPerfect = alone.some(({ quality }) => quality === 1);
  const pairs = isPerfect ? [] : searchPairs(rows, paired, progress);
  const total = BOX_PAIRS + LINE_PAIRS + POLYGON_PAIRS + THIRDS;
  let done = 0;
  const refining = (): void => progress({ stage: 'refining', done: done++, total });
  const byBox = pairs.toSorted((a, b) => boxScore(b) - boxScore(a)).slice(0, BOX_PAIRS);
  const refined = new Map<Pair, Candidate[]>();
  for (const pair of byBox) {
    refining();
    const boxes = boxCandidates(rows, pair.x, pair.y, pair.box);
    refined.set(pair, boxes);
    candidates.push(...boxes);
  }
  const byLine = pairs.toSorted((a, b) => b.line.quality - a.line.quality).slice(0, LINE_PAIRS);
  for (const { x, y, line } of byLine) {
    refining();
    if (line.quality <= 0) continue;
    const candidate = lineCandidate(rows, x.quantity, y.quantity, line.angle);
    if (candidate !== null) candidates.push(candidate);
  }
  const best = (pair: Pair): number => Math.max(pair.box.quality, pair.line.quality);
  for (const pair of pairs.toSorted((a, b) => best(b) - best(a)).slice(0, POLYGON_PAIRS)) {
    refining();
    const { x, y } = pair;
    candidates.push(...polygonCandidates(rows, x.quantity, y.quantity));
    const box = refined.get(pair)?.at(0);
    if (box !== undefined) candidates.push(...polygonCandidates(rows, x.quantity, y.quantity, box));
  }
  const two = candidates.map(draftOf).filter(({ length, form }) => length <= 6 && form !== 'conjunction');
  const thirds = isPerfect ? [] : different(two.sort((a, b) => b.score - a.score)).slice(0, THIRDS);
  for (const { parts, quality } of thirds) {
    refining();
    const third = withThirdQuantity(rows, { parts, quality });
    if (third !== null) candidates.push(third);
  }
  progress({ stage: 'refining', done: total, total });
  const rounded = front(candidates.map(draftOf)).map(({ parts, quality }) =>
    draftOf(roundParts(rows, { parts, quality })),
  );
  const forms =
    4 * rows.quantities.length +
    (1 + DIRECTIONS) * pairs.length +
    Math.min(POLYGON_PAIRS, pairs.length) +
    thirds.length * rows.quantities.length;
  return { found: [...rounded, ...missingDrafts(rows)], pairs: pairs.length, forms };
}

interface Pair {
  x: GridAxis;
  y: GridAxis;
  box: GridBox;
  line: HalfPlane;
}

function boxScore({ x, y, box }: Pair): number {
  const sides =
    Number(box.x[0] > 0) +
    Number(box.x[1] < x.edges.length) +
    Number(box.y[0] > 0) +
    Number(box.y[1] < y.edges.length);
  return box.quality - LENGTH_PENALTY * sides;
}

function searchPairs(
  rows: SearchRows,
  paired: readonly { quantity: SearchQuantity; quality: number }[],
  progress: Progress,
): Pair[] {
  const sample = sampleRows(rows, BOX_LOOK);
  const axes = paired.map(({ quantity }) => gridAxis(quantity, sample));
  const look = lineLook(rows, paired, FIRST_LOOK);
  const pairs: Pair[] = [];
  const total = (paired.length * (paired.length - 1)) / 2;
  for (let a = 0; a < paired.length; a++) {
    for (let b = a + 1; b < paired.length; b++) {
      if (pairs.length % 8 === 0) progress({ stage: 'pairs of quantities', done: pairs.length, total });
      const start = Math.max(paired[a].quality, paired[b].quality);
      const box = bestGridBox(axes[a], axes[b], sample, LENGTH_PENALTY, start);
      pairs.push({ x: axes[a], y: axes[b], box, line: look(a, b) });
    }
  }
  const closer = lineLook(rows, paired, SECOND_LOOK);
  const place = new Map(axes.map((axis, i) => [axis, i]));
  const promising = pairs.toSorted((a, b) => b.line.quality - a.line.quality).slice(0, SECOND_LOOK.pairs);
  for (const pair of pairs) {
    pair.line = promising.includes(pair)
      ? closer(place.get(pair.x) as number, place.get(pair.y) as number)
      : { ...pair.line, quality: 0 };
  }
  return pairs;
}

/** The best straight line in a pair to the directions, looked at with some rows. */
function lineLook(
  rows: SearchRows,
  paired: readonly { quantity: SearchQuantity }[],
  most: { target: number; rest: number },
): (a: number, b: number) => HalfPlane {
  const some = sampleRows(rows, most);
  const lines = paired.map(({ quantity }) => lineAxis(quantity, some));
  const angles = slantedAngles(DIRECTIONS);
  return (a, b) => {
    const u = lines[a];
    const v = lines[b];
    if (u === null || v === null) return { angle: 0, quality: 0 };
    return scanDirections(u.scaled, v.scaled, some.targets, some.targets, some.weight, angles);
  };
}

function missingDrafts(rows: SearchRows): Draft[] {
  return rows.quantities.flatMap((quantity) => {
    const quality = missingQuality(rows, quantity);
    const expression = `ismissing(${printColumn(quantity.name)})`;
    if (quality === 0) return [];
    return [{ expression, parts: [], form: 'missing' as const, length: SHORTEST, quality, score: quality }];
  });
}

/** The first of every form in the same quantities. */
function different(drafts: readonly Draft[]): Draft[] {
  const seen = new Set<string>();
  return drafts.filter(({ expression }) => {
    if (seen.has(expression)) return false;
    seen.add(expression);
    return true;
  });
}

/** Best first: of every length the best, where it is better than all shorter ones; a tie goes to the shorter. */
function front(drafts: readonly Draft[]): Draft[] {
  const byLength = drafts.toSorted((a, b) => a.length - b.length || b.quality - a.quality);
  const kept: Draft[] = [];
  let best = 0;
  for (const draft of byLength) {
    if (draft.quality <= best) continue;
    best = draft.quality;
    const twin = kept.findIndex(({ length }) => length === draft.length);
    if (twin < 0) kept.push(draft);
  }
  return kept.sort((a, b) => b.score - a.score).slice(0, PROPOSALS);
}
