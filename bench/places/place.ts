import { defaultEmbedParams } from '../../src/core/embed/defaults.ts';
import type { EmbedParams } from '../../src/core/embed/embedding.ts';
import { defaultFeatures } from '../../src/core/rq/defaults.ts';
import type { FeatureSpec } from '../../src/core/rq/proposal.ts';
import type { SearchDepth } from '../../src/core/space/search-depth.ts';
import { bitsFrom, countBits } from '../../src/core/table/bits.ts';
import { textAt } from '../../src/core/table/column.ts';
import { shareTable } from '../../src/core/table/share.ts';
import { columnNamed, makeTable, type Table } from '../../src/core/table/table.ts';
import type { Jobs } from '../../src/engine/jobs.ts';
import { packFloats, packLabels } from './packed.ts';
import type { Peers } from './peers.ts';

/** A case by its name, which is also that of its file. */
export interface CaseRef {
  name: string;
  rows: number;
  columns: number;
}

/** One run. Arrays are packed, see packed.ts, so that a run passes between processes. */
export interface Run {
  /** Of the work alone, without the way of a case to its worker and back where the worker times itself. */
  seconds: number;
  /** Milliseconds a stage, where there are any. */
  stages: Record<string, number>;
}
/** Of peers the plane alone; lof and kDistance are then ''. `search`: how neighbours were sought, null of peers. */
export type PlaneRun = Run & {
  x: string;
  y: string;
  lof: string;
  kDistance: string;
  search: SearchDepth | null;
};
export type LabelsRun = Run & { labels: string };
export type CountRun = Run & { count: number };

type Vertices = [number, number][];

/** What ours and its peers can be asked to do, in a browser's page or in Node. */
export interface Place {
  embed(
    data: CaseRef,
    seed: number,
    epochs: number | null,
    neighborSearch?: EmbedParams['neighborSearch'],
  ): Promise<PlaneRun>;
  umapJs(data: CaseRef, seed: number): Promise<PlaneRun>;
  /** In a browser alone. */
  embeddingAtlas(data: CaseRef, seed: number): Promise<PlaneRun>;
  /** DBSCAN in a plane, or in the columns of a case that has more than two. */
  cluster(data: CaseRef, eps: number, minSamples: number): Promise<LabelsRun>;
  densityClustering(data: CaseRef, eps: number, minSamples: number): Promise<LabelsRun>;
  /** Rows in a polygon over the first two columns, from the call to the rows' arrival. */
  lasso(data: CaseRef, points: Vertices): Promise<CountRun>;
  /** A new column of a case, whose columns are q1, q2 ...; `count` is the rows that have a value. */
  derive(data: CaseRef, expression: string): Promise<CountRun>;
  /** Simulates a run and loads it; effects then compares this many of its columns. */
  loadRun(events: number, columns: number): Promise<void>;
  /** Embeds a simulated run again so many times, from other seeds and of parts of it, and clusters each plane: a reality card's. */
  reembed(events: number, times: number): Promise<CountRun>;
  /** The shortest cuts for the gas events of a simulated run in so many quantities. `count` is the proposals. */
  proposeCuts(events: number, columns: number): Promise<CountRun>;
  /** From a polygon over two columns of the loaded run to the ranked list. `count` is the selected rows. */
  effects(x: string, y: string, points: Vertices): Promise<CountRun>;
}

export const METHODS = [
  ...([
    'embed',
    'umapJs',
    'embeddingAtlas',
    'reembed',
    'proposeCuts',
    'cluster',
    'densityClustering',
    'lasso',
    'derive',
    'loadRun',
    'effects',
  ] as const),
] satisfies (keyof Place)[];

/** Stages that come after a plane: no peer does them. */
const AFTER = ['quality', 'outliers'];
/** Cases are numbers as every peer gets them. */
const UNSCALED = { scaling: 'none', missing: 'impute' } as const;
const signal = new AbortController().signal;
const call = { cell: 'bench', signal };
const unwatched = (): void => undefined;

