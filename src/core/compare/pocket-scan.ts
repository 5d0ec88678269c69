import type { Rng } from '../random/rng.ts';

/** Balls of events: each event with its nearest ones, itself the first, in one set of events and one space. */
export interface Balls {
  /** Events of the set, as indices into the labels: ascending. */
  events: Int32Array;
  /** events.length x k, as positions in `events`. */
  nearest: Int32Array;
  k: number;
}

/** A ball that holds more of the new events than their share. */
export interface Ball {
  of: Balls;
  /** Position of its centre, and how many events it holds. */
  center: number;
  size: number;
  /** -ln of the probability that as many of them are new. */
  surprise: number;
}

/** Events a ball; the last bounds the neighbours that are needed. */
export const SIZES = [10, 14, 20, 28, 40, 56] as const;

/**
 * -ln P(at least c of k) where each is new with probability `share`: one list a size, by c. O(sum of sizes).
 */
export function surprises(share: number): Float64Array[] {
  return SIZES.map((k) => {
    const found = new Float64Array(k + 1);
    let logChoose = 0;
    const logPmf = Float64Array.from({ length: k + 1 }, (_, c) => {
      if (c > 0) logChoose += Math.log((k - c + 1) / c);
      return logChoose + c * Math.log(share) + (k - c) * Math.log1p(-share);
    });
    let tail = 0;
    for (let c = k; c >= 0; c--) {
      tail += Math.exp(logPmf[c]);
      found[c] = Math.max(0, -Math.log(tail));
    }
    return found;
  });
}

/** Calls `see` with each ball's centre, size (index into SIZES) and number of new events. O(events k). */
function eachBall(
  { events, nearest, k }: Balls,
  isNew: Uint8Array,
  see: (center: number, size: number, count: number) => void,
): void {
  for (let center = 0; center < events.length; center++) {
    const from = center * k;
    let count = 0;
    let size = 0;
    for (let i = 0; i < k; i++) {
      count += isNew[events[nearest[from + i]]];
      if (i + 1 === SIZES[size]) see(center, size++, count);
    }
  }
}

/** The largest surprise of all balls. */
function mostSurprising(all: readonly Balls[], isNew: Uint8Array, tables: readonly Float64Array[]): number {
  const most = new Int32Array(SIZES.length);
  for (const balls of all) {
    eachBall(balls, isNew, (_, size, count) => {
      if (count > most[size]) most[size] = count;
    });
  }
  return most.reduce((top, count, size) => Math.max(top, tables[size][count]), 0);
}

/**
 * The largest surprise where chance alone says which events are new: once a shuffle of the labels of all events of both
 * samples, so that whatever hangs together stays together. O(shuffles balls k).
 * @param ofNew new events among `total`. The labels of events in no ball are not drawn.
 */
export function shuffledSurprises(
  all: readonly Balls[],
  ofNew: number,
  total: number,
  shuffles: number,
  rng: Rng,
  watch: (done: number) => void,
): Float64Array {
  const tables = surprises(ofNew / total);
  const drawn = new Uint8Array(total);
  const asked = Int32Array.from(new Set(all.flatMap(({ events }) => Array.from(events))));
  return Float64Array.from({ length: shuffles }, (_, done) => {
    watch(done);
    let left = ofNew;
    for (let i = 0; i < asked.length; i++) {
      const one = rng.uniform() * (total - i) < left ? 1 : 0;
      drawn[asked[i]] = one;
      left -= one;
    }
    return mostSurprising(all, drawn, tables);
  });
}

/** Balls at least as surprising as asked, most surprising first, of equal ones the larger. O(balls k). */
export function surprisingBalls(
  all: readonly Balls[],
  isNew: Uint8Array,
  share: number,
  least: number,
): Ball[] {
  const tables = surprises(share);
  const found: Ball[] = [];
  for (const of of all) {
    eachBall(of, isNew, (center, size, count) => {
      const surprise = tables[size][count];
      if (surprise >= least) found.push({ of, center, size: SIZES[size], surprise });
    });
  }
  return found.sort((a, b) => b.surprise - a.surprise || b.size - a.size);
}
