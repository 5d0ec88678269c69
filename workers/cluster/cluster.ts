import { expectClusterParams } from '../../src/core/cluster/check-params.ts';
import { clusterColumns } from '../../src/core/cluster/cluster-columns.ts';
import { clusterPlane } from '../../src/core/cluster/cluster-plane.ts';
import { coreSquares } from '../../src/core/cluster/core-distances.ts';
import { prepareMatrix } from '../../src/core/embed/prepare.ts';
import { Problem } from '../../src/core/problem.ts';
import { stageClock } from '../stage-clock.ts';
import type { ClusterApi, PlaneColumns } from './api.ts';
import { rememberCores } from './remember-cores.ts';

/** A moved eps asks for the very same distances again, which take far longer than the clusters. */
const cores = rememberCores(coreSquares);

export const clusterApi: ClusterApi = {
  async cluster(x, y, params, progress, columns) {
    expectClusterParams(params);
    const clock = stageClock(progress);
    if (params.space !== 'columns') {
      const result = clusterPlane(x, y, params, clock.progress, cores);
      return { ...result, timings: clock.stop() };
    }
    if (!columns) throw new Problem('internal', 'no columns came with the space columns');
    clock.progress({ stage: 'prepare', done: 0, total: 1 });
    const prepared = prepareMatrix(columns.table, columns.features, columns.scaling);
    expectRowsOfPlane(prepared.rows, x, columns);
    const result = clusterColumns(prepared, x.length, params, clock.progress, cores);
    return { ...result, timings: clock.stop() };
  },
};

function expectRowsOfPlane(rows: Int32Array, x: Float32Array, { table }: PlaneColumns): void {
  let placed = 0;
  for (const value of x) if (Number.isFinite(value)) placed++;
  if (x.length === table.rows && rows.length === placed && rows.every((row) => Number.isFinite(x[row])))
    return;
  throw new Problem(
    'internal',
    `${rows.length} of ${table.rows} rows in the columns; expected the ${placed} of ${x.length} in the plane`,
  );
}
