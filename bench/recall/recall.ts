import { NOT_EMBEDDED } from '../../src/core/cluster/clustering.ts';
import { BULK_COUNT, POPULATIONS } from '../../src/core/simulate/labels.ts';

/** What of the ordinary events may come along. */
const BULK_SHARE = 0.01;

/** Events of each population found, of how many there are; ordinary ones stay 0. */
export interface Recall {
  found: number[];
  of: number[];
}

/** Where all events of at least some score are selected, so few that 1 % of the ordinary ones are among them. */
export function recallByScore(score: Float32Array, truth: Int32Array): Recall {
  const bulk = score.filter((value, row) => truth[row] < BULK_COUNT && !Number.isNaN(value)).sort();
  const allowed = Math.floor(BULK_SHARE * countBulk(truth));
  const threshold = bulk[bulk.length - 1 - allowed];
  return count(truth, (row) => score[row] > threshold);
}

/**
 * Where whole clusters are selected, the noise counted as one: for each population those in which it has the largest share,
 * best first, as long as 1 % of the ordinary events come along at most. The best that clicking clusters can do.
 */
export function recallByClusters(labels: Int32Array, truth: Int32Array): Recall {
  const members = new Map<number, number[]>();
  for (let row = 0; row < truth.length; row++) {
    if (labels[row] === NOT_EMBEDDED) continue;
    const counts = members.get(labels[row]) ?? new Array<number>(POPULATIONS.length).fill(0);
    counts[truth[row]]++;
    members.set(labels[row], counts);
  }
  const allowed = BULK_SHARE * countBulk(truth);
  const { of } = count(truth, () => false);
  const found = of.map((_, population) => {
    if (population < BULK_COUNT) return 0;
    const clusters = [...members.values()]
      .map((counts) => ({ own: counts[population], bulk: sum(counts.slice(0, BULK_COUNT)) }))
      .filter(({ own }) => own > 0)
      .sort((a, b) => b.own / (b.own + b.bulk) - a.own / (a.own + a.bulk));
    let taken = 0;
    let bulk = 0;
    for (const cluster of clusters) {
      if (bulk + cluster.bulk > allowed) continue;
      taken += cluster.own;
      bulk += cluster.bulk;
    }
    return taken;
  });
  return { found, of };
}

function count(truth: Int32Array, selected: (row: number) => boolean): Recall {
  const found = POPULATIONS.map(() => 0);
  const of = POPULATIONS.map(() => 0);
  for (let row = 0; row < truth.length; row++) {
    of[truth[row]]++;
    if (truth[row] >= BULK_COUNT && selected(row)) found[truth[row]]++;
  }
  return { found, of };
}

function countBulk(truth: Int32Array): number {
  return truth.reduce((total, population) => total + Number(population < BULK_COUNT), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
