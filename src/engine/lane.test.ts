import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../core/problem.ts';
import type { Progress } from '../core/progress.ts';
import { createLane, type Lane } from './lane.ts';
import { FileBlob, sendFileBlobs } from './node/file-blob.ts';
import { createNodeSpawn } from './node/spawn-node.ts';
import type { Spawn } from './spawn.ts';

interface RoughApi {
  double(values: Float32Array): Promise<{ values: Float32Array; shared: boolean }>;
  remember(values: Float32Array): Promise<{ values: Float32Array }>;
  recall(): Promise<{ values: Float32Array } | null>;
  report(times: number, progress: Progress): Promise<number>;
  fail(kind: string): Promise<never>;
  hang(progress: Progress): Promise<never>;
  garbage(): Promise<string>;
  slow(ms: number, name: string): Promise<string>;
  size(file: Blob): Promise<{ bytes: number; head: string; sliced: string }>;
}

/** A worker that does everything wrong that a worker can do wrong, served by the same code as the real ones. */
const ROUGH = `
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '${resolve('src/core/problem.ts')}';
import { serve } from '${resolve('workers/serve.ts')}';
import { nodeEndpoint } from '${resolve('src/engine/node/node-endpoint.ts')}';
import { sendFileBlobs } from '${resolve('src/engine/node/file-blob.ts')}';
sendFileBlobs();
if (workerData.job === 'simulate') throw new Error('broken at the start');
let kept = null;
const endpoint = nodeEndpoint(parentPort);
serve({
  async double(values) {
    const shared = values.buffer instanceof SharedArrayBuffer;
    return { values: values.map((v) => 2 * v), shared };
  },
  async remember(values) { kept = { values }; return kept; },
  async recall() { return kept; },
  async report(times, progress) {
    for (let i = 1; i <= times; i++) progress({ stage: 'count', done: i, total: times });
    return times;
  },
  async fail(kind) {
    if (kind === 'problem') throw new Problem('bad-parameter', 'invalid eps: -1; expected a number > 0');
    if (kind === 'error') throw new TypeError('x is undefined');
    if (kind === 'value') throw 'just words';
    if (kind === 'clone') return { f: () => 1 };
    if (kind === 'later') { setTimeout(() => { throw new Error('thrown later'); }); return new Promise(() => {}); }
    if (kind === 'rejection') { void Promise.reject(new Error('rejected alone')); return new Promise(() => {}); }
    if (kind === 'exit') process.exit(3);
  },
  async hang(progress) { progress({ stage: 'hang', done: 0, total: 0 }); for (;;); },
  async garbage() { for (const m of [null, 7, 'x', { id: 'no' }, [1]]) endpoint.postMessage(m); return 'fine'; },
  async slow(ms, name) { await new Promise((r) => setTimeout(r, ms)); return name; },
  async size(file) {
    let bytes = 0;
    for await (const chunk of file.stream()) bytes += chunk.length;
    return { bytes, head: await file.slice(0, 5).text(), sliced: await file.slice(2, -1).slice(1, 3).text() };
  },
}, { endpoint, keepsResults: workerData.job === 'inspect' });
`;

let place: string;
let spawn: Spawn;
let spawned = 0;
const lanes: Lane<RoughApi>[] = [];

