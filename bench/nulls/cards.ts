import { clusterPlane } from '../../src/core/cluster/cluster-plane.ts';
import { defaultEmbedParams } from '../../src/core/embed/defaults.ts';
import { prepareMatrix } from '../../src/core/embed/prepare.ts';
import { embedUmap } from '../../src/core/embed/umap/umap.ts';
import { unwatched } from '../../src/core/progress.ts';
import { createRng } from '../../src/core/random/rng.ts';
import { judgeClusters } from '../../src/core/reality/judge-clusters.ts';
import type { Verdict } from '../../src/core/reality/reality.ts';
import { decideTable } from '../../src/core/rq/decide.ts';
import { defaultFeatures } from '../../src/core/rq/defaults.ts';
import { simulateRun } from '../../src/core/simulate/simulate-run.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take-rows.ts';
import { alone } from '../../src/core/threads/crew.ts';

const ROWS = 900;
const COLUMNS = 8;
const PARAMS = { repetitions: 8, share: 0.8, twins: 2, mostRows: null, seed: 1 };

export type NullKind = 'shuffled run' | 'normal cloud' | 'even cube';

/** The verdicts on all clusters that the pipeline finds in a table without structure. */
export async function nullCards(kind: NullKind, seed: number): Promise<Pick<Verdict, 'level' | 'text'>[]> {
  const { table, proposals } = decideTable(kind === 'shuffled run' ? shuffled(seed) : cloud(kind, seed), {});
  const embed = { ...defaultEmbedParams(ROWS), seed };
  const prepared = prepareMatrix(table, defaultFeatures(proposals), embed);
  const { matrix, dims, rows } = prepared;
  const { plane } = await embedUmap(matrix, rows.length, dims, embed, alone, unwatched, () => undefined);
  const cluster = { method: 'dbscan', eps: null, minSamples: null } as const;
  const clustering = clusterPlane(plane.x, plane.y, cluster, unwatched);
  const judged = {
    prepared,
    embed,
    plane,
    labels: clustering.labels,
    clustering,
    cluster,
    of: null,
    groups: null,
  };
  const { cards } = await judgeClusters(judged, { ...PARAMS, seed }, alone, unwatched);
  return cards.map(({ verdict }) => verdict);
}

/** Every column of a simulated run in an order of its own. */
function shuffled(seed: number): Table {
  const run = simulateRun({ preset: 'lz-sr1', events: ROWS, seed }, unwatched);
  const rng = createRng(seed);
  const columns = run.columns.map((column): Column => {
    const order = Int32Array.from({ length: ROWS }, (_, i) => i);
    for (let i = ROWS - 1; i > 0; i--) {
      const j = rng.integer(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return takeRows({ rows: ROWS, columns: [column] }, order).columns[0];
  });
  return makeTable(columns);
}

function cloud(kind: NullKind, seed: number): Table {
  const rng = createRng(seed);
  return makeTable(
    Array.from({ length: COLUMNS }, (_, d) => ({
      ...{ name: `quantity_${d}`, unit: '', role: 'feature', type: 'float32', missing: null },
      values: Float32Array.from({ length: ROWS }, () =>
        kind === 'even cube' ? rng.uniform() : rng.normal(),
      ),
    })),
  );
}
