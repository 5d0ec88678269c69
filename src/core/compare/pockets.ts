import { takeMatrix } from '../embed/complete-plane.ts';
import { type PreparedMatrix, prepareMatrix } from '../embed/prepare.ts';
import type { Progress } from '../progress.ts';
import { createRng, type Rng } from '../random/rng.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import type { Quantity } from '../rq/quantity.ts';
import { inRowOrder, neighborsByCrew } from '../space/nearest-neighbors.ts';
import { columnNamed, type Table } from '../table/table.ts';
import type { Crew } from '../threads/crew.ts';
import type { Lead } from './comparison.ts';
import { leadsOf, meansOf } from './leads.ts';
import { type Ball, type Balls, SIZES, shuffledSurprises, surprisingBalls } from './pocket-scan.ts';
import { type PooledSample, poolSamples } from './pooled-sample.ts';
import { rowsWith } from './samples.ts';

/** Unusual events that are alike, of which a run holds more than the reviewed events let expect. */
export interface Pocket {
  /** Index into the pockets, and what `pocket` says of its events. */
  label: number;
  run: number;
  count: number;
  reviewed: number;
  expected: number;
  /** Shuffles of all events among the samples that gave as much anywhere, of how many. */
  shuffles: { as: number; of: number };
  leads: Lead[];
}

export interface FoundPockets {
  pockets: Pocket[];
  /** One a row of the new events' table: the pocket, or NO_POCKET. */
  pocket: Int32Array;
  /** Events that were looked at, of both samples; 0 where none could be. */
  events: number;
  /** All there are of them: of large samples some are drawn, and a pocket holds none of the others. */
  of: number;
  /** Of these, the unusual ones. */
  unusual: number;
}

export const NO_POCKET = -1;
/** Events a sample, beyond which a lot is drawn. */
const MOST_EVENTS = 15_000;
/** Of all events, by each measure of what is unusual. */
const UNUSUAL = 0.04;
/** Fewer cannot crowd. */
const FEWEST_UNUSUAL = 40;
/** The neighbour whose distance says how alone an event is. */
const ALONE = 48;
const SHUFFLES = 999;
/** Of chance, for all runs together. */
const LEVEL = 0.01;
const MOST = 3;

/**
 * Small populations that come or grow among unusual events, where neither a cluster's share nor the distance to the reviewed
 * events tells: the bulk hides a few dozen events anywhere else. Reviewed events and those of a run are pooled;
 * without looking at whose an event is, the most unusual 4 % are taken, by each of: distance from the run's own
 * curves in sigma, distance to the 48th neighbour in the derived quantities, the same in the features. Among them, every
 * event with its 10 to 56 nearest is a ball, in the derived quantities with x and y, and in the features. A ball's
 * surprise is the binomial probability that so many of it are new. What chance makes of the largest surprise is counted by
 * shuffling whose each event is, which is exact whatever hangs on what (a permutation test of a two-sample scan by nearest
 * neighbours, after Schilling 1986 and Henze 1988). Surprising balls that share events are one pocket.
 * O(events log events) at low dimension, at most 30,000 events a run.
 */
