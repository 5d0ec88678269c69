import { clopperPearson } from '../stats/binomial-interval.ts';
import { compareShares, type Sample, type ShareChange, type Turnover } from './cluster-shares.ts';
import type { ClusterRow, NewPopulation, NovelEvents, ShareRow } from './comparison.ts';
import { leadsOf, meansOf } from './leads.ts';
import type { FoundNovelty } from './new-populations.ts';
import { holm, sigmaOf } from './significance.ts';

interface CountInput {
  own: { labels: Int32Array; far: Uint8Array; sample: Sample };
  new: { labels: Int32Array; far: Uint8Array; runOf: Int32Array };
  runs: Sample[];
  /** Own row of each new row's twin, of two processings. */
  twins: Int32Array | null;
  features: string[];
  matrices: { own: Float32Array; new: Float32Array };
  novelty: FoundNovelty;
}

/** Clusters, and what is unlike all reviewed events, by run; significance corrected for all of them together. */
export function countClusters(input: CountInput): {
  clusters: ClusterRow[];
  novel: NovelEvents;
  looks: number;
} {
  const { own, runs, twins, novelty } = input;
  const labels = [...new Set([...own.labels, ...input.new.labels])].sort((a, b) =>
    a < 0 ? 1 : b < 0 ? -1 : a - b,
  );
  const index = new Map(labels.map((label, i) => [label, i]));
  const before = new Float64Array(labels.length);
  for (const label of own.labels) before[index.get(label)!]++;
  const after = runs.map(() => new Float64Array(labels.length));
  const farAfter = new Float64Array(runs.length);
  const turnover = labels.map((): Turnover => ({ entered: 0, left: 0 }));
  const farTurnover: Turnover = { entered: 0, left: 0 };
  for (let i = 0; i < input.new.labels.length; i++) {
    const run = input.new.runOf[i];
    if (run < 0) continue;
    const label = input.new.labels[i];
    after[run][index.get(label)!]++;
    farAfter[run] += input.new.far[i];
    const twin = twins?.[i] ?? -1;
    if (twin < 0) continue;
    if (own.labels[twin] !== label) {
      turnover[index.get(label)!].entered++;
      turnover[index.get(own.labels[twin])!].left++;
    }
    if (input.new.far[i] > own.far[twin]) farTurnover.entered++;
    else if (input.new.far[i] < own.far[twin]) farTurnover.left++;
  }
  // Of several runs of another processing each would need its own part of the reference; shares are compared.
  const paired = twins !== null && runs.length === 1;
  const farBefore = own.far.reduce((sum, one) => sum + one, 0);
  const changes: ShareChange[] = [];
  for (const [i] of labels.entries()) {
    for (const [run, sample] of runs.entries()) {
      changes.push(
        compareShares(run, after[run][i], sample, before[i], own.sample, paired ? turnover[i] : null),
      );
    }
  }
  for (const [run, sample] of runs.entries()) {
    changes.push(
      compareShares(run, farAfter[run], sample, farBefore, own.sample, paired ? farTurnover : null),
    );
  }
  const corrected = holm(changes.map(({ logP }) => logP));
  const rows: ShareRow[] = changes.map((change, i) => ({ ...change, sigma: sigmaOf(corrected[i]) }));

  const dims = input.features.length;
  const reviewed = meansOf(input.matrices.own, dims, () => true);
  const clusters = labels.map((label, i): ClusterRow => {
    const means =
      before[i] > 0
        ? meansOf(input.matrices.own, dims, (row) => own.labels[row] === label)
        : meansOf(input.matrices.new, dims, (row) => input.new.labels[row] === label);
    return {
      label,
      reference: before[i],
      referenceShare: own.sample.events > 0 ? before[i] / own.sample.events : 0,
      referenceInterval: clopperPearson(before[i], own.sample.events),
      leads: leadsOf(means, reviewed, input.features),
      runs: rows.slice(i * runs.length, (i + 1) * runs.length),
    };
  });
  const populations = novelty.sizes.map((size, label): NewPopulation => {
    const byRun = runs.map(() => 0);
    const within = new Map<number, number>();
    for (let i = 0; i < novelty.population.length; i++) {
      if (novelty.population[i] !== label) continue;
      if (input.new.runOf[i] >= 0) byRun[input.new.runOf[i]]++;
      within.set(input.new.labels[i], (within.get(input.new.labels[i]) ?? 0) + 1);
    }
    const [most] = [...within].sort((a, b) => b[1] - a[1]);
    const means = meansOf(input.matrices.new, dims, (row) => novelty.population[row] === label);
    return {
      ...{ label, size, byRun },
      leads: leadsOf(means, reviewed, input.features),
      within: { label: most[0], share: most[1] / size },
    };
  });
  const novel: NovelEvents = {
    runs: rows.slice(labels.length * runs.length),
    reference: farBefore,
    expectedShare: novelty.share,
    expected: runs.map(({ events }) => novelty.share * events),
    populations,
    scattered: novelty.population.reduce((sum, label) => sum + Number(label === -1), 0),
  };
  return { clusters, novel, looks: changes.length };
}