/**
 * Ours runs as a user gets it: the app's jobs, in their workers, with their threads. Peers run in a worker too.
 * @param load the bytes of a case: float32, row-major.
 */
export function createPlace(jobs: Jobs, peers: Peers, load: (name: string) => Promise<ArrayBuffer>): Place {
  let kept = { name: '', matrix: new Float32Array(0), table: makeTable([]) };
  let loaded = '';
  let compared: string[] = [];
  const get = async (data: CaseRef): Promise<typeof kept> => {
    if (kept.name !== data.name) {
      const matrix = new Float32Array(await load(data.name));
      kept = { name: data.name, matrix, table: tableOf(matrix, data) };
    }
    return kept;
  };

  const runOf = async (events: number): ReturnType<Jobs['decide']> =>
    jobs.decide(call, await jobs.simulate(call, { preset: 'lz-sr1', events, seed: 1 }, unwatched), {});

  return {
    async embed(data, seed, epochs, neighborSearch = 'auto') {
      const { table } = await get(data);
      const params = {
        ...defaultEmbedParams(data.rows),
        ...{ nNeighbors: 15, minDist: 0.1, ...UNSCALED, epochs, seed, neighborSearch },
      };
      const features = featuresOf(table);
      const { x, y, timings, outliers, search } = await jobs.embed(
        call,
        table,
        features,
        params,
        unwatched,
        unwatched,
      );
      const own = Object.entries(timings).filter(([stage]) => !AFTER.includes(stage));
      return {
        seconds: own.reduce((sum, [, ms]) => sum + ms, 0) / 1000,
        stages: timings,
        x: packFloats(x),
        y: packFloats(y),
        lof: packFloats(outliers.lof),
        kDistance: packFloats(outliers.kDistance),
        search,
      };
    },

    async umapJs(data, seed) {
      const { matrix } = await get(data);
      return planeAlone(await peers.umapJs(matrix, data.rows, data.columns, seed));
    },

    async embeddingAtlas(data, seed) {
      const { matrix } = await get(data);
      return planeAlone(await peers.embeddingAtlas(matrix, data.rows, data.columns, seed));
    },

    async cluster(data, eps, minSamples) {
      const { matrix, table } = await get(data);
      const space = data.columns === 2 ? ('plane' as const) : ('columns' as const);
      const params = { method: 'dbscan' as const, space, eps, minSamples };
      const [x, y] = [0, 1].map((d) =>
        Float32Array.from({ length: data.rows }, (_, row) => matrix[row * data.columns + d]),
      );
      const columns = { table, features: featuresOf(table), scaling: UNSCALED };
      const { labels, timings } = await jobs.cluster(call, x, y, params, unwatched, columns);
      return { seconds: timings.cluster / 1000, stages: timings, labels: packLabels(labels) };
    },

    async densityClustering(data, eps, minSamples) {
      const { matrix } = await get(data);
      const { seconds, labels } = await peers.densityClustering(
        matrix,
        data.rows,
        data.columns,
        eps,
        minSamples,
      );
      return { seconds, stages: {}, labels: packLabels(labels) };
    },

    async lasso(data, points) {
      const { table } = await get(data);
      if (loaded !== data.name) await jobs.inspect.load('case', table, null, unwatched);
      loaded = data.name;
      const [x, y] = table.columns.map(({ name }) => `case:${name}`);
      const clause = {
        type: 'polygon' as const,
        x,
        y,
        xScale: 'linear' as const,
        yScale: 'linear' as const,
        points,
      };
      const start = performance.now();
      const { selected } = await jobs.inspect.rows([{ mode: 'replace', clause }]);
      return { seconds: (performance.now() - start) / 1000, stages: {}, count: countBits(selected) };
    },

    async derive(data, expression) {
      const { table } = await get(data);
      const wanted = { name: 'derived', expression, unit: null, role: 'feature' as const };
      const start = performance.now();
      const [{ report }] = await jobs.derive(call, table, [wanted], unwatched);
      return {
        seconds: (performance.now() - start) / 1000,
        stages: {},
        count: report.rows - report.missing,
      };
    },

    async loadRun(events, columns) {
      const params = { preset: 'lz-sr1' as const, events, seed: 1 };
      const { table } = await jobs.decide(call, await jobs.simulate(call, params, unwatched), {});
      await jobs.inspect.load('run', table, null, unwatched);
      loaded = 'run';
      const measured = table.columns.filter(({ role }) => role === 'feature' || role === 'position');
      if (measured.length < columns)
        throw new Error(`the run has ${measured.length} measured columns; expected at least ${columns}`);
      compared = measured.slice(0, columns).map(({ name }) => name);
    },

    async reembed(events, times) {
      const { table, proposals } = await runOf(events);
      const features = defaultFeatures(proposals);
      const embed = { ...defaultEmbedParams(events), seed: 42 };
      const { x, y } = await jobs.embed(call, table, features, embed, unwatched, unwatched);
      const cluster = { method: 'dbscan', eps: null, minSamples: null } as const;
      const found = await jobs.cluster(call, x, y, cluster, unwatched);
      const { labels, eps, minSamples, method } = found;
      const request = {
        ...{ table, features, embed, x, y, labels, cluster, of: [1], runs: null },
        clustering: { eps, minSamples, method },
      };
      const params = { repetitions: times, share: 0.8, twins: 0, mostRows: null, seed: 1 };
      let seconds = Number.NaN;
      let count = 0;
      const start = performance.now();
      await jobs.judge(call, request, params, unwatched, ({ repetitions }) => {
        count = repetitions.length;
        seconds = (performance.now() - start) / 1000;
      });
      return { seconds, stages: {}, count };
    },

    async proposeCuts(events, columns) {
      const { table, proposals } = await runOf(events);
      const truth = columnNamed(table, 'truth');
      const quantities = proposals
        .filter(({ role }) => role === 'feature' || role === 'position')
        .slice(0, columns)
        .map(({ column, transform }) => ({ column, log: transform === 'log10' }));
      const target = bitsFrom(table.rows, (row) => textAt(truth, row) === 'gas_above_anode');
      const start = performance.now();
      const question = { quantities, target, rest: null, seed: 1 };
      const found = await jobs.proposeCuts(call, table, question, unwatched);
      const seconds = (performance.now() - start) / 1000;
      return { seconds, stages: {}, count: found.proposals.length };
    },

    async effects(x, y, points) {
      if (loaded !== 'run') throw new Error('no run is loaded; call loadRun first');
      const clause = {
        ...{ type: 'polygon' as const, x: `run:${x}`, y: `run:${y}`, points },
        ...{ xScale: 'linear' as const, yScale: 'linear' as const },
      };
      const start = performance.now();
      const list = await jobs.inspect.compare([{ mode: 'replace', clause }], null, compared);
      const seconds = (performance.now() - start) / 1000;
      if (list.effects.length === 0) throw new Error('the polygon gives no effect; expected a list');
      return { seconds, stages: {}, count: list.selected };
    },
  };
}

function planeAlone(run: { seconds: number; x: Float32Array; y: Float32Array }): PlaneRun {
  const { seconds, x, y } = run;
  return {
    ...{ seconds, stages: {}, x: packFloats(x), y: packFloats(y) },
    ...{ lof: '', kDistance: '', search: null },
  };
}

function featuresOf(table: Table): FeatureSpec[] {
  return table.columns.map(({ name }) => ({ column: name, transform: 'linear' }));
}

function tableOf(matrix: Float32Array, { rows, columns }: CaseRef): Table {
  const columnOf = (d: number): Float32Array => {
    const values = new Float32Array(rows);
    for (let row = 0; row < rows; row++) values[row] = matrix[row * columns + d];
    return values;
  };
  return shareTable(
    makeTable(
      Array.from({ length: columns }, (_, d) => ({
        ...{ name: `q${d + 1}`, unit: null, role: 'feature' as const, missing: null },
        ...{ type: 'float32' as const, values: columnOf(d) },
      })),
    ),
  );
}
