import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withDegrees } from '../../src/core/embed/umap/coarsen.ts';
import { fitCurve } from '../../src/core/embed/umap/curve.ts';
import { bondStrengths, fuzzyUnion } from '../../src/core/embed/umap/fuzzy-set.ts';
import { laplacianEigenvectors } from '../../src/core/embed/umap/laplacian-eigenvectors.ts';
import { optimizeLayout } from '../../src/core/embed/umap/layout.ts';
import type { Problem } from '../../src/core/problem.ts';
import { unwatched } from '../../src/core/progress.ts';
import { createRng } from '../../src/core/random/rng.ts';
import { neighborsByCrew } from '../../src/core/space/nearest-neighbors.ts';
import { alone, type Crew } from '../../src/core/threads/crew.ts';
import type { Work } from '../../src/core/threads/task.ts';
import { createLane } from '../../src/engine/lane.ts';
import { createNodeSpawn } from '../../src/engine/node/spawn-node.ts';
import type { WorkerHandle } from '../worker-handle.ts';
import { createCrew } from './create-crew.ts';

/** What the threads of these tests do beside the real tasks: they tell what they do, and fail as they are told. */
interface ProbeArgs {
  /** How many parts began, then which, in the order they began. */
  log: Int32Array;
  /** Two rows of values: each round reads the one and writes the other, so that a round too early shows. */
  values: Float64Array;
  parts: number;
  fault?: { how: 'throw' | 'start' | 'exit' | 'later' | 'spin'; turn: number };
}

const THREAD = `
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '${resolve('src/core/problem.ts')}';
import { TASKS } from '${resolve('src/core/threads/tasks.ts')}';
import { createNodeSpawn } from '${resolve('src/engine/node/spawn-node.ts')}';
import { nodeEndpoint } from '${resolve('src/engine/node/node-endpoint.ts')}';
import { createCrew } from '${resolve('workers/crew/create-crew.ts')}';
import { serveCrew } from '${resolve('workers/crew/serve-crew.ts')}';
import { serve } from '${resolve('workers/serve.ts')}';
TASKS.probe = ({ log, values, parts, fault }, thread) => {
  if (fault?.how === 'start' && thread === 1) throw new Error('no memory for the kernel');
  if (fault?.how === 'later' && thread === 1) setTimeout(() => process.exit(4), 500);
  return (round, part) => {
    const turn = round * parts + part;
    log[1 + Atomics.add(log, 0, 1)] = turn;
    if (fault?.turn === turn) {
      if (fault.how === 'throw') throw new Problem('bad-data', 'invalid turn: ' + turn + '; expected another');
      if (fault.how === 'exit') process.exit(3);
      if (fault.how === 'spin') for (;;) Atomics.add(log, 0, 1);
    }
    const [seen, next] = round % 2 === 0 ? [0, parts] : [parts, 0];
    values[next + part] = values[seen + part] * 0.7 + values[seen + ((part + 1) % parts)] * 0.3 + round;
  };
};
const endpoint = nodeEndpoint(parentPort);
if (workerData.job === 'crew') serveCrew(endpoint);
else {
  const spawn = createNodeSpawn(new URL(import.meta.url));
  const crew = createCrew(2, () => spawn('crew'));
  serve({ probe: (args, work) => crew.run('probe', args, work, () => {}) }, { endpoint, keepsResults: false });
}
`;

