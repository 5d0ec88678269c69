import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellContent, contentHash, jsonHash } from './content-hash.ts';
import { type CellDocument, createDocument, type NotebookDocument } from './document.ts';
import { dependantsOf, dependencyGraph, findCycle, upstreamOf } from './graph.ts';
import { inputProblems } from './input-problems.ts';
import { deepFreeze } from './json.ts';
import { resultKeys, staleAfter } from './result-keys.ts';
import { sampleKinds } from './sample-kinds.ts';

function cell(id: string, kind: string, inputs: Record<string, string> = {}, params = {}): CellDocument {
  return { id, kind, version: 1, title: id, inputs, params, view: {}, collapsed: false };
}

function notebook(...cells: CellDocument[]): NotebookDocument {
  return { ...createDocument('n-1'), cells };
}

const cluster = {
  ...cell('cluster', 'cluster', { plane: 'embed' }, { method: 'dbscan', eps: 1, minSamples: 5 }),
  version: 3,
};
const embed = cell('embed', 'embed', { table: 'data' }, { neighbours: 15, seed: 1 });
const data = cell('data', 'data', {}, { file: 'run1.csv', features: [] });
const plot = cell('plot', 'plot', { table: 'data', labels: 'cluster' }, { plots: [] });
const explain = cell('explain', 'explain', { table: 'data' }, { selection: 'current' });
const chain = notebook(plot, cluster, embed, data, explain);

