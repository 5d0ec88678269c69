import { describe, expect, it } from 'vitest';
import type { CellKind, ComputeContext } from '../cells/contract.ts';
import { Problem } from '../core/problem.ts';
import { apply, type Command } from '../notebook/commands.ts';
import { createDocument, type NotebookDocument } from '../notebook/document.ts';
import { newCell } from '../notebook/new-cell.ts';
import { createScheduler } from './scheduler.ts';

/** What even slow cells do at once. */
const QUICK = 3;

/** Small kinds of cells over numbers: what the scheduler does with them is what it does with tables. */
function kinds(log: string[], slow?: Promise<void>): Map<string, CellKind> {
  const base = {
    version: 1,
    about: '',
    migrations: [],
    columns: null,
    summary: () => '',
    parse: (params: unknown) => params,
  };
  const list: CellKind[] = [
    {
      ...base,
      kind: 'number',
      title: 'Number',
      inputs: {},
      cost: 'cheap',
      defaults: () => ({ value: 1 }),
      compute: async (_context, params: { value: number }) => {
        log.push(`number ${params.value}`);
        if (params.value < 0)
          throw new Problem('bad-parameter', `invalid value: ${params.value}; expected >= 0`);
        return params.value;
      },
    },
    {
      ...base,
      kind: 'double',
      title: 'Double',
      inputs: { of: { kinds: ['number', 'double'] } },
      cost: 'dear',
      defaults: () => ({ times: 2 }),
      compute: async (context: ComputeContext, params: { times: number }, inputs) => {
        log.push(`double ${params.times}`);
        if (params.times < 0) throw new Problem('bad-parameter', `invalid times: ${params.times}`);
        if (slow && params.times !== QUICK)
          await Promise.race([
            slow,
            new Promise<void>((end) => context.signal.addEventListener('abort', () => end())),
          ]);
        return (inputs.of.result as number) * params.times;
      },
    },
  ];
  return new Map(list.map((kind) => [kind.kind, kind]));
}

function notebook(known: Map<string, CellKind>): NotebookDocument {
  let document = createDocument('n-test');
  for (const kind of ['number', 'double', 'double']) {
    const index = document.cells.length;
    document = apply(
      document,
      { type: 'addCell', cell: newCell(document, kind, index, known), index },
      known,
    );
  }
  return document;
}

function setUp(slow?: Promise<void>) {
  const log: string[] = [];
  const known = kinds(log, slow);
  const scheduler = createScheduler(known, () => ({
    jobs: {} as never,
    files: {} as never,
    inspection: () => Promise.reject(new Error('not used')),
    memo: (_key, make) => make(),
  }));
  let document = notebook(known);
  const change = (command: Command): void => {
    document = apply(document, command, known);
    scheduler.update(document);
  };
  scheduler.update(document);
  return { log, scheduler, change, states: () => document.cells.map((c) => scheduler.state(c.id).status) };
}

const settled = () => new Promise((done) => setTimeout(done, 5));

