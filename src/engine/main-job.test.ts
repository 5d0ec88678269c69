import { describe, expect, it } from 'vitest';
import { createClassifyApi } from '../../workers/classify/classify.ts';
import { clusterApi } from '../../workers/cluster/cluster.ts';
import { createCompareApi } from '../../workers/compare/compare.ts';
import { cutApi } from '../../workers/cut/cut.ts';
import { deriveApi } from '../../workers/derive/derive.ts';
import { createEmbedApi } from '../../workers/embed/embed.ts';
import { createInspectApi } from '../../workers/inspect/inspect.ts';
import { readApi } from '../../workers/read/read.ts';
import { createRealityApi } from '../../workers/reality/reality.ts';
import { simulateApi } from '../../workers/simulate/simulate.ts';
import { computeCluster } from '../cells/cluster/compute.ts';
import { clusterKind } from '../cells/cluster/kind.ts';
import type { ComputeContext } from '../cells/contract.ts';
import { computeData, type DataResult } from '../cells/data/compute.ts';
import { noOverrides } from '../cells/data/params.ts';
import { computeEmbed } from '../cells/embed/compute.ts';
import { embedKind } from '../cells/embed/kind.ts';
import { proposeCuts } from '../core/cut/propose-cuts.ts';
import { tuningHalf } from '../core/cut/tuning-half.ts';
import { rowsWhere } from '../core/expression/rows-where.ts';
import { unwatched } from '../core/progress.ts';
import { andBits, type Bits, bitsFrom, countBits, notBits } from '../core/table/bits.ts';
import { textAt } from '../core/table/column.ts';
import { columnNamed } from '../core/table/table.ts';
import { alone } from '../core/threads/crew.ts';

/** The computations of the cells over the workers' own code, in this thread. */
const context: ComputeContext = {
  cell: 'test',
  signal: new AbortController().signal,
  progress: unwatched,
  partial: () => undefined,
  jobs: {
    read: (_call, ...args) => readApi.read(...args),
    readSeveral: (_call, ...args) => readApi.readSeveral(...args),
    decide: (_call, ...args) => readApi.decide(...args),
    derive: (_call, ...args) => deriveApi.derive(...args),
    simulate: (_call, ...args) => simulateApi.simulate(...args),
    embed: (_call, ...args) => createEmbedApi(alone).embed(...args),
    estimate: (_call, ...args) => createEmbedApi(alone).estimate(...args),
    cluster: (_call, ...args) => clusterApi.cluster(...args),
    separate: (_call, ...args) => createClassifyApi(null).separate(...args),
    classify: (_call, ...args) => createClassifyApi(null).classify(...args),
    applyModel: (_call, ...args) => createClassifyApi(null).applyModel(...args),
    judge: (_call, ...args) => createRealityApi(alone).judge(...args),
    compareEvents: (_call, ...args) => createCompareApi(alone).compareEvents(...args),
    proposeCuts: (_call, ...args) => cutApi.propose(...args),
    cutFlow: (_call, ...args) => cutApi.flow(...args),
  },
  files: {
    bundled: () => Promise.reject(new Error('not used')),
    opened: () => Promise.reject(new Error('not used')),
  },
  inspection: () => Promise.reject(new Error('not used')),
  memo: (_key, make) => make(),
};

interface Found {
  label: number;
  purity: number;
  recall: number;
  leading: string[];
  /** Shares of the population and of all others that the first proposal of a cut removes of held-out events, a seed each. */
  cuts: { expression: string; removed: number; others: number }[];
}