describe('dependency graph', () => {
  it('runs every cell after what it reads, whatever the order in the notebook', () => {
    const graph = dependencyGraph(chain);
    expect(graph.order).toEqual(['data', 'explain', 'embed', 'cluster', 'plot']);
    expect(upstreamOf(graph, 'cluster')).toEqual(['data', 'embed']);
    expect(dependantsOf(graph, 'embed')).toEqual(['cluster', 'plot']);
    expect(dependantsOf(graph, 'plot')).toEqual([]);
    expect(graph.blocked.size).toBe(0);
  });

  it('ends in a reason where inputs run in a circle, and still runs the rest', () => {
    const a = cell('a', 'embed', { table: 'b' });
    const b = cell('b', 'embed', { table: 'a' });
    const behind = cell('behind', 'cluster', { plane: 'a' });
    const looped = notebook(a, b, behind, data, embed, cell('self', 'embed', { table: 'self' }));
    const graph = dependencyGraph(looped);
    expect(graph.order).toEqual(['data', 'embed']);
    expect([...graph.blocked].sort()).toEqual(['a', 'b', 'behind', 'self']);
    expect(findCycle(looped.cells)).toEqual(['a', 'b', 'a']);
    expect(upstreamOf(graph, 'behind')).toEqual(['a', 'b']);
    const cyclic = inputProblems(looped, sampleKinds).filter((problem) => problem.reason === 'cyclic');
    expect(cyclic.map((problem) => problem.cell)).toEqual(['a', 'b', 'behind', 'self']);
  });

  it('takes a chain of 500 cells and a circle of 500', () => {
    const long = Array.from({ length: 500 }, (_, i) =>
      cell(`c${i}`, 'embed', i < 499 ? { table: `c${i + 1}` } : {}),
    );
    expect(dependencyGraph(notebook(...long)).order[0]).toBe('c499');
    expect(findCycle(long)).toBeNull();
    long[499] = cell('c499', 'embed', { table: 'c0' });
    expect(findCycle(long)).toHaveLength(501);
    expect(dependencyGraph(notebook(...long)).blocked.size).toBe(500);
  });

  it('agrees with the obvious answer on random graphs', () => {
    const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const cells = Array.from({ length: 8 }, (_, i) => {
          const own = pairs.filter(([from]) => from === i).map(([, to], k) => [`in${k}`, `c${to}`] as const);
          return cell(`c${i}`, 'odd', Object.fromEntries(own));
        });
        // Slow and obvious: the closure of "reads" by repeated squaring.
        const reach = cells.map((c) => cells.map((d) => Object.values(c.inputs).includes(d.id)));
        for (let k = 0; k < 8; k++)
          for (let i = 0; i < 8; i++) for (let j = 0; j < 8; j++) reach[i][j] ||= reach[i][k] && reach[k][j];
        const cyclic = cells.some((_, i) => reach[i][i]);
        const graph = dependencyGraph(notebook(...cells));
        expect(findCycle(cells) !== null).toBe(cyclic);
        expect(graph.blocked.size > 0).toBe(cyclic);
        cells.forEach((c, i) => {
          const expected = cells.filter((d, j) => d !== c && reach[i][j]).map((d) => d.id);
          expect(upstreamOf(graph, c.id).sort()).toEqual(expected);
          const blocked = reach[i][i] || cells.some((_, j) => reach[i][j] && reach[j][j]);
          expect(graph.blocked.has(c.id)).toBe(blocked);
          if (!blocked)
            for (const id of expected)
              expect(graph.order.indexOf(id)).toBeLessThan(graph.order.indexOf(c.id));
        });
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

describe('result keys', () => {
  const change = (id: string, patch: Partial<CellDocument>): NotebookDocument => ({
    ...chain,
    cells: chain.cells.map((c) => (c.id === id ? { ...c, ...patch } : c)),
  });
  const stale = (after: NotebookDocument): string[] => [...staleAfter(chain, after, sampleKinds)].sort();

  it('change with whatever a result depends on, through all that is downstream', () => {
    expect(stale(change('embed', { params: { neighbours: 15, seed: 2 } }))).toEqual([
      'cluster',
      'embed',
      'plot',
    ]);
    expect(stale(change('data', { params: { file: 'run2.csv', features: [] } }))).toHaveLength(5);
    expect(stale(change('plot', { params: { plots: [{ id: 'a', x: 'x', y: 'y' }] } }))).toEqual(['plot']);
    expect(stale({ ...chain, cells: chain.cells.filter((c) => c.id !== 'cluster') })).toEqual(['plot']);
    expect(stale({ ...chain, cells: [...chain.cells, { ...explain, id: 'explain2' }] })).toEqual([
      'explain2',
    ]);
  });

  it('stay through what no result depends on', () => {
    const moved = { ...chain, title: 'x', pinned: ['plot/a'], cells: chain.cells.toReversed() };
    expect(stale(moved)).toEqual([]);
    expect(stale(change('embed', { title: 'UMAP', view: { height: 2 }, collapsed: true }))).toEqual([]);
    expect(stale(change('embed', { params: { seed: 1, neighbours: 15 } }))).toEqual([]);
  });

  it('follow the selection that a cell reads, and the cells it was drawn on', () => {
    const selection = [
      { mode: 'replace', clause: { type: 'labels', column: 'cluster:label', labels: [1] } } as const,
    ].map((step) => ({ ...step, clause: { ...step.clause, labels: [...step.clause.labels] } }));
    const selected = { ...chain, selection };
    expect(stale(selected)).toEqual(['explain']);
    const reclustered = {
      ...selected,
      cells: selected.cells.map((c) => (c.id === 'cluster' ? { ...c, params: { ...c.params, eps: 2 } } : c)),
    };
    expect([...staleAfter(selected, reclustered, sampleKinds)].sort()).toEqual([
      'cluster',
      'explain',
      'plot',
    ]);
    expect(dependencyGraph(selected, sampleKinds).reads.get('explain')).toEqual(['data', 'cluster']);
  });

  it('do not exist for cells in a circle, which are always stale', () => {
    const looped = notebook(cell('a', 'embed', { table: 'a' }), data);
    expect([...resultKeys(looped, sampleKinds).keys()]).toEqual(['data']);
    expect([...staleAfter(looped, { ...looped, cells: [...looped.cells] }, sampleKinds)]).toEqual(['a']);
  });
});

describe('content hash', () => {
  it('is 128 bits, the same for the same content in any order of keys and on any machine', () => {
    const content: CellContent = {
      kind: 'embed',
      version: 1,
      params: { seed: 1, neighbours: 15 },
      inputs: { table: 'ab' },
    };
    const hash = contentHash(content);
    expect(hash).toBe('8c6bee6c7fc945a9bac57cd6e40c2a82');
    expect(contentHash({ ...content, params: { neighbours: 15, seed: 1 } })).toBe(hash);
    expect(contentHash({ ...content, params: deepFreeze({ neighbours: 15, seed: 1 }) })).toBe(hash);
    for (const other of [
      { ...content, kind: 'embe' },
      { ...content, version: 2 },
      { ...content, params: { seed: 1, neighbours: '15' } },
      { ...content, inputs: { table: null } },
      { ...content, inputs: { tabl: 'ab' } },
      { ...content, extra: { steps: [] } },
    ]) {
      expect(contentHash(other)).not.toBe(hash);
    }
  });

  it('is the head of SHA-256 over canonical JSON', async () => {
    const head = async (text: string): Promise<string> => {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
      return Buffer.from(new Uint8Array(digest).slice(0, 16)).toString('hex');
    };
    expect(jsonHash({ b: null, a: [1, 'é'] })).toBe(await head('{"a":[1,"é"],"b":null}'));
    for (const word of ['\u007f\u0080\u07ff\u0800\uffff💥', '漢💥é', 'a']) {
      for (const times of [1, 1000, 4095, 4096, 9000]) {
        const text = word.repeat(times);
        expect(jsonHash(text)).toBe(await head(JSON.stringify(text)));
      }
    }
  });
});
