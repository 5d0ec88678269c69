import { checkEmbedParams } from '../../src/core/embed/check-params.ts';
import { completePlane, takeMatrix } from '../../src/core/embed/complete-plane.ts';
import { EMBEDDERS } from '../../src/core/embed/methods.ts';
import { UNKNOWN_LIMITS } from '../../src/core/embed/preflight.ts';
import type { MemoryLimits } from '../../src/core/embed/preflight-memory.ts';
import { prepareMatrix } from '../../src/core/embed/prepare.ts';
import { stratifiedSample } from '../../src/core/embed/stratified-sample.ts';
import { outlierScores } from '../../src/core/outliers/local-outlier-factor.ts';
import { nearFrom, outlyingEvents } from '../../src/core/outliers/outlying-events.ts';
import { planeQuality } from '../../src/core/quality/plane-quality.ts';
import type { Figure } from '../../src/core/quality/quality.ts';
import { EXACT } from '../../src/core/space/search-depth.ts';
import { leadingValues } from '../../src/core/stats/leading-values.ts';
import { type Bits, bitsNone, setBit } from '../../src/core/table/bits.ts';
import { columnMemory } from '../../src/core/table/share.ts';
import type { Crew } from '../../src/core/threads/crew.ts';
import { stageClock } from '../stage-clock.ts';
import type { EmbedApi } from './api.ts';
import { estimateRun, expectRoom } from './estimate.ts';
import { createPreviewPlanes } from './preview-planes.ts';

/** Between two looks at the layout, ms: at least, and a row: the page must keep up with millions. */
const SNAPSHOT_MS = 100;
const SNAPSHOT_MS_A_ROW = 0.001;

/** @param crew the threads that share the work. @param limits of memory; a run that needs more is refused. */
export const createEmbedApi = (crew: Crew, limits: MemoryLimits = UNKNOWN_LIMITS): EmbedApi => ({
  estimate: (...args) => estimateRun(crew, limits, ...args),

  async embed(table, features, params, progress, onLayout) {
    checkEmbedParams(params);
    expectRoom(table.rows, features, params, limits);
    const clock = stageClock(progress);
    const prepared = prepareMatrix(table, features, params, params.nNeighbors + 1, clock.progress);
    const { matrix, dims, rows } = prepared;
    const { metric, seed, sample } = params;
    const toTable = (values: Float32Array, tableRows: Int32Array): Float32Array => {
      // Shared where that is allowed: the page, the inspector and the plots all look at it.
      const all = new Float32Array(columnMemory(4 * table.rows)).fill(Number.NaN);
      for (let i = 0; i < tableRows.length; i++) all[tableRows[i]] = values[i];
      return all;
    };
    const onTable = (values: Float32Array): Float32Array => toTable(values, rows);
    let fit: Int32Array | null = null;
    if (sample !== null && sample < rows.length) {
      clock.progress({ stage: 'sample', done: 0, total: 1 });
      fit = stratifiedSample(matrix, rows.length, dims, sample, seed);
    }
    const fitMatrix = fit ? takeMatrix(matrix, dims, fit) : matrix;
    const fitRows = fit ? fit.map((row) => rows[row]) : rows;
    const interval = Math.max(SNAPSHOT_MS, SNAPSHOT_MS_A_ROW * table.rows);
    let shown = Number.NEGATIVE_INFINITY;
    let preview: ReturnType<typeof createPreviewPlanes> | null = null;
    const { plane: fitPlane, neighbors } = await EMBEDDERS[params.method](
      fitMatrix,
      fitRows.length,
      dims,
      params,
      crew,
      clock.progress,
      (epoch, epochs, current) => {
        const now = performance.now();
        if (now - shown < interval && epoch < epochs) return;
        shown = now;
        const at = current();
        preview ??= createPreviewPlanes(table.rows, fitRows);
        const { x, y } = preview(at.x, at.y);
        onLayout(x, y, epoch, epochs);
      },
    );
    const fitted = { matrix: fitMatrix, dims, plane: fitPlane, params };
    const completed = fit && (await completePlane(fitted, neighbors, fit, matrix, crew, clock.progress));
    const quality = await planeQuality(
      fitMatrix,
      dims,
      metric,
      neighbors,
      fitPlane,
      seed,
      crew,
      clock.progress,
    );
    clock.progress({ stage: 'outliers', done: 0, total: 1 });
    const { plane, scores, nearOf } = completed ?? {
      plane: fitPlane,
      scores: outlierScores(neighbors),
      nearOf: nearFrom(neighbors),
    };
    const most = outlyingEvents(scores, nearOf, prepared, table);
    const figure = (of: Figure): Figure => ({ ...of, perEvent: toTable(of.perEvent, fitRows) });
    return {
      x: onTable(plane.x),
      y: onTable(plane.y),
      used: prepared.used,
      fitted: fit && bitsOf(table.rows, fitRows),
      features: prepared.features,
      excluded: prepared.excluded,
      warnings: fit ? [...prepared.warnings, sampleNote(fit.length, rows.length)] : prepared.warnings,
      params,
      search: neighbors.depth ?? EXACT,
      quality: {
        ...quality,
        preservation: figure(quality.preservation),
        trustworthiness: figure(quality.trustworthiness),
        continuity: figure(quality.continuity),
      },
      outliers: {
        ...{ k: scores.k, lof: onTable(scores.lof), kDistance: onTable(scores.kDistance), most },
        leading: { lof: leadingValues(scores.lof), kDistance: leadingValues(scores.kDistance) },
      },
      timings: clock.stop(),
    };
  },
});

function bitsOf(length: number, rows: Int32Array): Bits {
  const bits = bitsNone(length);
  for (const row of rows) setBit(bits, row);
  return bits;
}

function sampleNote(fitted: number, all: number): string {
  const count = (value: number): string => value.toLocaleString('en');
  return `${count(fitted)} of ${count(all)} rows were fitted, a stratified sample, the rest placed by transform; figures of quality are those of the fitted rows, outlier factors of all go by the nearest fitted rows`;
}
