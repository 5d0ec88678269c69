import type { CutPart } from './cut.ts';
import { isLower } from './cut-text.ts';
import { roundestWithin } from './round-number.ts';
import {
  aliveUnder,
  applyPart,
  keysOfPart,
  qualityOfAlive,
  quantityOf,
  type SearchRows,
  withNumber,
} from './search-rows.ts';
import { aliveKeys, type SortedKeys, sortedKeys, sweepSorted, type Threshold } from './sweep-threshold.ts';

/** Parts with the quality they have on the tuning rows. */
export interface Candidate {
  parts: CutPart[];
  quality: number;
}

/**
 * Sweeps the number of each part in turn while the others hold, exactly, until nothing gets better or `rounds` are over.
 * A part that no row of its others needs is dropped. O(rounds x parts x rows).
 */
export function refineParts(rows: SearchRows, start: readonly CutPart[], rounds = 3): Candidate {
  let parts = [...start];
  let quality = -1;
  let fails = failures(rows, parts);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < parts.length; ) {
      const alive = parts.length === 1 ? null : passingBut(fails, i);
      const found = sweepPart(rows, parts[i], alive, (best) => best);
      if (found !== null && Number.isFinite(found.best)) {
        parts = parts.with(i, withNumber(parts[i], found.best));
        markFailures(rows, parts[i], i, fails);
        i++;
      } else if (parts.length > 1) {
        parts = parts.toSpliced(i, 1);
        fails = failures(rows, parts);
      } else return { parts, quality: 0 };
    }
    const now = qualityOfAlive(rows, passingBut(fails, null));
    if (now <= quality) break;
    quality = now;
  }
  return { parts, quality: qualityOfAlive(rows, passingBut(fails, null)) };
}

/** Of each row a bit for each part that it fails: all but one part are then asked in one look. */
function failures(rows: SearchRows, parts: readonly CutPart[]): Uint16Array {
  const fails = new Uint16Array(rows.count);
  parts.forEach((part, i) => {
    markFailures(rows, part, i, fails);
  });
  return fails;
}

function markFailures(rows: SearchRows, part: CutPart, place: number, fails: Uint16Array): void {
  const alive = new Uint8Array(rows.count).fill(1);
  applyPart(rows, part, alive);
  const bit = 1 << place;
  for (let i = 0; i < fails.length; i++) fails[i] = (fails[i] & ~bit) | (alive[i] === 1 ? 0 : bit);
}

function passingBut(fails: Uint16Array, place: number | null): Uint8Array {
  const asked = place === null ? -1 : ~(1 << place);
  const alive = new Uint8Array(fails.length);
  for (let i = 0; i < fails.length; i++) alive[i] = (fails[i] & asked) === 0 ? 1 : 0;
  return alive;
}

/** The candidate, and what is left of it as one part after the other goes, each time the one that is missed least. */
export function simplerOf(rows: SearchRows, candidate: Candidate): Candidate[] {
  const found = [candidate];
  let { parts } = candidate;
  while (parts.length > 1) {
    const less = parts.map((part) => {
      const rest = parts.filter((other) => other !== part);
      return { parts: rest, quality: qualityOfAlive(rows, aliveUnder(rows, rest, null)) };
    });
    const best = less.reduce((a, b) => (b.quality > a.quality ? b : a));
    const refined = refineParts(rows, best.parts, 2);
    found.push(refined);
    parts = refined.parts.length < parts.length ? refined.parts : best.parts;
  }
  return found;
}

/** Standard error of a quality, no less than what one event makes. */
export function qualityError(quality: number, targets: number): number {
  return Math.sqrt((quality * (1 - quality) + 1 / targets) / targets);
}

/**
 * The same cut with numbers as a person would write them: each becomes the roundest of all that keep the quality within
 * half its standard error on the tuning rows, one after the other. Slopes come before their intercepts.
 */
export function roundParts(rows: SearchRows, candidate: Candidate): Candidate {
  const loss = qualityError(candidate.quality, rows.targets) / 2;
  let parts = [...candidate.parts];
  parts.forEach((part, i) => {
    // A share of the loss for each number, so that the last is as round as the first.
    const floor = candidate.quality - (loss * (i + 1)) / parts.length;
    if (part.type === 'line') {
      for (let digits = 1; digits <= 6; digits++) {
        const slope = Number(part.slope.toPrecision(digits));
        const tried = parts.with(i, { ...part, slope });
        const found = sweepPart(rows, tried[i], aliveBut(rows, tried, i), () => floor);
        if (digits < 6 && (found === null || found.quality < floor)) continue;
        parts = tried;
        break;
      }
    }
    const found = sweepPart(rows, parts[i], aliveBut(rows, parts, i), () => floor);
    if (found === null || !Number.isFinite(found.best)) return;
    const range = openEnds(found);
    parts = parts.with(i, withNumber(parts[i], roundestWithin(range.low, range.high, found.best)));
  });
  return { parts, quality: qualityOfAlive(rows, aliveUnder(rows, parts, null)) };
}

/** Where any lower (or higher) number is as good, so far from the best as the other end is. */
function openEnds({ best, low, high }: Threshold): { low: number; high: number } {
  const reach = Math.min(
    ...[best - low, high - best].filter((r) => Number.isFinite(r) && r > 0),
    Number.MAX_VALUE,
  );
  return {
    low: Number.isFinite(low) ? low : best - reach,
    high: Number.isFinite(high) ? high : best + reach,
  };
}

function aliveBut(rows: SearchRows, parts: readonly CutPart[], place: number): Uint8Array | null {
  return parts.length === 1 ? null : aliveUnder(rows, parts, parts[place]);
}

/** @param alive rows that pass the other parts; null where there are none */
function sweepPart(
  rows: SearchRows,
  part: CutPart,
  alive: Uint8Array | null,
  floorOf: (best: number) => number,
): Threshold | null {
  return sweepSorted(keysUnder(rows, part, alive), { targets: rows.targets, above: isLower(part), floorOf });
}

function keysUnder(rows: SearchRows, part: CutPart, alive: Uint8Array | null): SortedKeys {
  if (part.type === 'line') return sortedKeys(keysOfPart(rows, part), alive, rows.targets);
  const quantity = quantityOf(rows, part.column);
  return alive === null ? quantity.sorted : aliveKeys(quantity, alive, rows.targets);
}
