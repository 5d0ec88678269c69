import { islands, islandsEps } from '../cases/islands.ts';
import { interleave } from '../measure/interleave.ts';
import { readLabels } from '../peers/python.ts';
import { unpackLabels } from '../places/packed.ts';
import { adjustedRand } from '../score/adjusted-rand.ts';
import type { Stage } from '../stage.ts';
import { type Line, type Row, speedLine } from './row.ts';

const MIN_SAMPLES = 15;
const IN_REACH = 40;

export const dbscanPlane: Row = {
  name: 'dbscan-plane',
  title: 'DBSCAN in the plane',
  async run(stage) {
    const lines = [await density(stage)];
    for (const [rows, times] of stage.quick
      ? [[20_000, 10]]
      : [
          [100_000, 10],
          [1_000_000, 20],
        ]) {
      lines.push(await against(stage, rows, times));
    }
    return lines;
  },
};

async function against(stage: Stage, rows: number, owed: number): Promise<Line> {
  const data = islands(rows, 1);
  const ref = stage.put(data);
  const eps = islandsEps(data, IN_REACH);
  const tab = await stage.tab();
  let ours: Int32Array = new Int32Array();
  const quality: Record<string, number> = {};
  await tab.cluster(ref, eps, MIN_SAMPLES);
  const dear = rows > 500_000;
  const times = await interleave(
    [
      {
        name: 'ours',
        runs: 5,
        async run() {
          const { seconds, labels } = await tab.cluster(ref, eps, MIN_SAMPLES);
          ours = unpackLabels(labels);
          return seconds;
        },
      },
      {
        name: 'scikit-learn',
        runs: dear ? 1 : 3,
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
  const what = `DBSCAN, plane, ${rows / 1000}k`;
  return speedLine(
    { what, ours: 'ours', peer: 'scikit-learn', times: owed },
    times,
    quality,
    stage.quick ? 'reduced' : null,
  );
}

/** npm's, at the few points that it manages. */
async function density(stage: Stage): Promise<Line> {
  const data = islands(stage.quick ? 5000 : 10_000, 1);
  const ref = stage.put(data);
  const eps = islandsEps(data, IN_REACH);
  const tab = await stage.tab();
  const found: Record<string, Int32Array> = {};
  await tab.cluster(ref, eps, MIN_SAMPLES);
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