beforeAll(async () => {
  sendFileBlobs();
  place = mkdtempSync(join(tmpdir(), 'outcrop-lane-'));
  writeFileSync(join(place, 'rough.mjs'), ROUGH);
  await build({
    configFile: false,
    root: resolve('.'),
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: { ssr: join(place, 'rough.mjs'), outDir: join(place, 'out'), target: 'node20' },
  });
  const entry = createNodeSpawn(pathToFileURL(join(place, 'out/rough.js')));
  spawn = (job) => {
    spawned++;
    return entry(job);
  };
});
afterEach(() => {
  for (const lane of lanes.splice(0)) lane.close();
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

function makeLane(job: 'embed' | 'simulate' | 'inspect' = 'embed'): Lane<RoughApi> {
  spawned = 0;
  const lane = createLane<RoughApi>(job, spawn, { stateful: job === 'inspect' });
  lanes.push(lane);
  return lane;
}

async function problemOf(promise: Promise<unknown>): Promise<Pick<Problem, 'code' | 'message' | 'cell'>> {
  try {
    await promise;
  } catch (error) {
    const { code, message, cell } = error as Problem;
    return { code, message, cell };
  }
  throw new Error('expected a rejection');
}

test('results come back, shared memory is shared, plain memory stays with the caller', async () => {
  const lane = makeLane();
  const plain = Float32Array.of(1, 2, 3);
  const first = await lane.run({ cell: 'c' }, (api) => api.double(plain));
  expect([...first.values]).toEqual([2, 4, 6]);
  expect(first.shared).toBe(false);
  expect(plain.length).toBe(3);
  const shared = new Float32Array(new SharedArrayBuffer(8));
  expect((await lane.run({ cell: 'c' }, (api) => api.double(shared))).shared).toBe(true);
  expect(spawned).toBe(1);
});

test('a job that keeps its results still has them after it gave them', async () => {
  const lane = makeLane('inspect');
  await lane.run({ cell: 'c' }, (api) => api.remember(Float32Array.of(5)));
  const again = await lane.run({ cell: 'c' }, (api) => api.recall());
  expect([...(again?.values ?? [])]).toEqual([5]);
});

test('reports are thinned, in order, and the last always comes before the result', async () => {
  const lane = makeLane();
  const seen: number[] = [];
  await lane.run({ cell: 'c' }, (api) => api.report(50_000, ({ done }) => seen.push(done)));
  expect(seen.at(-1)).toBe(50_000);
  expect(seen[0]).toBe(1);
  expect(seen.length).toBeLessThan(2_000);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test.each([
  ['problem', { code: 'bad-parameter', message: 'invalid eps: -1; expected a number > 0', cell: 'cell 4' }],
  ['error', { code: 'internal', message: 'x is undefined', cell: 'cell 4' }],
  ['value', { code: 'internal', message: 'just words', cell: 'cell 4' }],
])('a thrown %s arrives with its fields and the cell; the worker lives on', async (kind, expected) => {
  const lane = makeLane();
  expect(await problemOf(lane.run({ cell: 'cell 4' }, (api) => api.fail(kind)))).toEqual(expected);
  expect(await lane.run({ cell: 'c' }, (api) => api.slow(0, 'on'))).toBe('on');
  expect(spawned).toBe(1);
});

test('a result that cannot be sent rejects', async () => {
  const lane = makeLane();
  await expect(lane.run({ cell: 'c' }, (api) => api.fail('clone'))).rejects.toThrow(
    /[Uu]nserializable|could not be cloned/,
  );
});

test.each([
  ['later', /thrown later/],
  ['rejection', /rejected alone/],
  ['exit', /ended with code 3/],
])(
  'a worker that dies (%s) rejects its call at once, names the cell, and is replaced',
  async (kind, reason) => {
    const lane = makeLane();
    let losses = 0;
    lane.onLoss(() => losses++);
    const behind = [0, 1];
    const dead = problemOf(lane.run({ cell: 'cell 4' }, (api) => api.fail(kind)));
    const waiting = behind.map((i) => lane.run({ cell: 'c' }, (api) => api.slow(1, `behind ${i}`)));
    const problem = await dead;
    expect(problem).toMatchObject({ code: 'worker-died', cell: 'cell 4' });
    expect(problem.message).toMatch(reason);
    expect(problem.message).toMatch(/^the embed worker died: /);
    expect(await Promise.all(waiting)).toEqual(['behind 0', 'behind 1']);
    expect(losses).toBe(1);
    expect(spawned).toBe(2);
  },
);

test('what a stateful worker kept is lost for the calls that wait, too', async () => {
  const lane = makeLane('inspect');
  const order: string[] = [];
  lane.onLoss(() => order.push('loss'));
  const dead = problemOf(lane.run({ cell: 'a' }, (api) => api.fail('exit'))).then(() => order.push('dead'));
  const lost = await problemOf(lane.run({ cell: 'b' }, (api) => api.recall()));
  await dead;
  expect(lost).toMatchObject({ code: 'worker-died', cell: 'b' });
  expect(order).toEqual(['loss', 'dead']);
  expect(await lane.run({ cell: 'b' }, (api) => api.recall())).toBeNull();
});

test('a worker that cannot start rejects every call', async () => {
  const lane = makeLane('simulate');
  const calls = [1, 2].map((i) => problemOf(lane.run({ cell: `c${i}` }, (api) => api.slow(0, 'never'))));
  for (const problem of await Promise.all(calls)) {
    expect(problem.code).toBe('worker-died');
    expect(problem.message).toMatch(/broken at the start/);
  }
});

test('cancel ends a worker that hangs; the next call gets a new one', async () => {
  const lane = makeLane();
  const abort = new AbortController();
  const hanging = problemOf(
    lane.run({ cell: 'cell 2', signal: abort.signal }, (api) => api.hang(() => abort.abort())),
  );
  expect(await hanging).toEqual({ code: 'cancelled', message: 'cancelled', cell: 'cell 2' });
  expect(await lane.run({ cell: 'c' }, (api) => api.slow(0, 'again'))).toBe('again');
  expect(spawned).toBe(2);
});

test('nothing holds what a cancelled call was about', async () => {
  const lane = makeLane();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const cancelled = async (): Promise<WeakRef<object>> => {
    const abort = new AbortController();
    const results = { of: 'a notebook' };
    const ask = async (api: RoughApi): Promise<string> => {
      await api.hang(() => abort.abort());
      return results.of;
    };
    await problemOf(lane.run({ cell: 'c', signal: abort.signal }, ask));
    return new WeakRef(results);
  };
  const held = await cancelled();
  // The end of the worker is awaited by Node alone, and a failed expectation would hold what it saw.
  for (let i = 0; i < 100 && held.deref() !== undefined; i++) {
    await setTimeout(20);
    collect();
  }
  expect(held.deref() === undefined).toBe(true);
});

test('cancelling a call that waits leaves the one that runs alone', async () => {
  const lane = makeLane();
  const abort = new AbortController();
  const first = lane.run({ cell: 'a' }, (api) => api.slow(50, 'first'));
  const second = problemOf(lane.run({ cell: 'b', signal: abort.signal }, (api) => api.slow(0, 'second')));
  const third = lane.run({ cell: 'c' }, (api) => api.slow(0, 'third'));
  abort.abort();
  expect(await second).toMatchObject({ code: 'cancelled', cell: 'b' });
  expect(await first).toBe('first');
  expect(await third).toBe('third');
  expect(spawned).toBe(1);
  expect(
    await problemOf(lane.run({ cell: 'd', signal: abort.signal }, (api) => api.slow(0, 'no'))),
  ).toMatchObject({
    code: 'cancelled',
  });
});

test('messages that are no answers change nothing', async () => {
  const lane = makeLane();
  expect(await lane.run({ cell: 'c' }, (api) => api.garbage())).toBe('fine');
});

test('a report that the caller cannot take rejects the call', async () => {
  const lane = makeLane();
  const problem = await problemOf(
    lane.run({ cell: 'c' }, (api) =>
      api.report(3, () => {
        throw new Error('no canvas');
      }),
    ),
  );
  expect(problem).toMatchObject({ code: 'internal', cell: 'c' });
  expect(problem.message).toMatch(/no canvas/);
});

test('many calls at once, some cancelled, all settle', async () => {
  const lane = makeLane();
  const aborts = Array.from({ length: 40 }, () => new AbortController());
  const calls = aborts.map((abort, i) =>
    lane
      .run({ cell: `c${i}`, signal: abort.signal }, (api) =>
        i % 7 === 3 ? api.fail('exit') : api.slow(1, `r${i}`),
      )
      .catch((error: Problem) => error.code),
  );
  for (let i = 0; i < 40; i += 5) aborts[i].abort();
  const results = await Promise.all(calls);
  results.forEach((result, i) => {
    const expected = i % 5 === 0 ? 'cancelled' : i % 7 === 3 ? 'worker-died' : `r${i}`;
    expect(result, `call ${i}`).toBe(expected);
  });
});

test('settled waits for what was asked before, answered or not', async () => {
  const lane = makeLane();
  await lane.settled();
  const heard: string[] = [];
  const asked = ['first', 'second'].map((name) =>
    lane.run({ cell: name }, (api) => api.slow(20, name)).then((answer) => heard.push(answer)),
  );
  const failed = lane.run({ cell: 'c' }, (api) => api.fail('problem')).catch(() => heard.push('failed'));
  await lane.settled();
  expect(heard).toEqual(['first', 'second', 'failed']);
  await Promise.all([...asked, failed]);
});

test('closing cancels what runs and what waits', async () => {
  const lane = makeLane();
  const calls = ['a', 'b'].map((cell) => problemOf(lane.run({ cell }, (api) => api.slow(10_000, cell))));
  lane.close();
  expect(await Promise.all(calls)).toEqual([
    { code: 'cancelled', message: 'cancelled', cell: 'a' },
    { code: 'cancelled', message: 'cancelled', cell: 'b' },
  ]);
});

test('a file on disk goes to the worker by its path and is read there in parts', async () => {
  const path = join(place, 'bytes.txt');
  writeFileSync(path, `0123456789${'x'.repeat(3_000_000)}`);
  const lane = makeLane();
  const answer = await lane.run({ cell: 'c' }, (api) => api.size(new FileBlob(path)));
  expect(answer).toEqual({ bytes: 3_000_010, head: '01234', sliced: '34' });
});
