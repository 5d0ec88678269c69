import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClassifyApi } from '../../workers/classify/classify.ts';
import { clusterApi } from '../../workers/cluster/cluster.ts';
import { createCompareApi } from '../../workers/compare/compare.ts';
import { cutApi } from '../../workers/cut/cut.ts';
import { deriveApi } from '../../workers/derive/derive.ts';
import { createEmbedApi } from '../../workers/embed/embed.ts';
import { createInspectApi } from '../../workers/inspect/inspect.ts';
import { readApi } from '../../workers/read/read.ts';
import { createRealityApi } from '../../workers/reality/reality.ts';
import { simulateApi } from '../../workers/simulate/simulate.ts';
import { writeApi } from '../../workers/write/write.ts';
import { noOverrides } from '../cells/data/params.ts';
import { cellKinds } from '../cells/registry.ts';
import { Problem } from '../core/problem.ts';
import { rowsOf } from '../core/table/bits.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import { alone } from '../core/threads/crew.ts';
import { apply } from '../notebook/commands.ts';
import { createDocument, type NotebookDocument } from '../notebook/document.ts';
import { newCell } from '../notebook/new-cell.ts';
import type { Jobs } from './jobs.ts';
import { createSession, type Session } from './session.ts';

/** The workers' own code in this thread; `lose` ends the inspect worker as a crash would, `answers` holds lists back, `pictures` what comes after plots. */
function jobsHere(answers: () => Promise<void>, pictures: Jobs['settled']): { jobs: Jobs; lose(): void } {
  let inspect = createInspectApi();
  const told = new Set<() => void>();
  const jobs: Jobs = {
    read: (_call, ...args) => readApi.read(...args),
    readSeveral: (_call, ...args) => readApi.readSeveral(...args),
    decide: (_call, ...args) => readApi.decide(...args),
    derive: (_call, ...args) => deriveApi.derive(...args),
    simulate: (_call, ...args) => simulateApi.simulate(...args),
    embed: (_call, ...args) => createEmbedApi(alone).embed(...args),
    estimate: (_call, ...args) => createEmbedApi(alone).estimate(...args),
    cluster: (_call, ...args) => clusterApi.cluster(...args),
    separate: (_call, ...args) => createClassifyApi(null).separate(...args),
    classify: (_call, ...args) => createClassifyApi(null).classify(...args),
    applyModel: (_call, ...args) => createClassifyApi(null).applyModel(...args),
    judge: (_call, ...args) => createRealityApi(alone).judge(...args),
    compareEvents: (_call, ...args) => createCompareApi(alone).compareEvents(...args),
    proposeCuts: (_call, ...args) => cutApi.propose(...args),
    cutFlow: (_call, ...args) => cutApi.flow(...args),
    inspect: {
      load: (...args) => inspect.load(...args),
      setColumns: (...args) => inspect.setColumns(...args),
      dropColumns: (...args) => inspect.dropColumns(...args),
      summaries: (...args) => inspect.summaries(...args),
      compare: (...args) => inspect.compare(...args),
      async effects(...args) {
        const list = await inspect.effects(...args);
        await answers();
        return list;
      },
      rows: (...args) => inspect.rows(...args),
    },
    write: (_call, ...args) => writeApi.write(...args),
    run: () => Promise.reject(new Problem('internal', 'not used here')),
    onLoss(job, listener) {
      if (job === 'inspect') told.add(listener);
      return () => told.delete(listener);
    },
    settled: pictures,
    close: () => undefined,
  };
  return {
    jobs,
    lose() {
      inspect = createInspectApi();
      for (const listener of told) listener();
    },
  };
}

function notebook(): NotebookDocument {
  let document = createDocument('n-session');
  const given: [string, object][] = [
    ['data', { ...noOverrides, source: { type: 'simulate', preset: 'lz-sr1', events: 1200, seed: 3 } }],
    ['embed', { epochs: 40 }],
    ['cluster', {}],
  ];
  for (const [index, [kind, params]] of given.entries()) {
    document = apply(
      document,
      { type: 'addCell', cell: newCell(document, kind, index, cellKinds, { params }), index },
      cellKinds,
    );
  }
  return document;
}

const BOX: SelectionStep = {
  mode: 'replace',
  clause: {
    type: 'box',
    x: { type: 'range', column: 'data:s1_tba', low: 0, high: null },
    y: { type: 'range', column: 'data:s2_tba', low: 0.5, high: null },
  },
};

