import { populations } from '../cases/populations.ts';
import { samplesOf } from '../measure/samples.ts';
import { keptPlane } from '../peers/umap-learn.ts';
import { unpackFloats } from '../places/packed.ts';
import { bestEps } from '../score/best-eps.ts';
import type { Row } from './row.ts';

const WORSE_BY = 0.02;
const WORST = 0.8;

/** The gate: populations that overlap must stay apart as well as umap-learn keeps them, whatever the speed. */
export const overlap: Row = {
  name: 'overlap',
  title: 'Quality first: overlapping populations, best-eps adjusted Rand index',
  async run(stage) {
    const [rows, seeds] = stage.quick ? [5000, 2] : [30_000, 5];
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const data = populations('overlap', rows, seed);
      const { x, y } = await (await stage.tab()).embed(stage.put(data), seed, null);
      ours.push(bestEps({ x: unpackFloats(x), y: unpackFloats(y) }, data.labels).ari);
      const plane = await keptPlane(stage, data, seed);
      if (plane) theirs.push(bestEps(plane, data.labels).ari);
      stage.tell(`seed ${seed}: ours ${ours.at(-1)?.toFixed(3)}, umap-learn ${theirs.at(-1)?.toFixed(3)}`);
    }
    const own = samplesOf(ours);
    const peer = theirs.length > 0 ? samplesOf(theirs) : null;
    const size = `${rows / 1000}k x 12, ${seeds} seeds`;
    const judged = stage.quick ? { passed: null, note: 'reduced' } : {};
    return [
      {
        what: `${size}: median, against umap-learn's`,
        owed: `>= theirs - ${WORSE_BY}`,
        measured: peer ? `${own.median.toFixed(3)} to ${peer.median.toFixed(3)}` : own.median.toFixed(3),
        passed: peer && own.median >= peer.median - WORSE_BY,
        times: {},
        quality: { ...list('ours', ours), ...list('umap-learn', theirs) },
        ...judged,
      },
      {
        what: `${size}: worst seed`,
        owed: `>= ${WORST}`,
        measured: own.least.toFixed(3),
        passed: own.least >= WORST,
        times: {},
        quality: {},
        ...judged,
      },
    ];
  },
};

function list(name: string, values: readonly number[]): Record<string, number> {
  return Object.fromEntries(values.map((value, i) => [`${name} ${i + 1}`, value]));
}
