import { checkEmbedParams } from '../../src/core/embed/check-params.ts';
import { EMBEDDERS } from '../../src/core/embed/methods.ts';
import { UNKNOWN_LIMITS } from '../../src/core/embed/preflight.ts';
import type { MemoryLimits } from '../../src/core/embed/preflight-memory.ts';
import { prepareMatrix } from '../../src/core/embed/prepare.ts';
import { outlierScores } from '../../src/core/outliers/local-outlier-factor.ts';
import { outlyingEvents } from '../../src/core/outliers/outlying-events.ts';
import { planeQuality } from '../../src/core/quality/plane-quality.ts';
import type { Figure } from '../../src/core/quality/quality.ts';
import { EXACT } from '../../src/core/space/search-depth.ts';
import type { Crew } from '../../src/core/threads/crew.ts';
import { stageClock } from '../stage-clock.ts';
import type { EmbedApi } from './api.ts';
import { estimateRun, expectRoom } from './estimate.ts';

const SNAPSHOT_MS = 100;

/** @param crew the threads that share the work. @param limits of memory; a run that needs more is refused. */
export const createEmbedApi = (crew: Crew, limits: MemoryLimits = UNKNOWN_LIMITS): EmbedApi => ({
  estimate: (...args) => estimateRun(crew, limits, ...args),

  async embed(table, features, params, progress, onLayout) {
    checkEmbedParams(params);
    expectRoom(table.rows, features, params, limits);
    const clock = stageClock(progress);
    clock.progress({ stage: 'prepare', done: 0, total: 1 });
    const prepared = prepareMatrix(table, features, params, params.nNeighbors + 1);
    const { matrix, dims, rows } = prepared;
    const onTable = (values: Float32Array): Float32Array => {
      const all = new Float32Array(table.rows).fill(Number.NaN);
      for (let i = 0; i < rows.length; i++) all[rows[i]] = values[i];
      return all;
    };
    let shown = Number.NEGATIVE_INFINITY;
    const { plane, neighbors } = await EMBEDDERS[params.method](
      matrix,
      rows.length,
      dims,
      params,
      crew,
      clock.progress,
      (epoch, epochs, current) => {
        const now = performance.now();
        if (now - shown < SNAPSHOT_MS && epoch < epochs) return;
        shown = now;
        const { x, y } = current();
        onLayout(onTable(x), onTable(y), epoch, epochs);
      },
    );
    const { metric, seed } = params;
    const quality = await planeQuality(matrix, dims, metric, neighbors, plane, seed, crew, clock.progress);
    clock.progress({ stage: 'outliers', done: 0, total: 1 });
    const scores = outlierScores(neighbors);
    const most = outlyingEvents(scores, neighbors, prepared, table);
    const figure = (of: Figure): Figure => ({ ...of, perEvent: onTable(of.perEvent) });
    return {
      x: onTable(plane.x),
      y: onTable(plane.y),
      used: prepared.used,
      features: prepared.features,
      excluded: prepared.excluded,
      warnings: prepared.warnings,
      params,
      search: neighbors.depth ?? EXACT,
      quality: {
        ...quality,
        preservation: figure(quality.preservation),
        trustworthiness: figure(quality.trustworthiness),
        continuity: figure(quality.continuity),
      },
      outliers: { k: scores.k, lof: onTable(scores.lof), kDistance: onTable(scores.kDistance), most },
      timings: clock.stop(),
    };
  },
});