/** Runs the default pipeline on a simulated run, and finds the cluster that holds most of each population. */
async function run(
  seed: number,
  events: number,
  populations: string[],
  cutSeeds: Record<string, number[]>,
): Promise<Record<string, Found>> {
  const data = await computeData(context, {
    ...noOverrides,
    source: { type: 'simulate', preset: 'lz-sr1', events, seed },
  });
  expect(data.features.map((feature) => feature.column)).not.toContain('truth');
  const plane = await computeEmbed(
    context,
    { ...embedKind.defaults(), seed },
    { data: { cell: 'data', result: data } },
  );
  const clustering = await computeCluster(context, clusterKind.defaults(), {
    embed: { cell: 'embed', result: plane },
  });
  const truth = columnNamed(data.table, 'truth');
  const inspect = createInspectApi();
  await inspect.load('data', data.table, null, unwatched);

  const found: Record<string, Found> = {};
  for (const population of populations) {
    const members = new Map<number, number>();
    let all = 0;
    for (let row = 0; row < data.table.rows; row++) {
      if (textAt(truth, row) !== population) continue;
      all++;
      members.set(clustering.labels[row], (members.get(clustering.labels[row]) ?? 0) + 1);
    }
    const [label, inside] = [...members].sort((a, b) => b[1] - a[1])[0];
    const rows = bitsFrom(data.table.rows, (row) => clustering.labels[row] === label);
    const list = await inspect.effects(
      rows,
      null,
      data.features.map((feature) => feature.column),
    );
    const isTrue = bitsFrom(data.table.rows, (row) => textAt(truth, row) === population);
    found[population] = {
      cuts: (cutSeeds[population] ?? []).map((cutSeed) => firstCut(data, rows, isTrue, cutSeed)),
      label,
      purity: inside / (clustering.sizes[label] ?? Number.POSITIVE_INFINITY),
      recall: inside / all,
      leading: list.effects.slice(0, 3).map((effect) => effect.column),
    };
  }
  return found;
}

/** The first proposal for a cluster, judged by the truth of the events that it was not tuned on. */
function firstCut(data: DataResult, cluster: Bits, isTrue: Bits, seed: number): Found['cuts'][number] {
  const quantities = data.proposals
    .filter(({ column }) => ['feature', 'position'].includes(columnNamed(data.table, column).role))
    .map(({ column, transform }) => ({ column, log: transform === 'log10' }));
  const { proposals } = proposeCuts(data.table, { quantities, target: cluster, rest: null, seed });
  const { expression } = proposals[0];
  const selected = rowsWhere(expression, data.table);
  const heldOut = notBits(tuningHalf(cluster, seed));
  const shareOf = (of: Bits): number => {
    const judged = andBits(of, heldOut);
    return countBits(andBits(selected, judged)) / countBits(judged);
  };
  return { expression, removed: shareOf(isTrue), others: shareOf(notBits(isTrue)) };
}

describe('the main job, on simulated LZ runs with every default', () => {
  // 7304 is the run that comes with the app.
  for (const [seed, events] of [
    [7304, 20_000],
    [1, 20_000],
    [2, 20_000],
  ]) {
    it(`finds gas above the anode and long-rise events, seed ${seed}`, { timeout: 300_000 }, async () => {
      const { gas_above_anode: gas, reco_long_rise: rise } = await run(
        seed,
        events,
        ['gas_above_anode', 'reco_long_rise'],
        seed === 7304 ? { gas_above_anode: [1, 2, 3, 4, 5] } : {},
      );
      console.log(
        `seed ${seed}: gas purity ${gas.purity.toFixed(3)} recall ${gas.recall.toFixed(3)} by ${gas.leading.join(', ')};`,
        `long rise purity ${rise.purity.toFixed(3)} recall ${rise.recall.toFixed(3)} by ${rise.leading.join(', ')}`,
      );
      expect(gas.purity).toBeGreaterThanOrEqual(0.95);
      expect(gas.recall).toBeGreaterThanOrEqual(0.95);
      expect(gas.leading.slice(0, 2).sort()).toEqual(['s1_tba', 's2_tba']);
      for (const { expression, removed, others } of gas.cuts) {
        const [ofGas, ofOthers] = [removed, others].map((share) => `${(100 * share).toFixed(3)} %`);
        console.log(`  cut ${expression}: ${ofGas} of the gas, ${ofOthers} of the others`);
        expect(expression).toMatch(/s[12]_tba/);
        expect(removed, expression).toBeGreaterThanOrEqual(0.9);
        expect(others, expression).toBeLessThanOrEqual(0.001);
      }
      expect(rise.purity).toBeGreaterThanOrEqual(0.95);
      expect(rise.recall).toBeGreaterThanOrEqual(0.95);
      expect(rise.leading[0]).toMatch(/^s1_(rise|aft5|aft25)_ns$/);
    });
  }
});
