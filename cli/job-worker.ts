/** The entry of every worker thread: serves the job it was started for, by the code that browsers run. */
import { parentPort, workerData } from 'node:worker_threads';
import { sendFileBlobs } from '../src/engine/node/file-blob.ts';
import { nodeEndpoint } from '../src/engine/node/node-endpoint.ts';
import { nodeLimits } from '../src/engine/node/node-limits.ts';
import { shareMemory } from '../src/engine/node/share-memory.ts';
import { createNodeSpawn, type NodeWorkerData } from '../src/engine/node/spawn-node.ts';
import type { JobName } from '../src/engine/spawn.ts';
import { sendAddressBlobs } from '../workers/address-blobs.ts';
import { createCrew } from '../workers/crew/create-crew.ts';
import { serveCrew } from '../workers/crew/serve-crew.ts';
import { serve } from '../workers/serve.ts';
import type { WorkerHandle } from '../workers/worker-handle.ts';

const { job, threads } = workerData as NodeWorkerData;
const spawnNode = createNodeSpawn(new URL(import.meta.url), threads);
const spawnThread = (): WorkerHandle => spawnNode('crew');

/** Loaded one by one: a worker pays only for its own job. */
const APIS: Record<JobName, () => Promise<object>> = {
  read: async () => (await import('../workers/read/read.ts')).readApi,
  derive: async () => (await import('../workers/derive/derive.ts')).deriveApi,
  simulate: async () => (await import('../workers/simulate/simulate.ts')).simulateApi,
  embed: async () =>
    (await import('../workers/embed/embed.ts')).createEmbedApi(
      createCrew(threads, spawnThread),
      nodeLimits(),
    ),
  cluster: async () => (await import('../workers/cluster/cluster.ts')).clusterApi,
  classify: async () => (await import('../workers/classify/classify.ts')).createClassifyApi(null),
  compare: async () =>
    (await import('../workers/compare/compare.ts')).createCompareApi(createCrew(threads, spawnThread)),
  cut: async () => (await import('../workers/cut/cut.ts')).cutApi,
  inspect: async () => (await import('../workers/inspect/inspect.ts')).createInspectApi(),
  raster: async () => (await import('../workers/raster/raster.ts')).rasterApi,
  write: async () => (await import('../workers/write/write.ts')).writeApi,
  reality: async () =>
    (await import('../workers/reality/reality.ts')).createRealityApi(createCrew(threads, spawnThread)),
};

if (!parentPort) throw new Error('job-worker is the entry of a worker thread; run cli/outcrop.mjs instead');
shareMemory();
const endpoint = nodeEndpoint(parentPort);
if (job === 'crew') serveCrew(endpoint);
else {
  sendFileBlobs();
  sendAddressBlobs();
  serve(await APIS[job](), { endpoint, keepsResults: job === 'inspect' });
}