describe('createScheduler', () => {
  it('runs cheap cells by itself and lets dear ones wait', async () => {
    const { log, states } = setUp();
    await settled();
    expect(log).toEqual(['number 1']);
    expect(states()).toEqual(['fresh', 'stale', 'stale']);
  });

  it('runs what a cell needs, in order, and only once', async () => {
    const { log, scheduler } = setUp();
    await scheduler.run('double2');
    expect(log).toEqual(['number 1', 'double 2', 'double 2']);
    expect(scheduler.state('double2')).toMatchObject({ status: 'fresh', result: 4 });
    await scheduler.runAll();
    expect(log).toHaveLength(3);
  });

  it('marks what depends on a change as stale, keeps its result, and takes a known result back at once', async () => {
    const { log, scheduler, change, states } = setUp();
    await scheduler.runAll();
    change({ type: 'setParams', id: 'number', params: { value: 5 } });
    await settled();
    expect(states()).toEqual(['fresh', 'stale', 'stale']);
    expect(scheduler.state('double').result).toBe(2);
    change({ type: 'setParams', id: 'number', params: { value: 1 } });
    expect(states()).toEqual(['fresh', 'fresh', 'fresh']);
    expect(log.filter((line) => line.startsWith('double'))).toHaveLength(2);
  });

  it('has no result of its own for a cell that was converted to another kind', async () => {
    const { scheduler, change } = setUp();
    await scheduler.runAll();
    change({ type: 'convertCell', id: 'double2', kind: 'number' });
    // The other cell of that kind has computed the same.
    expect(scheduler.state('double2')).toMatchObject({ status: 'fresh', result: 1 });
    change({ type: 'setParams', id: 'number', params: { value: 5 } });
    await settled();
    change({ type: 'convertCell', id: 'double2', kind: 'double' });
    expect(scheduler.state('double2').result).toBeUndefined();
  });

  it('puts a failure into the cell, and runs nothing that needs it', async () => {
    const { scheduler, change, states } = setUp();
    await scheduler.runAll();
    change({ type: 'setParams', id: 'number', params: { value: -1 } });
    await scheduler.runAll();
    expect(states()).toEqual(['failed', 'stale', 'stale']);
    expect(scheduler.state('number').error).toMatchObject({
      message: 'invalid value: -1; expected >= 0',
      cell: 'number',
    });
    change({ type: 'setParams', id: 'number', params: { value: 3 } });
    await scheduler.runAll();
    expect(scheduler.state('double2').result).toBe(12);
  });

  it('runs a cell again that was asked for anew while it ran, before what waits for it', async () => {
    let end = (): void => undefined;
    const { scheduler, change, states } = setUp(new Promise<void>((done) => (end = done)));
    const first = scheduler.run('double');
    await settled();
    expect(states()).toEqual(['fresh', 'running', 'stale']);
    change({ type: 'setParams', id: 'double', params: { times: 5 } });
    const second = scheduler.run('double2');
    end();
    await Promise.all([first, second]);
    expect(states()).toEqual(['fresh', 'fresh', 'fresh']);
    expect(scheduler.state('double2').result).toBe(10);
  });

  it('cancels a running cell and those that wait behind it', async () => {
    const { scheduler, states } = setUp(new Promise(() => undefined));
    const run = scheduler.runAll();
    await settled();
    expect(states()).toEqual(['fresh', 'running', 'queued']);
    scheduler.cancel('double');
    await run;
    expect(states()).toEqual(['fresh', 'stale', 'stale']);
    expect(scheduler.state('double').error).toBeNull();
  });

  it('cancels one cell and lets the others that wait go on', async () => {
    const { scheduler, change, states, log } = setUp(new Promise(() => undefined));
    change({ type: 'setInput', id: 'double2', input: 'of', source: 'number' });
    change({ type: 'setParams', id: 'double2', params: { times: QUICK } });
    const run = scheduler.runAll();
    await settled();
    expect(states()).toEqual(['fresh', 'running', 'queued']);
    scheduler.cancel('double');
    await run;
    expect(states()).toEqual(['fresh', 'stale', 'fresh']);
    expect(log).toContain('double 3');
  });

  it('cancels all, and a cheap cell that was cancelled does not begin again by itself', async () => {
    const { scheduler, change, states } = setUp(new Promise(() => undefined));
    const run = scheduler.runAll();
    scheduler.cancelAll();
    await run;
    await settled();
    expect(states()).toEqual(['stale', 'stale', 'stale']);
    change({ type: 'setParams', id: 'number', params: { value: 7 } });
    await settled();
    expect(states()).toEqual(['fresh', 'stale', 'stale']);
  });

  it('goes on with the cells that do not need a failed one', async () => {
    const { scheduler, change, states } = setUp();
    await settled();
    change({ type: 'setParams', id: 'double', params: { times: -1 } });
    change({ type: 'setInput', id: 'double2', input: 'of', source: 'number' });
    await scheduler.runAll();
    expect(states()).toEqual(['fresh', 'failed', 'fresh']);
    expect(scheduler.state('double').elapsed).toBeGreaterThanOrEqual(0);
  });

  it('blocks a cell whose input is gone, and says why', async () => {
    const { scheduler, change } = setUp();
    await scheduler.runAll();
    change({ type: 'removeCell', id: 'number' });
    expect(scheduler.state('double').status).toBe('blocked');
    expect(scheduler.state('double').reason).toContain('number');
    expect(scheduler.state('double2')).toMatchObject({
      status: 'blocked',
      reason: 'waits for Double, which cannot run yet',
    });
  });
});