describe('createSession', () => {
  let session: Session;
  const state = () => session.store.getState();
  const until = (test: () => boolean) =>
    vi.waitFor(() => expect(test()).toBe(true), { timeout: 20_000, interval: 10 });
  afterEach(async () => {
    for (const cell of state().document.cells) session.cancel(cell.id);
  });

  function start(
    answers = () => Promise.resolve(),
    pictures: Jobs['settled'] = () => Promise.resolve(),
  ): { lose(): void } {
    const { jobs, lose } = jobsHere(answers, pictures);
    session = createSession({
      document: notebook(),
      kinds: cellKinds,
      jobs,
      files: { bundled: () => Promise.reject(new Error('none')), opened: async () => undefined },
    });
    return { lose };
  }

  it('answers a selection with its events and what sets them apart; undo and redo bring both back', async () => {
    start();
    await until(() => state().summaries !== null);
    session.select(BOX, 'box in s2_tba vs s1_tba');
    await until(() => state().effects !== null && !state().effectsBusy);
    const found = state().selectedCount;
    expect(found).toBeGreaterThan(5);
    expect(found).toBeLessThan(100);
    const best = state()
      .effects!.effects.slice(0, 2)
      .map((effect) => effect.column);
    expect(best.sort()).toEqual(['s1_tba', 's2_tba']);
    expect(state().undoLabel).toBe('Undo box in s2_tba vs s1_tba');

    session.undo();
    await until(() => state().selected === null);
    expect(state().effects).toBeNull();
    session.redo();
    await until(() => state().selectedCount === found);
  });

  it('shows a selection and its list in one step', async () => {
    start();
    await until(() => state().summaries !== null);
    const shown: number[] = [];
    session.store.subscribe(({ selectedCount, effects }) => {
      if (shown.at(-1) !== selectedCount) shown.push(selectedCount);
      expect(effects?.selected ?? 0).toBe(selectedCount);
    });
    session.select(BOX, 'box');
    await until(() => state().effects !== null);
    const found = state().selectedCount;
    session.select({ mode: 'invert' }, 'invert');
    await until(() => state().selectedCount !== found);
    expect(shown).toEqual([0, found, 1200 - found]);
  });

  it('leaves the processors to the plots where the list before took long', async () => {
    let drawn = (): void => undefined;
    const waits: string[] = [];
    const held: (() => void)[] = [];
    start(
      () => new Promise((resolve) => held.push(resolve)),
      (job) => {
        waits.push(job);
        return new Promise((resolve) => (drawn = resolve));
      },
    );
    await until(() => state().summaries !== null);
    session.select(BOX, 'box');
    await until(() => held.length === 1);
    expect(waits).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 120));
    held[0]();
    await until(() => !state().effectsBusy);
    session.select({ mode: 'invert' }, 'invert');
    await until(() => waits.length === 1);
    expect(waits).toEqual(['raster']);
    expect(state().effectsBusy).toBe(true);
    expect(held).toHaveLength(1);
    drawn();
    await until(() => held.length === 2);
    held[1]();
    await until(() => !state().effectsBusy);
    expect(state().effects?.selected).toBe(state().selectedCount);
  });

  it('shows a selection whose list takes long before it, and asks only the last of several', async () => {
    const held: (() => void)[] = [];
    start(() => new Promise((resolve) => held.push(resolve)));
    await until(() => state().summaries !== null);
    session.select(BOX, 'box');
    await until(() => state().selectedCount > 0);
    const found = state().selectedCount;
    expect(state().effectsBusy).toBe(true);
    expect(state().effects).toBeNull();
    for (let i = 0; i < 3; i++) {
      session.select({ mode: 'invert' }, 'invert');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(held).toHaveLength(1);
    held[0]();
    await until(() => held.length === 2);
    held[1]();
    await until(() => !state().effectsBusy);
    expect(held).toHaveLength(2);
    expect(state().selectedCount).toBe(1200 - found);
    expect(state().effects?.selected).toBe(1200 - found);
  });

  it('compares with a named selection', async () => {
    start();
    await until(() => state().summaries !== null);
    session.select(
      { mode: 'replace', clause: { type: 'range', column: 'data:s1_tba', low: null, high: -0.5 } },
      'box',
    );
    session.dispatch({ type: 'nameSelection', id: 'deep', name: 'deep' });
    session.select(BOX, 'box');
    session.setAgainst('deep');
    await until(() => state().effects !== null && !state().effectsBusy);
    const { effects, selectedCount } = state();
    expect(effects!.against).toBeLessThan(1200 - selectedCount);
    expect(effects!.effects[0].column).toMatch(/_tba$/);
  });

  it('gives plane and clusters to the frame, and hides the truth until it is asked for', async () => {
    start();
    await session.runAll();
    await until(() => state().frames.data?.columns.some((column) => column.isCluster) === true);
    const refs = state().frames.data.columns.map((column) => column.ref);
    expect(refs).toEqual(expect.arrayContaining(['embed:UMAP 1', 'embed:UMAP 2', 'cluster:cluster']));
    expect(refs).not.toContain('data:truth');
    session.dispatch({ type: 'setView', id: 'data', view: { showTruth: true } });
    await until(() => state().frames.data.find('data:truth') !== undefined);
    session.select(
      { mode: 'replace', clause: { type: 'labels', column: 'cluster:cluster', labels: [0] } },
      'pick',
    );
    await until(() => state().selectedCount > 100);
  });

  it('goes on after the inspect worker was lost', async () => {
    const { lose } = start();
    await until(() => state().summaries !== null);
    session.select(BOX, 'box');
    await until(() => state().effects !== null && !state().effectsBusy);
    const found = state().selectedCount;
    lose();
    session.select({ mode: 'invert' }, 'invert');
    await until(() => state().selectedCount === 1200 - found);
    expect(state().effectsError).toBeNull();
  });

  it('reads a source before a notebook is changed for it, and says what is wrong with it', async () => {
    start();
    const source = { type: 'file' as const, key: 'gone', name: 'gone.csv', size: 3 };
    await expect(
      session.probe({ ...noOverrides, source }, new AbortController().signal, () => undefined),
    ).rejects.toThrow(/gone\.csv is not kept in this browser/);
    expect(state().document.id).toBe('n-session');
  });

  describe('selections made in a plane or of clusters', () => {
    const cluster = (label: number): SelectionStep => ({
      mode: 'replace',
      clause: { type: 'labels', column: 'cluster:cluster', labels: [label] },
    });
    const selectedRows = () => (state().selected === null ? [] : [...rowsOf(state().selected!)]);
    const settled = () => until(() => state().effects !== null && !state().effectsBusy);

    async function withCluster(): Promise<number[]> {
      start();
      await session.runAll();
      await until(() => state().frames.data?.find('cluster:cluster') !== undefined);
      session.select(cluster(0), 'select by cluster');
      await settled();
      session.dispatch({ type: 'nameSelection', id: 'main', name: 'main' });
      const explain = newCell(state().document, 'explain', 3, cellKinds, {
        params: { of: { name: 'cluster 0', steps: [cluster(0)] } },
      });
      session.dispatch({ type: 'addCell', cell: explain, index: 3 });
      return selectedRows();
    }

    it('keep their events when clusters are made anew, in one undo step with what made them', async () => {
      const rows = await withCluster();
      const before = state().document;
      expect(session.dispatch({ type: 'setParams', id: 'cluster', params: { eps: 0.05 } })).toEqual([]);
      expect(state().undoLabel).toBe('Undo change eps of Cluster');
      const { selection, selections, cells } = state().document;
      expect(selection).toEqual([
        {
          mode: 'replace',
          clause: expect.objectContaining({ type: 'events', count: rows.length, rows: 1200 }),
        },
      ]);
      expect(selections[0]).toEqual({ id: 'main', name: 'main', steps: selection });
      expect(cells[3].params.of).toEqual({ name: 'cluster 0, as it was', steps: selection });

      await session.run('cluster');
      await until(() => state().cells.cluster.status === 'fresh');
      await settled();
      expect(selectedRows()).toEqual(rows);
      expect((await session.rowsOf('data', [cluster(0)])).words).not.toEqual(state().selected!.words);

      // A second change finds nothing to keep; a drag of eps is still one step.
      session.dispatch({ type: 'setParams', id: 'cluster', params: { eps: 0.06 } }, { merge: 'eps' });
      session.dispatch({ type: 'setParams', id: 'cluster', params: { eps: 0.07 } }, { merge: 'eps' });
      expect(state().document.selection).toBe(selection);
      session.undo();
      const kept = state().document;
      session.undo();
      expect(state().document).toEqual(before);
      session.redo();
      expect(state().document).toEqual(kept);
    });

    it('keep the events of a lasso drawn on a plane that is stale, and of one whose cell is deleted', async () => {
      await withCluster();
      const x = state().frames.data.columns.find(({ isEmbedding }) => isEmbedding)!;
      const half: SelectionStep = {
        mode: 'replace',
        clause: { type: 'range', column: x.ref, low: 0, high: null },
      };
      const held = async (steps: SelectionStep[]) => [...rowsOf(await session.rowsOf('data', steps))];
      const drawn = await held([half]);
      session.dispatch({ type: 'setParams', id: 'embed', params: { seed: 9 } });
      session.select(half, 'half of the plane');
      expect(state().undoLabel).toBe('Undo half of the plane');
      await session.runAll();
      await until(() => state().frames.data.find(x.ref)?.column !== x.column);
      expect(await held([half])).not.toEqual(drawn);
      expect(await held(state().document.selection)).toEqual(drawn);

      session.select(half, 'half of the plane');
      expect(state().document.selection).toEqual([half]);
      const now = await held([half]);
      session.dispatch({ type: 'removeCell', id: 'embed' });
      await until(() => state().frames.data.find(x.ref) === undefined);
      expect(await held(state().document.selection)).toEqual(now);
    });

    it('are told where their events are not known or are rows of another table; measured ones stay as they are', async () => {
      await withCluster();
      session.select(BOX, 'box');
      const simulated = { type: 'simulate' as const, preset: 'lz-sr1' as const, events: 1200, seed: 4 };
      const other = { type: 'setParams' as const, id: 'data', params: { source: simulated } };
      expect(session.dispatch(other)).toEqual(['main']);
      const single: SelectionStep = { mode: 'replace', clause: { type: 'rows', rows: [7] } };
      session.undo();
      session.select(single, 'one event');
      expect(session.dispatch({ type: 'setParams', id: 'data', params: { overrides: {} } })).toEqual([]);
      expect(session.dispatch(other)).toEqual(['main', 'the selection']);
      session.undo();
      session.select(BOX, 'box');
      session.dispatch(other);
      expect(state().document.selection).toEqual([BOX]);
      expect(state().document.selections[0].steps).toEqual([cluster(0)]);
    });
  });
});
