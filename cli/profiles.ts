import type { DataResult } from '../src/cells/data/compute.ts';
import { type ClusteringResult, NOISE } from '../src/core/cluster/clustering.ts';
import type { EffectList } from '../src/core/explain/effect.ts';
import type { Progress } from '../src/core/progress.ts';
import { bitsFrom } from '../src/core/table/bits.ts';
import { findColumn } from '../src/core/table/table.ts';
import type { Jobs } from '../src/engine/jobs.ts';

/** One cluster, or the noise, against all other rows. */
export interface Profile {
  label: number;
  size: number;
  effects: EffectList;
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
  await jobs.inspect.load('data', data.table, progress);
  const quantities = data.proposals
    .filter(({ role }) => role === 'feature' || role === 'position')
    .map(({ column }) => column)
    .filter((name) => findColumn(data.table, name)?.type !== 'text');
  const profiles: Profile[] = [];
  for (const { label, size } of populations) {
    progress({ stage: 'explain', done: profiles.length, total: populations.length });
    const members = bitsFrom(labels.length, (row) => labels[row] === label);
    profiles.push({ label, size, effects: await jobs.inspect.effects(members, null, quantities) });
  }
  return profiles;
}
