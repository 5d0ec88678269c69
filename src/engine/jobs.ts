import type { ClassifyApi } from '../../workers/classify/api.ts';
import type { ClusterApi } from '../../workers/cluster/api.ts';
import type { CompareApi } from '../../workers/compare/api.ts';
import type { CutApi } from '../../workers/cut/api.ts';
import type { DeriveApi } from '../../workers/derive/api.ts';
import type { EmbedApi } from '../../workers/embed/api.ts';
import type { InspectApi } from '../../workers/inspect/api.ts';
import type { RasterApi } from '../../workers/raster/api.ts';
import type { ReadApi } from '../../workers/read/api.ts';
import type { RealityApi } from '../../workers/reality/api.ts';
import type { SimulateApi } from '../../workers/simulate/api.ts';
import type { WriteApi } from '../../workers/write/api.ts';
import type { CellJobs } from '../cells/contract.ts';
import { createLane, type Lane, type LaneCall } from './lane.ts';
import type { JobName, Spawn } from './spawn.ts';

/** What each job can do, as its worker declares it. */
export interface JobApis {
  read: ReadApi;
  derive: DeriveApi;
  simulate: SimulateApi;
  embed: EmbedApi;
  cluster: ClusterApi;
  classify: ClassifyApi;
  compare: CompareApi;
  cut: CutApi;
  inspect: InspectApi;
  raster: RasterApi;
  write: WriteApi;
  reality: RealityApi;
}

/**
 * The one owner of workers. Each job has one worker, started when first needed; calls of one job wait for each
 * other, calls of different jobs run side by side.
 *
 *     jobs.embed({ cell, signal }, table, features, params, progress, onLayout)   // as cells call it
 *     jobs.run('embed', { cell, signal }, (api) => api.embed(table, ...))         // the same, for any job
 *
 * Every call settles: it rejects with a Problem `worker-died` as soon as its worker dies, `cancelled` as soon as
 * its signal aborts (the worker is ended and the next call gets a new one), and otherwise with the Problem that
 * the worker's code threw, `cell` filled in. Functions among the arguments must stand on their own, not inside
 * an object.
 */
export interface Jobs extends CellJobs {
  /** The inspect worker keeps tables between calls; see `onLoss`. Its calls are not cancelled: drop the answer. */
  inspect: InspectApi;
  write(call: LaneCall, ...args: Parameters<WriteApi['write']>): ReturnType<WriteApi['write']>;
  run<K extends JobName, T>(job: K, call: LaneCall, ask: (api: JobApis[K]) => Promise<T>): Promise<T>;
  /**
   * Told whenever the worker of a job is gone with all that it kept, before the calls that it takes along reject.
   * Gives a function that ends the telling.
   */
  onLoss(job: JobName, listener: () => void): () => void;
  /** When what the worker of a job has been asked so far is answered; at once where it is idle. Never rejects. */
  settled(job: JobName): Promise<void>;
  /** Ends all workers; calls under way reject as `cancelled`. */
  close(): void;
}

export function createJobs(spawn: Spawn): Jobs {
  const lanes: { [K in JobName]: Lane<JobApis[K]> } = {
    read: createLane('read', spawn),
    derive: createLane('derive', spawn),
    simulate: createLane('simulate', spawn),
    embed: createLane('embed', spawn),
    cluster: createLane('cluster', spawn),
    classify: createLane('classify', spawn),
    compare: createLane('compare', spawn),
    cut: createLane('cut', spawn),
    inspect: createLane('inspect', spawn, { stateful: true }),
    raster: createLane('raster', spawn, { stateful: true }),
    write: createLane('write', spawn),
    reality: createLane('reality', spawn),
  };

  let inspected = '';
  const inspectCall = <T>(ask: (api: InspectApi) => Promise<T>): Promise<T> =>
    lanes.inspect.run({ cell: inspected }, ask);

  return {
    read: (call, ...args) => lanes.read.run(call, (api) => api.read(...args)),
    readSeveral: (call, ...args) => lanes.read.run(call, (api) => api.readSeveral(...args)),
    decide: (call, ...args) => lanes.read.run(call, (api) => api.decide(...args)),
    derive: (call, ...args) => lanes.derive.run(call, (api) => api.derive(...args)),
    simulate: (call, ...args) => lanes.simulate.run(call, (api) => api.simulate(...args)),
    embed: (call, ...args) => lanes.embed.run(call, (api) => api.embed(...args)),
    estimate: (call, ...args) => lanes.embed.run(call, (api) => api.estimate(...args)),
    cluster: (call, ...args) => lanes.cluster.run(call, (api) => api.cluster(...args)),
    separate: (call, ...args) => lanes.classify.run(call, (api) => api.separate(...args)),
    classify: (call, ...args) => lanes.classify.run(call, (api) => api.classify(...args)),
    applyModel: (call, ...args) => lanes.classify.run(call, (api) => api.applyModel(...args)),
    judge: (call, ...args) => lanes.reality.run(call, (api) => api.judge(...args)),
    compareEvents: (call, ...args) => lanes.compare.run(call, (api) => api.compareEvents(...args)),
    proposeCuts: (call, ...args) => lanes.cut.run(call, (api) => api.propose(...args)),
    cutFlow: (call, ...args) => lanes.cut.run(call, (api) => api.flow(...args)),
    inspect: {
      load(cell, ...rest) {
        inspected = cell;
        return inspectCall((api) => api.load(cell, ...rest));
      },
      setColumns: (...args) => inspectCall((api) => api.setColumns(...args)),
      dropColumns: (...args) => inspectCall((api) => api.dropColumns(...args)),
      summaries: (...args) => inspectCall((api) => api.summaries(...args)),
      compare: (...args) => inspectCall((api) => api.compare(...args)),
      effects: (...args) => inspectCall((api) => api.effects(...args)),
      rows: (...args) => inspectCall((api) => api.rows(...args)),
    },
    write: (call, ...args) => lanes.write.run(call, (api) => api.write(...args)),
    run: (job, call, ask) => lanes[job].run(call, ask),
    onLoss: (job, listener) => lanes[job].onLoss(listener),
    settled: (job) => lanes[job].settled(),
    close() {
      for (const lane of Object.values(lanes)) lane.close();
    },
  };
}
