import { parseArgs } from 'node:util';
import { BULK_COUNT, POPULATIONS } from '../src/core/simulate/labels.ts';
import { clopperPearson } from '../src/core/stats/binomial-interval.ts';
import { type Recall, recallByClusters, recallByScore } from './recall/recall.ts';
import { labelsOf, scoresOf, viewsOf } from './recall/views.ts';

const WAYS = ['clusters', 'k-distance', 'LOF'] as const;

/**
 * Prints, for each injected population, its recall at 1 % of the ordinary events selected: by whole clusters of plain UMAP +
 * DBSCAN and by outlier scores, in the measured quantities and in the derived ones alone. All seeds are added up, with the
 * 95 % interval of the sum and the range over seeds.
 */
export async function recalls(_root: string, argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      events: { type: 'string', default: '20000' },
      seeds: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
    },
  });
  const events = Number(values.events);
  const all: Record<'measured' | 'derived', Record<(typeof WAYS)[number], Recall[]>> = {
    measured: { clusters: [], 'k-distance': [], LOF: [] },
    derived: { clusters: [], 'k-distance': [], LOF: [] },
  };
  for (let i = 0; i < Number(values.seeds); i++) {
    const seed = Number(values.seed) + i;
    const views = viewsOf(events, seed);
    for (const view of ['measured', 'derived'] as const) {
      const { lof, kDistance } = scoresOf(views, views[view]);
      all[view].LOF.push(recallByScore(lof, views.truth));
      all[view]['k-distance'].push(recallByScore(kDistance, views.truth));
      const labels = await labelsOf(views, views[view], seed);
      all[view].clusters.push(recallByClusters(labels, views.truth));
      const sets = new Set(labels.filter((label) => label >= 0)).size;
      console.log(`seed ${seed}, ${views[view].length} ${view} features: ${sets} clusters`);
    }
  }
  for (const way of WAYS) {
    console.log(`\nRecall at 1 % of the ordinary events, by ${way}: measured -> derived`);
    for (let population = BULK_COUNT; population < POPULATIONS.length; population++) {
      const [before, after] = (['measured', 'derived'] as const).map((view) =>
        words(all[view][way], population),
      );
      console.log(`  ${POPULATIONS[population].padEnd(24)} ${before.padEnd(44)} -> ${after}`);
    }
  }
}

function words(recalls: readonly Recall[], population: number): string {
  const found = recalls.reduce((sum, recall) => sum + recall.found[population], 0);
  const of = recalls.reduce((sum, recall) => sum + recall.of[population], 0);
  const { low, high } = clopperPearson(found, of);
  const shares = recalls.map((recall) => recall.found[population] / recall.of[population]);
  const percent = (value: number): string => (100 * value).toFixed(0);
  const range = `${percent(Math.min(...shares))}-${percent(Math.max(...shares))}`;
  return `${percent(found / of)} % (${percent(low)} … ${percent(high)}), seeds ${range}`;
}
