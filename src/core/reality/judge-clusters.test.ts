import { expect, test } from 'vitest';
import { clusterPlane } from '../cluster/cluster-plane.ts';
import { type ClusterParams, NOISE } from '../cluster/clustering.ts';
import { defaultEmbedParams } from '../embed/defaults.ts';
import type { EmbedParams } from '../embed/embedding.ts';
import { type PreparedMatrix, prepareMatrix } from '../embed/prepare.ts';
import { embedUmap } from '../embed/umap/umap.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { decideTable } from '../rq/decide.ts';
import { defaultFeatures } from '../rq/defaults.ts';
import { simulateRun } from '../simulate/simulate-run.ts';
import { makeTable } from '../table/table.ts';
import { alone } from '../threads/crew.ts';
import { type JudgedClustering, judgeClusters, type RealityProgress } from './judge-clusters.ts';

const PARAMS = { repetitions: 4, share: 0.8, twins: 1, mostRows: null, seed: 1 };

async function clustered(
  prepared: PreparedMatrix,
  embed: EmbedParams,
  cluster: ClusterParams,
): Promise<JudgedClustering> {
  const { matrix, dims, rows } = prepared;
  const { plane } = await embedUmap(matrix, rows.length, dims, embed, alone, unwatched, () => undefined);
  const found = clusterPlane(plane.x, plane.y, cluster, unwatched);
  return { prepared, embed, plane, labels: found.labels, clustering: found, cluster, of: null, groups: null };
}

test('of a simulated run the gas events are real, a random part of the bulk is not', async () => {
  const simulated = simulateRun({ preset: 'lz-sr1', events: 1200, seed: 3 }, unwatched);
  const { table, proposals } = decideTable(simulated, {});
  // With some seeds one event of the bulk falls in with the 24 of the gas, and the card has doubts.
  const embed = { ...defaultEmbedParams(1200), epochs: 80, seed: 2 };
  const prepared = prepareMatrix(table, defaultFeatures(proposals), embed);
  const judged = await clustered(prepared, embed, { method: 'dbscan', eps: null, minSamples: null });
  const truth = table.columns.find(({ role }) => role === 'truth');
  if (truth?.type !== 'text') throw new Error('expected a text column of truth');
  const gas = truth.levels.indexOf('gas_above_anode');
  const of = (i: number): number => truth.codes[prepared.rows[i]];
  const labels = judged.labels.slice();
  const row = labels.findIndex((_, i) => of(i) === gas);
  const gasLabel = labels[row];
  // A third of the bulk, drawn by lot, as one more cluster.
  const rng = createRng(2);
  const lot = Math.max(...labels) + 1;
  labels.forEach((label, i) => {
    if (label === 0 && rng.uniform() < 0.3) labels[i] = lot;
  });
  const known: RealityProgress[] = [];
  const report = await judgeClusters(
    { ...judged, labels, of: [gasLabel, lot] },
    PARAMS,
    alone,
    unwatched,
    (so) => known.push(so),
  );
  const [real, random] = report.cards;
  expect(real.verdict.text).toMatch(/^Found again in 4 of 4; separable from .*; a gap .*\.$/);
  expect(real).toMatchObject({ label: gasLabel, verdict: { level: 'real' }, rate: { found: 4, of: 4 } });
  expect(real.others!.auc).toBeGreaterThan(0.95);
  expect(random.verdict.level).toBe('unreal');
  expect(random.verdict.text).toMatch(/^Do not believe this one: found again in 0 of 4.*not separable/);
  expect(random.nearest).toMatchObject({ label: 0 });
  expect(Math.abs(random.nearest!.auc - 0.5)).toBeLessThan(0.1);
  expect(report.repetitions.map(({ kind, rows }) => [kind, rows])).toEqual([
    ['seed', 1200],
    ['sample', 960],
    ['seed', 1200],
    ['sample', 960],
  ]);
  expect(report.twins[0].sizes.length).toBeGreaterThan(0);
  expect(known.map(({ repetitions }) => repetitions.length)).toEqual([1, 2, 3, 4]);
}, 30_000);

test('of structureless data no cluster is real: islands of a tiny eps, the whole', async () => {
  const rng = createRng(5);
  const column = (name: string) => ({
    name,
    unit: null,
    role: 'feature' as const,
    missing: null,
    type: 'float64' as const,
    values: Float64Array.from({ length: 700 }, () => rng.uniform()),
  });
  const names = ['a', 'b', 'c'];
  const embed = { ...defaultEmbedParams(700), nNeighbors: 15, epochs: 60 };
  const features = names.map((name) => ({ column: name, transform: 'linear' as const }));
  const prepared = prepareMatrix(makeTable(names.map(column)), features, embed);
  const whole = await clustered(prepared, embed, { method: 'dbscan', eps: null, minSamples: null });
  const { curve } = clusterPlane(whole.plane.x, whole.plane.y, whole.cluster, unwatched);
  const eps = 0.8 * curve.distance[curve.distance.length >> 1];
  const torn = await clustered(prepared, embed, { method: 'dbscan', eps, minSamples: null });
  for (const judged of [whole, torn]) {
    const { cards, twins } = await judgeClusters(judged, PARAMS, alone, unwatched);
    expect(cards.length).toBeGreaterThan(0);
    expect(cards.filter(({ verdict }) => verdict.level === 'real')).toEqual([]);
    expect(cards.some(({ label }) => label === NOISE)).toBe(
      cards[cards.length - 1].verdict.level === 'noise',
    );
    expect(twins).toHaveLength(1);
  }
}, 30_000);

test('in the columns nothing is embedded again: every repetition is a sample', async () => {
  const rng = createRng(7);
  const values = (far: number) =>
    Float64Array.from({ length: 400 }, (_, i) => (i < 80 ? far : 0) + rng.normal());
  const base = { unit: null, role: 'feature' as const, missing: null, type: 'float64' as const };
  const table = makeTable([
    { ...base, name: 'a', values: values(9) },
    { ...base, name: 'b', values: values(9) },
  ]);
  const embed = { ...defaultEmbedParams(400), nNeighbors: 15 };
  const features = ['a', 'b'].map((column) => ({ column, transform: 'linear' as const }));
  const prepared = prepareMatrix(table, features, { scaling: 'none', missing: 'impute' });
  const x = Float32Array.from({ length: 400 }, (_, i) => prepared.matrix[2 * i]);
  const y = Float32Array.from({ length: 400 }, (_, i) => prepared.matrix[2 * i + 1]);
  const cluster = { method: 'dbscan', space: 'columns', eps: 1.2, minSamples: 5 } as const;
  const found = clusterPlane(x, y, { ...cluster, space: 'plane' }, unwatched);
  const judged = {
    prepared,
    embed,
    plane: { x, y },
    labels: found.labels,
    clustering: found,
    cluster,
    of: [1],
  };
  const report = await judgeClusters({ ...judged, groups: null }, PARAMS, alone, unwatched);
  expect(report.repetitions.every(({ kind, rows }) => kind === 'sample' && rows === 320)).toBe(true);
  expect(await judgeClusters({ ...judged, groups: null }, PARAMS, alone, unwatched)).toEqual(report);
  expect(report.cards[0].rate).toMatchObject({ found: 4, of: 4 });
  expect(report.cards[0].contact!.across).toBeLessThan(0.05);
  await expect(
    judgeClusters({ ...judged, groups: null }, { ...PARAMS, share: 2 }, alone, unwatched),
  ).rejects.toThrow('invalid share: 2; expected a number between 0 and 1');
});