export async function findPockets(
  request: {
    reference: Table;
    other: Table;
    features: readonly FeatureSpec[];
    quantities: Partial<Record<Quantity, string>>;
  },
  referenceRows: Int32Array,
  runOf: Int32Array,
  runs: number,
  crew: Crew,
  progress: Progress,
): Promise<FoundPockets> {
  const { reference, other, features, quantities } = request;
  const rng = createRng(1);
  const reviewed = someOf(referenceRows, rng);
  const none: FoundPockets = {
    ...{ pockets: [], events: 0, of: 0, unusual: 0 },
    pocket: new Int32Array(other.rows).fill(NO_POCKET),
  };
  const scans: Scan[] = [];
  let chance: Float64Array | null = null;
  for (let run = 0; run < runs; run++) {
    const mine = rowsWith(runOf, run);
    const fresh = someOf(mine, rng);
    const total = reviewed.length + fresh.length;
    if (UNUSUAL * total < FEWEST_UNUSUAL || fresh.length < SIZES[0]) continue;
    const pool = poolSamples(
      { table: reference, rows: reviewed },
      { table: other, rows: fresh },
      features,
      quantities,
    );
    const found = await ballsOf(pool, crew, progress);
    if (found.all.length === 0) continue;
    const largest = shuffledSurprises(found.all, fresh.length, total, SHUFFLES, rng, (done) =>
      progress({ stage: 'shuffles', done: run * SHUFFLES + done, total: runs * SHUFFLES }),
    );
    chance = chance ? chance.map((value, i) => Math.max(value, largest[i])) : largest;
    scans.push({ run, reviewed: reviewed.length, of: referenceRows.length + mine.length, fresh, ...found });
  }
  if (chance === null) return none;
  const sorted = chance.sort().reverse();
  const least = sorted[Math.floor(LEVEL * (SHUFFLES + 1)) - 1];
  const kept = scans
    .flatMap((scan) => pocketsOf(scan, least))
    .sort((a, b) => b.surprise - a.surprise)
    .slice(0, MOST);
  const pockets = kept.map(({ scan, events, surprise }, label): Pocket => {
    const ofNew = events.filter((i) => i >= scan.reviewed);
    for (const i of ofNew) none.pocket[scan.fresh[i - scan.reviewed]] = label;
    const before = events.length - ofNew.length;
    return {
      ...{ label, run: scan.run, count: ofNew.length, reviewed: before },
      expected: (before * scan.fresh.length) / scan.reviewed,
      shuffles: { as: sorted.filter((value) => value >= surprise).length, of: SHUFFLES },
      leads: leadsIn(scan, new Set(ofNew)),
    };
  });
  return {
    ...none,
    pockets,
    events: Math.max(...scans.map(({ reviewed: of, fresh }) => of + fresh.length)),
    of: Math.max(...scans.map(({ of }) => of)),
    unusual: Math.max(...scans.map(({ unusual }) => unusual)),
  };
}

interface Space {
  prepared: PreparedMatrix;
  /** Matrix row of each event, -1 where it lacks all values. */
  at: Int32Array;
}

interface Scan {
  run: number;
  reviewed: number;
  of: number;
  /** Rows of the new events, in the order of the pool behind the reviewed ones. */
  fresh: Int32Array;
  all: Balls[];
  spaces: Space[];
  unusual: number;
}

async function ballsOf(
  pool: PooledSample,
  crew: Crew,
  progress: Progress,
): Promise<Pick<Scan, 'all' | 'spaces' | 'unusual'>> {
  const { table, measured, derived, sigmas, positions } = pool;
  const derivedSpace = derived.length > 1 ? spaceOf(table, derived) : null;
  const measuredSpace = measured.length > 0 ? spaceOf(table, measured) : null;
  const sets: Int32Array[] = [];
  if (sigmas.length > 0) sets.push(mostOf(farthestSigma(table, sigmas)));
  for (const space of [derivedSpace, measuredSpace]) {
    if (space) sets.push(mostOf(await aloneness(space, table.rows, crew, progress)));
  }
  const spaces: Space[] = [];
  if (derivedSpace)
    spaces.push(positions.length > 0 ? spaceOf(table, [...derived, ...positions]) : derivedSpace);
  if (measuredSpace) spaces.push(measuredSpace);
  const all: Balls[] = [];
  for (const events of sets) {
    for (const space of spaces) {
      const balls = await ballsIn(events, space, crew);
      if (balls) all.push(balls);
    }
  }
  return { all, spaces, unusual: new Set(sets.flatMap((set) => Array.from(set))).size };
}

function spaceOf(table: Table, features: FeatureSpec[]): Space {
  const prepared = prepareMatrix(table, features, { scaling: 'robust', missing: 'impute' });
  const at = new Int32Array(table.rows).fill(-1);
  for (let i = 0; i < prepared.rows.length; i++) at[prepared.rows[i]] = i;
  return { prepared, at };
}

/** Each event's largest distance from a curve. */
function farthestSigma(table: Table, sigmas: readonly string[]): Float64Array {
  const most = new Float64Array(table.rows);
  for (const name of sigmas) {
    const { values } = columnNamed(table, name) as { values: Float64Array };
    for (let i = 0; i < most.length; i++) if (Math.abs(values[i]) > most[i]) most[i] = Math.abs(values[i]);
  }
  return most;
}

