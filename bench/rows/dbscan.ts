import { createRng } from '../../src/core/random/rng.ts';
import { adjustedRand } from '../../src/core/stats/adjusted-rand.ts';
import type { Case } from '../cases/case.ts';
import { islands, islandsEps } from '../cases/islands.ts';
import { populations } from '../cases/populations.ts';
import { interleave } from '../measure/interleave.ts';
import { readLabels } from '../peers/python.ts';
import { unpackLabels } from '../places/packed.ts';
import type { Stage } from '../stage.ts';
import { type Line, type Row, speedLine } from './row.ts';

const MIN_SAMPLES = 15;
const IN_REACH = 40;
/** Runs of ours until V8 has settled; they are short. */
const WARM_UP = 3;

export const dbscanPlane: Row = {
  name: 'dbscan-plane',
  title: 'DBSCAN in the plane',
  async run(stage) {
    const lines = [await density(stage)];
    const sizes = stage.quick ? [20_000] : [100_000, 1_000_000];
    for (const rows of sizes) {
      const data = islands(rows, 1);
      const what = `DBSCAN, plane, ${rows / 1000}k`;
      lines.push(await against(stage, what, data, islandsEps(data, IN_REACH), rows > 500_000 ? 20 : 10));
    }
    return lines;
  },
};

export const dbscanColumns: Row = {
  name: 'dbscan-columns',
  title: 'DBSCAN in the columns',
  async run(stage) {
    const lines: Line[] = [];
    for (const rows of stage.quick ? [10_000] : [20_000, 100_000]) {
      const data = populations('separate', rows, 1);
      const line = await against(stage, `DBSCAN, ${rows / 1000}k x 12`, data, usualReach(data), 15);
      lines.push(rows < 100_000 ? { ...line, owed: '', passed: null } : line);
    }
    return lines;
  },
};

/** The distance that nine of ten rows have MIN_SAMPLES within, the row itself counted; of probed rows. */
function usualReach({ matrix, rows, columns }: Case): number {
  const rng = createRng(5);
  const reach = Float64Array.from({ length: 200 }, () => {
    const row = rng.integer(rows);
    const squares = Float64Array.from({ length: rows }, (_, other) => {
      let sum = 0;
      for (let d = 0; d < columns; d++) sum += (matrix[row * columns + d] - matrix[other * columns + d]) ** 2;
      return sum;
    });
    return Math.sqrt(squares.sort()[MIN_SAMPLES - 1]);
  });
  return reach.sort()[179];
}

async function against(stage: Stage, what: string, data: Case, eps: number, owed: number): Promise<Line> {
  const ref = stage.put(data);
  const tab = await stage.tab();
  let ours: Int32Array = new Int32Array();
  const quality: Record<string, number> = {};
  for (let i = 0; i < WARM_UP; i++) await tab.cluster(ref, eps, MIN_SAMPLES);
  const times = await interleave(
    [
      {
        name: 'ours',
        runs: 7,
        async run() {
          const { seconds, labels } = await tab.cluster(ref, eps, MIN_SAMPLES);
          ours = unpackLabels(labels);
          return seconds;
        },
      },
      {
        name: 'scikit-learn',
        runs: data.rows > 50_000 ? 1 : 3,
        async run() {
          const out = stage.python?.file('labels');
          const answer = await stage.ask('dbscan', data, { eps, minSamples: MIN_SAMPLES, out });
          if (!answer || !out) return null;
          quality['ARI to theirs'] = adjustedRand(ours, readLabels(out));
          return answer.seconds!;
        },
      },
    ],
    stage.tell,
  );
  quality['ARI to truth'] = adjustedRand(ours, data.labels);
  const reduced = stage.quick ? 'reduced' : null;
  const line = speedLine({ what, ours: 'ours', peer: 'scikit-learn', times: owed }, times, quality, reduced);
  // A label that is not theirs is worth no speed. float32 may part a pair that lies at eps to the last bit.
  return { ...line, passed: line.passed && quality['ARI to theirs'] > 0.9999 };
}

/** npm's, at the few points that it manages. */
async function density(stage: Stage): Promise<Line> {
  const data = islands(stage.quick ? 5000 : 10_000, 1);
  const ref = stage.put(data);
  const eps = islandsEps(data, IN_REACH);
  const tab = await stage.tab();
  const found: Record<string, Int32Array> = {};
  for (let i = 0; i < WARM_UP; i++) await tab.cluster(ref, eps, MIN_SAMPLES);
  const times = await interleave(
    (['cluster', 'densityClustering'] as const).map((method) => ({
      name: method === 'cluster' ? 'ours' : 'density-clustering',
      runs: 3,
      async run() {
        const { seconds, labels } = await tab[method](ref, eps, MIN_SAMPLES);
        found[method] = unpackLabels(labels);
        return seconds;
      },
    })),
    stage.tell,
  );
  const quality = { 'ARI to theirs': adjustedRand(found.cluster, found.densityClustering) };
  const what = `DBSCAN, plane, ${data.rows / 1000}k`;
  const line = speedLine({ what, ours: 'ours', peer: 'density-clustering', times: 1 }, times, quality, null);
  return { ...line, owed: '', passed: null };
}