let place: string;
let spawnNode: ReturnType<typeof createNodeSpawn>;
const handles: WorkerHandle[] = [];
/** Reasons of the threads that died by themselves. */
let deaths: string[] = [];

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'outcrop-crew-'));
  writeFileSync(join(place, 'thread.mjs'), THREAD);
  await build({
    configFile: false,
    root: resolve('.'),
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: { ssr: join(place, 'thread.mjs'), outDir: join(place, 'out'), target: 'node20' },
  });
  spawnNode = createNodeSpawn(pathToFileURL(join(place, 'out/thread.js')));
});
afterEach(() => {
  for (const handle of handles.splice(0)) handle.terminate();
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

function crewOf(threads: number): Crew {
  deaths = [];
  return createCrew(threads, () => {
    const handle = spawnNode('crew');
    handles.push(handle);
    const onDeath: WorkerHandle['onDeath'] = (listener) =>
      handle.onDeath((reason) => {
        deaths.push(reason);
        listener(reason);
      });
    return { ...handle, onDeath };
  });
}

function probeArgs({ rounds, parts }: Work, fault?: ProbeArgs['fault']): ProbeArgs {
  const log = new Int32Array(new SharedArrayBuffer(4 * (1 + rounds * parts)));
  const values = new Float64Array(new SharedArrayBuffer(16 * parts));
  for (let part = 0; part < parts; part++) values[part] = part;
  return { log, values, parts, fault };
}

function probe(crew: Crew, work: Work, args: ProbeArgs, watch: (done: number) => void = () => undefined) {
  return crew.run('probe' as never, args as never, work, watch);
}

/** What the values come to, one part after the other. */
function expectedValues({ rounds, parts }: Work): number[] {
  let seen = Array.from({ length: parts }, (_, part) => part);
  for (let round = 0; round < rounds; round++) {
    seen = seen.map((value, part) => value * 0.7 + seen[(part + 1) % parts] * 0.3 + round);
  }
  return seen;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits until nothing is counted any more: ever so long while a thread is left that counts. */
async function stillness(log: Int32Array): Promise<void> {
  let quiet = 0;
  for (let before = -1; quiet < 5; ) {
    const now = Atomics.load(log, 0);
    quiet = now === before ? quiet + 1 : 0;
    before = now;
    await pause(30);
  }
}

async function problemOf(run: Promise<unknown>): Promise<Pick<Problem, 'code' | 'message'>> {
  const error = await run.then(
    () => expect.fail('expected a rejection'),
    (reason: Problem) => reason,
  );
  return { code: error.code, message: error.message };
}

async function expectWhole(crew: Crew): Promise<void> {
  const work = { rounds: 20, parts: 7 };
  const args = probeArgs(work);
  await probe(crew, work, args);
  expect([...args.values.subarray(0, 7)]).toEqual(expectedValues(work));
}

describe('createCrew', () => {
  it('is the caller alone where there is one thread', () => {
    expect(crewOf(1)).toBe(alone);
    expect(crewOf(0)).toBe(alone);
  });

  it.each([2, 3, 4])('does each part once, round after round, on %i threads', async (threads) => {
    const crew = crewOf(threads);
    for (const work of [
      { rounds: 1, parts: 1 },
      { rounds: 60, parts: 16 },
      { rounds: 300, parts: 1 },
      { rounds: 0, parts: 4 },
    ]) {
      const args = probeArgs(work);
      const watched: number[] = [];
      await probe(crew, work, args, (done) => watched.push(done));
      const total = work.rounds * work.parts;
      expect(args.log[0]).toBe(total);
      const began = [...args.log.subarray(1)];
      expect(began.toSorted((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, turn) => turn));
      const rounds = began.map((turn) => Math.floor(turn / work.parts));
      expect(rounds).toEqual(rounds.toSorted((a, b) => a - b));
      const at = (work.rounds % 2) * work.parts;
      expect([...args.values.subarray(at, at + work.parts)]).toEqual(expectedValues(work));
      expect(watched.at(-1)).toBe(total);
      expect(watched).toEqual(watched.toSorted((a, b) => a - b));
    }
    expect(handles).toHaveLength(threads);
  });

  it('embeds to the same bits on 1 to 4 threads', async () => {
    const rows = 4500;
    const rng = createRng(5);
    const matrix = Float32Array.from({ length: 3 * rows }, () => rng.normal());
    const start = Float32Array.from({ length: 2 * rows }, () => rng.normal());
    const embed = async (crew: Crew): Promise<ArrayLike<number>[]> => {
      const neighbors = await neighborsByCrew(matrix, rows, 3, 10, 'euclidean', crew, unwatched);
      const graph = fuzzyUnion(neighbors, bondStrengths(neighbors));
      const weighted = withDegrees(graph);
      const vectors = await laplacianEigenvectors(weighted, 2, createRng(1), crew);
      const choice = { curve: fitCurve(1, 0.1), epochs: 20, negativeSamples: 5 };
      const end = await optimizeLayout(start, graph, choice, createRng(2), crew, () => undefined);
      return [neighbors.indices, neighbors.distances, vectors, end];
    };
    const one = await embed(alone);
    for (const threads of [2, 3, 4]) {
      const found = await embed(crewOf(threads));
      const same = found.map((values, i) => Array.from(values).every((value, at) => value === one[i][at]));
      expect(same, `${threads} threads`).toEqual([true, true, true, true]);
    }
  });

  it.each([
    ['throw', { code: 'bad-data', message: 'invalid turn: 700; expected another' }],
    ['start', { code: 'internal', message: 'no memory for the kernel' }],
  ] as const)(
    'rejects with what one of the threads throws (%s), and stops the others',
    async (how, problem) => {
      const crew = crewOf(3);
      const work = { rounds: 100_000, parts: 5 };
      const args = probeArgs(work, { how, turn: 700 });
      expect(await problemOf(probe(crew, work, args))).toEqual(problem);
      await stillness(args.log);
      if (how === 'throw') expect(args.log[0]).toBeLessThan(500_000);
      await expectWhole(crew);
      expect(handles).toHaveLength(6);
    },
  );

  it('rejects when a thread dies while others wait for it, and goes on with new ones', async () => {
    const crew = crewOf(3);
    const work = { rounds: 2000, parts: 3 };
    const args = probeArgs(work, { how: 'exit', turn: 3001 });
    expect(await problemOf(probe(crew, work, args))).toEqual({
      code: 'worker-died',
      message: 'a thread of the probe stage died: it ended with code 3',
    });
    await stillness(args.log);
    // None goes beyond the round that was not ended.
    expect(args.log[0]).toBeLessThanOrEqual(3003);
    await expectWhole(crew);
    expect(handles).toHaveLength(6);
  });

  it('replaces threads of which one died while nothing ran', async () => {
    const crew = crewOf(2);
    const work = { rounds: 1, parts: 4 };
    await probe(crew, work, probeArgs(work, { how: 'later', turn: -1 }));
    await expect.poll(() => deaths, { timeout: 10_000 }).toEqual(['it ended with code 4']);
    await expectWhole(crew);
    expect(handles).toHaveLength(4);
  });

  it('ends a run whose threads never end when its watcher throws', async () => {
    const crew = crewOf(2);
    const work = { rounds: 1, parts: 8 };
    const args = probeArgs(work, { how: 'spin', turn: 3 });
    const run = probe(crew, work, args, () => {
      throw new Error('nobody listens');
    });
    expect((await problemOf(run)).message).toBe('nobody listens');
    await stillness(args.log);
    await expectWhole(crew);
  });

  it('refuses a second task while one runs, which goes on', async () => {
    const crew = crewOf(2);
    const work = { rounds: 500, parts: 4 };
    const args = probeArgs(work);
    const first = probe(crew, work, args);
    expect(await problemOf(probe(crew, work, probeArgs(work)))).toEqual({
      code: 'internal',
      message: 'the crew is busy, asked for probe; expected one task at a time',
    });
    await first;
    expect(args.log[0]).toBe(2000);
  });

  it('cannot outlive the worker that made it: a cancel ends every thread', async () => {
    const lane = createLane<{ probe(args: ProbeArgs, work: Work): Promise<void> }>('embed', spawnNode, {});
    const work = { rounds: 1, parts: 2 };
    const abort = new AbortController();
    const args = probeArgs({ rounds: 1, parts: 4 }, { how: 'spin', turn: 1 });
    const run = problemOf(lane.run({ cell: 'c', signal: abort.signal }, (api) => api.probe(args, work)));
    while (Atomics.load(args.log, 0) < 10_000) await pause(5);
    abort.abort();
    expect((await run).code).toBe('cancelled');
    await stillness(args.log);
    const again = probeArgs(work);
    await lane.run({ cell: 'c' }, (api) => api.probe(again, work));
    expect(again.log[0]).toBe(2);
    lane.close();
  });
});
