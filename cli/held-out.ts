import type { DataResult } from '../src/cells/data/compute.ts';
import type { SeparationParams } from '../src/core/classify/separation.ts';
import type { ClusteringResult } from '../src/core/cluster/clustering.ts';
import type { Progress } from '../src/core/progress.ts';
import { createRng } from '../src/core/random/rng.ts';
import { bitsFrom } from '../src/core/table/bits.ts';
import { findColumn } from '../src/core/table/table.ts';
import { takeRows } from '../src/core/table/take-rows.ts';
import type { Jobs } from '../src/engine/jobs.ts';
import type { Profile } from './profiles.ts';

/** How well a small classifier tells a cluster from all others, and what it goes by: all on events that it was not trained on. */
export interface HeldOut {
  auc: number;
  /** 95 % limits, over the folds and over the events. */
  low: number;
  high: number;
  /** Events of the cluster, and others, that were drawn for it. */
  events: number;
  others: number;
  /** Columns that move together, and the AUC that is lost when their values are exchanged among the events; most first. */
  groups: { columns: string[]; loss: number; low: number; high: number; direction: number }[];
}

/** Drawn of each side: half a second of training a cluster. */
const EVENTS = 500;
const SETTINGS: Omit<SeparationParams, 'seed'> = {
  folds: 5,
  repeats: 1,
  hidden: [16],
  epochs: 40,
  eventsASide: EVENTS,
  missing: 'impute',
  // The report tells of groups alone.
  pairs: 'none',
};
const FEWEST = 4 * SETTINGS.folds;
/** Clusters beyond the largest ones go without. */
const MOST_CLUSTERS = 16;

/** Adds the held-out figures to the profiles of the largest clusters; null where there are too few events. */
export async function heldOutFigures(
  profiles: readonly Profile[],
  data: DataResult,
  { labels }: ClusteringResult,
  seed: number,
  jobs: Jobs,
  progress: Progress,
): Promise<Profile[]> {
  const asked = data.proposals
    .filter(({ role }) => role === 'feature' || role === 'position')
    .filter(({ column }) => findColumn(data.table, column)?.type !== 'text');
  const features = asked.map(({ column, transform }) => ({ column, transform }));
  const names = new Set(features.map(({ column }) => column));
  const columns = data.table.columns.filter(({ name }) => names.has(name));
  const rows = data.table.rows;
  const found: Profile[] = [];
  for (const [at, profile] of profiles.entries()) {
    progress({ stage: 'held-out importances', done: at, total: profiles.length });
    const { label, size } = profile;
    const few = size < FEWEST || rows - size < FEWEST || at >= MOST_CLUSTERS;
    found.push({ ...profile, heldOut: few ? null : await figuresOf(label) });
  }
  return found;

  async function figuresOf(label: number): Promise<HeldOut> {
    const drawn = drawBoth(labels, label, seed);
    const table = takeRows({ rows, columns }, drawn);
    const inside = bitsFrom(drawn.length, (i) => labels[drawn[i]] === label);
    const call = { cell: 'classify', signal: new AbortController().signal };
    const separation = await jobs.separate(
      call,
      table,
      features,
      inside,
      null,
      { ...SETTINGS, seed },
      'own',
      () => undefined,
    );
    const { auc, importances, drawnPopulation, drawnAgainst } = separation;
    return {
      ...{ auc: auc.auc, low: auc.low, high: auc.high, events: drawnPopulation, others: drawnAgainst },
      groups: importances.map(({ columns: together, mean, low, high, direction }) => ({
        columns: together,
        loss: mean,
        low,
        high,
        direction,
      })),
    };
  }
}

/** Up to EVENTS rows of the cluster and as many others, ascending. */
function drawBoth(labels: Int32Array, label: number, seed: number): Int32Array {
  const rng = createRng(seed);
  const room = [EVENTS, EVENTS];
  const left = [0, 0];
  for (const one of labels) left[Number(one === label)]++;
  // Each row with the chance that leaves the room filled (Knuth's algorithm S).
  return Int32Array.from({ length: labels.length }, (_, row) => row).filter((row) => {
    const side = Number(labels[row] === label);
    const taken = left[side]-- * rng.uniform() < room[side];
    if (taken) room[side]--;
    return taken;
  });
}
