import { checkEmbedParams } from '../../src/core/embed/check-params.ts';
import { defaultEpochs } from '../../src/core/embed/defaults.ts';
import type { EmbedParams } from '../../src/core/embed/embedding.ts';
import { EMBEDDERS } from '../../src/core/embed/methods.ts';
import type { Preflight } from '../../src/core/embed/preflight.ts';
import {
  forecastMemory,
  type MemoryLimits,
  type RunSize,
  refuseBeyond,
} from '../../src/core/embed/preflight-memory.ts';
import { forecastTime, type Probe, type Trial } from '../../src/core/embed/preflight-time.ts';
import { type PreparedMatrix, prepareMatrix } from '../../src/core/embed/prepare.ts';
import { giveBack, hasKernels } from '../../src/core/kernels/kernel.ts';
import { outlierScores } from '../../src/core/outliers/local-outlier-factor.ts';
import { Problem } from '../../src/core/problem.ts';
import type { Progress } from '../../src/core/progress.ts';
import { planeQuality, referencesFor } from '../../src/core/quality/plane-quality.ts';
import { createRng, type Rng } from '../../src/core/random/rng.ts';
import type { FeatureSpec } from '../../src/core/rq/proposal.ts';
import { buildKdTree, CAUTION, makeNeighbors } from '../../src/core/space/kd-tree.ts';
import { metricSpace } from '../../src/core/space/metric-space.ts';
import { LEAF } from '../../src/core/space/nearest-neighbors.ts';
import { MOST_PRUNE, maySkip } from '../../src/core/space/search-depth.ts';
import { planSearch, SEARCH_ROWS } from '../../src/core/space/search-task.ts';
import type { Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take-rows.ts';
import type { Crew } from '../../src/core/threads/crew.ts';
import { trialClock } from './trial-clock.ts';

/** Rows that are prepared and whose tree is built; the trials take theirs from them. */
const PROBE_ROWS = 32_000;
/** Of the first trial, by method, and what the second may take of them, as time allows. */
const FIRST_ROWS = { umap: 2000, 'umap-js': 250 };
const LARGER = [8, 4, 2];
const SECOND_MS = 500;
const TRIAL_EPOCHS = 24;
/** Consecutive rows of the tree that are searched together, as a run would, and how many a thread. */
const RUN_OF_ROWS = 32;
/** What a search that skips takes with its refinement, as a multiple of itself: of 100,000 rows. */
const REFINED = 1.3;
const SEARCHED_A_THREAD = 1024;
/** Work of the ranking in a trial, see planeQuality: small, its law is known. */
const WORK = { exact: 2e6, drawn: 1e6 };

/** The size of a run as far as it is known before its rows are looked at. */
export function sizeOfRun(tableRows: number, features: FeatureSpec[], params: EmbedParams): RunSize {
  const rows = Math.min(tableRows, params.sample ?? tableRows);
  const { method, init, nNeighbors: k } = params;
  return { tableRows, rows, dims: features.length, k, epochs: epochsOf(rows, params), method, init };
}

/** @throws Problem `out-of-memory` where a run would not fit. */
export function expectRoom(
  tableRows: number,
  features: FeatureSpec[],
  params: EmbedParams,
  limits: MemoryLimits,
): void {
  const refusal = refuseBeyond(sizeOfRun(tableRows, features, params), limits);
  if (refusal === null) return;
  const { reason, sample } = refusal;
  const way = sample === null ? '' : `; a sample of ${sample.toLocaleString('en')} would do`;
  throw new Problem('out-of-memory', `${reason}${way}`);
}

/**
 * What a run would cost here: its memory by what it allocates, its time by two short trials of the same code on
 * the same threads with seeded samples of the table. Where memory would not do, nothing is tried.
 */
export async function estimateRun(
  crew: Crew,
  limits: MemoryLimits,
  table: Table,
  features: FeatureSpec[],
  params: EmbedParams,
  progress: Progress,
): Promise<Preflight> {
  checkEmbedParams(params);
  const asked = sizeOfRun(table.rows, features, params);
  const { threads } = crew;
  const known = { tableRows: table.rows, threads, limits };
  const refused = refuseBeyond(asked, limits);
  if (refused !== null) {
    return {
      ...known,
      rows: asked.rows,
      placed: 0,
      trials: [],
      time: null,
      memory: forecastMemory(asked),
      refusal: refused,
    };
  }
  const report = (done: number): void => progress({ stage: 'trial', done, total: 4 });
  report(0);
  const rng = createRng(params.seed);
  const some = takeRows(table, drawRows(table.rows, PROBE_ROWS, rng));
  const began = performance.now();
  const prepared = prepareMatrix(some, features, params, params.nNeighbors + 1);
  const prepare = performance.now() - began;
  report(1);
  const trial = (rows: number): Promise<Trial> => tryRows(crew, prepared, rows, params, rng);
  const most = prepared.rows.length;
  const first = Math.min(most, Math.max(FIRST_ROWS[params.method], 4 * params.nNeighbors));
  // Starts the threads and compiles the kernels.
  await trial(Math.min(first, Math.max(first / 2, 2 * params.nNeighbors)));
  report(2);
  const since = performance.now();
  const small = await trial(first);
  const took = performance.now() - since;
  report(3);
  const times = LARGER.find((factor) => took * factor ** 1.1 <= SECOND_MS) ?? LARGER[LARGER.length - 1];
  const large = await trial(Math.min(most, first * times));
  const search = hasKernels ? await probeSearch(crew, prepared, params) : null;
  const probe: Probe = { tableRows: some.rows, rows: most, prepare, search };
  report(4);
  const used = most / some.rows;
  const usable = Math.round(table.rows * used);
  const rows = Math.min(usable, params.sample ?? usable);
  const size = { ...asked, rows, dims: prepared.dims, epochs: epochsOf(rows, params) };
  return {
    ...known,
    rows,
    placed: usable - rows,
    trials: [...new Set([small.rows, large.rows])],
    time: forecastTime(size, [small, large], probe),
    memory: forecastMemory(size),
    refusal: refuseBeyond(size, limits),
  };
}

function epochsOf(rows: number, params: EmbedParams): number {
  return params.epochs ?? defaultEpochs(rows);
}

/** The whole tree is built; of its rows some are searched, in as many places as there are. */
async function probeSearch(
  crew: Crew,
  { matrix, dims, rows: { length: rows } }: PreparedMatrix,
  { metric, nNeighbors, neighborSearch }: EmbedParams,
): Promise<Probe['search']> {
  const began = performance.now();
  const space = metricSpace(matrix, rows, dims, metric);
  const tree = buildKdTree(space.matrix, rows, space.dims, LEAF);
  const build = performance.now() - began;
  const asked = Math.min(rows, SEARCHED_A_THREAD * crew.threads);
  const runs = Math.floor(asked / RUN_OF_ROWS);
  if (runs === 0) return null;
  const width = RUN_OF_ROWS * space.dims;
  const queries = new Float32Array(runs * width);
  for (let run = 0; run < runs; run++) {
    const from = Math.floor((run * (rows - RUN_OF_ROWS)) / runs) * space.dims;
    queries.set(tree.points.subarray(from, from + width), run * width);
  }
  const searched = runs * RUN_OF_ROWS;
  const parts = Math.ceil(searched / SEARCH_ROWS);
  const result = makeNeighbors(searched, nNeighbors, crew.shares);
  const args = planSearch(tree, space.norm, result, queries, crew.threads, crew.shares);
  if (args === null) return null;
  const perRowAt = async (prune: number): Promise<number> => {
    const since = performance.now();
    await crew.run('search', { ...args, prune }, { rounds: 1, parts }, () => undefined);
    return (performance.now() - since) / searched;
  };
  const perRow = await perRowAt(CAUTION);
  const skips = neighborSearch === 'auto' && space.norm === 'l2' && maySkip(rows, nNeighbors);
  const skipping = skips ? REFINED * (await perRowAt(MOST_PRUNE)) : null;
  giveBack(args.memory);
  return { build, perRow, skipping };
}

async function tryRows(
  crew: Crew,
  { matrix: all, dims, rows: { length: most } }: PreparedMatrix,
  wanted: number,
  params: EmbedParams,
  rng: Rng,
): Promise<Trial> {
  const drawn = drawRows(most, wanted, rng);
  const rows = drawn.length;
  const matrix = new Float32Array(rows * dims);
  for (let i = 0; i < rows; i++) matrix.set(all.subarray(drawn[i] * dims, (drawn[i] + 1) * dims), i * dims);
  const { metric, seed } = params;
  const brief = { ...params, epochs: TRIAL_EPOCHS };
  const clock = trialClock(rows);
  const { plane, neighbors } = await EMBEDDERS[params.method](
    matrix,
    rows,
    dims,
    brief,
    crew,
    clock.progress,
    () => undefined,
  );
  await planeQuality(matrix, dims, metric, neighbors, plane, seed, crew, clock.progress, WORK);
  clock.progress({ stage: 'outliers', done: 0, total: 1 });
  outlierScores(neighbors);
  const { stages, epoch } = clock.stop();
  return {
    rows,
    knn: stages.knn,
    graph: stages.graph,
    start: stages.start,
    layoutBegin: Math.max(0, stages.layout - TRIAL_EPOCHS * epoch),
    epoch,
    planeSearch: stages.quality,
    ranking: stages.ranking ?? 0,
    references: referencesFor(rows, rows * dims, WORK),
    outliers: stages.outliers,
  };
}

/** So many of the rows at random, ascending; all where there are no more. By selection sampling, O(rows). */
function drawRows(rows: number, wanted: number, rng: Rng): Int32Array {
  const drawn = new Int32Array(Math.min(rows, Math.round(wanted)));
  for (let row = 0, i = 0; i < drawn.length; row++) {
    if (rng.uniform() * (rows - row) < drawn.length - i) drawn[i++] = row;
  }
  return drawn;
}
