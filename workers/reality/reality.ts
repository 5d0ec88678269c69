import { prepareMatrix } from '../../src/core/embed/prepare.ts';
import { Problem } from '../../src/core/problem.ts';
import { judgeClusters } from '../../src/core/reality/judge-clusters.ts';
import type { Crew } from '../../src/core/threads/crew.ts';
import { stageClock } from '../stage-clock.ts';
import type { RealityApi } from './api.ts';

/** @param crew the threads that embed. */
export const createRealityApi = (crew: Crew): RealityApi => ({
  async judge({ table, features, embed, x, y, labels, runs, ...how }, params, progress, onRepetition) {
    const clock = stageClock(progress);
    clock.progress({ stage: 'prepare', done: 0, total: 1 });
    const prepared = prepareMatrix(table, features, embed, embed.nNeighbors + 1);
    const { rows } = prepared;
    const at = (values: Int32Array): Int32Array => rows.map((row) => values[row]);
    const astray = rows.findIndex((row) => !Number.isFinite(x[row]));
    if (astray >= 0 || x.length !== table.rows) {
      throw new Problem(
        'internal',
        `row ${rows[astray] ?? x.length} has no place in the plane; expected all ${rows.length} that were embedded`,
      );
    }
    const judged = {
      ...how,
      prepared,
      embed,
      plane: { x: Float32Array.from(rows, (row) => x[row]), y: Float32Array.from(rows, (row) => y[row]) },
      labels: at(labels),
      groups: runs && at(runs),
    };
    const report = await judgeClusters(judged, params, crew, clock.progress, onRepetition);
    return { ...report, timings: clock.stop() };
  },
});