async function aloneness(
  { prepared }: Space,
  events: number,
  crew: Crew,
  progress: Progress,
): Promise<Float64Array> {
  const { matrix, rows, dims } = prepared;
  const k = Math.min(ALONE, rows.length);
  const near = await neighborsByCrew(matrix, rows.length, dims, k, 'euclidean', crew, progress, 'auto');
  const found = new Float64Array(events);
  for (let i = 0; i < rows.length; i++) found[rows[near.order[i]]] = near.distances[i * k + k - 1];
  return found;
}

/** The events of largest score, ascending; of equal ones at the edge all. */
function mostOf(score: Float64Array): Int32Array {
  const sorted = score.slice().sort();
  const least = sorted[Math.floor((1 - UNUSUAL) * score.length)];
  return least > 0
    ? Int32Array.from({ length: score.length }, (_, i) => i).filter((i) => score[i] >= least)
    : new Int32Array(0);
}

async function ballsIn(asked: Int32Array, { prepared, at }: Space, crew: Crew): Promise<Balls | null> {
  const events = asked.filter((i) => at[i] >= 0);
  const k = SIZES.filter((size) => 2 * size <= events.length).at(-1);
  if (k === undefined) return null;
  const { matrix, dims } = prepared;
  const rows = events.map((i) => at[i]);
  const near = inRowOrder(
    await neighborsByCrew(
      takeMatrix(matrix, dims, rows),
      ...([rows.length, dims, k, 'euclidean', crew] as const),
      () => undefined,
    ),
  );
  return { events, nearest: near.indices, k };
}

/** The surprising balls of a run as pockets of events of the pool: the best takes those that lie in it by half. */
function pocketsOf(scan: Scan, least: number): { scan: Scan; events: number[]; surprise: number }[] {
  const { all, reviewed, fresh } = scan;
  const isNew = Uint8Array.from({ length: reviewed + fresh.length }, (_, i) => Number(i >= reviewed));
  const share = fresh.length / isNew.length;
  const found: { core: Set<number>; events: Set<number>; surprise: number }[] = [];
  for (const ball of surprisingBalls(all, isNew, share, least)) {
    if (ball.surprise <= least) continue;
    const members = membersOf(ball);
    const mine = found.find(
      ({ events }) => members.filter((i) => events.has(i)).length * 2 >= members.length,
    );
    if (mine) for (const i of members) mine.events.add(i);
    else if (!found.some(({ events }) => members.some((i) => events.has(i)))) {
      found.push({ core: new Set(members), events: new Set(members), surprise: ball.surprise });
    }
  }
  // An event belongs to the most surprising pocket that has it.
  const taken = new Set<number>();
  return found.map(({ events, surprise }) => {
    const own = [...events].filter((i) => !taken.has(i));
    for (const i of own) taken.add(i);
    return { scan, events: own, surprise };
  });
}

function membersOf({ of: { events, nearest, k }, center, size }: Ball): number[] {
  return Array.from(nearest.subarray(center * k, center * k + size), (position) => events[position]);
}

/** Where the new events of a pocket lie elsewhere than the reviewed ones, derived quantities first. */
function leadsIn({ spaces, reviewed }: Scan, members: Set<number>): Lead[] {
  const leads = spaces.flatMap(({ prepared: { matrix, dims, rows, features } }) =>
    leadsOf(
      meansOf(matrix, dims, (row) => members.has(rows[row])),
      meansOf(matrix, dims, (row) => rows[row] < reviewed),
      features.map(({ column }) => column),
    ),
  );
  const seen = new Set<string>();
  return leads.filter(({ feature }) => !seen.has(feature) && seen.add(feature)).slice(0, MOST);
}

/** All rows, or so many by lot, ascending. */
function someOf(rows: Int32Array, rng: Rng): Int32Array {
  if (rows.length <= MOST_EVENTS) return rows;
  const drawn = rows.slice();
  for (let i = 0; i < MOST_EVENTS; i++) {
    const j = i + rng.integer(drawn.length - i);
    [drawn[i], drawn[j]] = [drawn[j], drawn[i]];
  }
  return drawn.slice(0, MOST_EVENTS).sort();
}
