import type { DataResult } from '../src/cells/data/compute.ts';
import { type ClusteringResult, NOISE } from '../src/core/cluster/clustering.ts';
import type { CutProposals } from '../src/core/cut/cut.ts';
import { LEAST_TARGET } from '../src/core/cut/propose-cuts.ts';
import type { EffectList } from '../src/core/explain/effect.ts';
import type { Progress } from '../src/core/progress.ts';
import { columnsOnLog } from '../src/core/rq/propose.ts';
import { bitsFrom } from '../src/core/table/bits.ts';
import { findColumn } from '../src/core/table/table.ts';
import type { Jobs } from '../src/engine/jobs.ts';
import type { HeldOut } from './held-out.ts';

/** One cluster, or the noise, against all other rows. */
export interface Profile {
  label: number;
  size: number;
  effects: EffectList;
  /** The best cut first, tuned on half of the events; null where the cluster is too small or is all there is. */
  cuts: CutProposals | null;
  /** null where it was too small, or not among the largest. */
  heldOut: HeldOut | null;
}

/** What sets each cluster apart, largest cluster first, the noise last where there is any. */
export async function profileClusters(
  data: DataResult,
  clustering: ClusteringResult,
  jobs: Jobs,
  progress: Progress,
): Promise<Profile[]> {
  const { labels, sizes, noise } = clustering;
  const populations = sizes.map((size, label) => ({ label, size }));
  if (noise > 0) populations.push({ label: NOISE, size: noise });
  await jobs.inspect.load('data', data.table, columnsOnLog(data.proposals), progress);
  const quantities = data.proposals
    .filter(({ role }) => role === 'feature' || role === 'position')
    .map(({ column }) => column)
    .filter((name) => findColumn(data.table, name)?.type !== 'text');
  const profiles: Profile[] = [];
  for (const { label, size } of populations) {
    progress({ stage: 'explain', done: profiles.length, total: populations.length });
    const members = bitsFrom(labels.length, (row) => labels[row] === label);
    const effects = await jobs.inspect.effects(members, null, quantities);
    profiles.push({ label, size, effects, cuts: null, heldOut: null });
  }
  return profiles;
}

/** Proposes cuts for every profile, in the quantities that it was compared by. */
export async function proposeProfileCuts(
  profiles: readonly Profile[],
  data: DataResult,
  clustering: ClusteringResult,
  seed: number,
  jobs: Jobs,
  progress: Progress,
): Promise<Profile[]> {
  const { labels } = clustering;
  const searched = data.proposals
    .filter(({ role }) => role === 'feature' || role === 'position')
    .filter(({ column }) => findColumn(data.table, column)?.type !== 'text');
  const quantities = searched.map(({ column, transform }) => ({ column, log: transform === 'log10' }));
  const names = new Set(quantities.map(({ column }) => column));
  const table = { rows: data.table.rows, columns: data.table.columns.filter(({ name }) => names.has(name)) };
  const found: Profile[] = [];
  for (const profile of profiles) {
    progress({ stage: 'cut', done: found.length, total: profiles.length });
    const target = bitsFrom(labels.length, (row) => labels[row] === profile.label);
    const few = profile.size < LEAST_TARGET || table.rows - profile.size < LEAST_TARGET;
    const question = { quantities, target, rest: null, seed };
    const cuts = few
      ? null
      : await jobs.run('cut', { cell: 'cut' }, (api) => api.propose(table, question, () => undefined));
    found.push({ ...profile, cuts });
  }
  return found;
}
