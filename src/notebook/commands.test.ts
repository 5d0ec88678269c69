import { describe, expect, it } from 'vitest';
import type { SelectionStep } from '../core/table/clause.ts';
import { apply, type Command, historyPolicy } from './commands.ts';
import { createDocument, type NotebookDocument } from './document.ts';
import { freshCellId, freshSelectionId } from './fresh-id.ts';
import { inputProblems } from './input-problems.ts';
import { limits } from './limits.ts';
import { newCell, suggestInputs } from './new-cell.ts';
import { sampleKinds } from './sample-kinds.ts';

function run(start: NotebookDocument, ...commands: Command[]): NotebookDocument {
  return commands.reduce((document, command) => apply(document, command, sampleKinds), start);
}

function notebookOf(...kinds: string[]): NotebookDocument {
  return kinds.reduce(
    (document, kind, index) =>
      run(document, { type: 'addCell', cell: newCell(document, kind, index, sampleKinds), index }),
    createDocument('n-1'),
  );
}

const chain = notebookOf('data', 'embed', 'cluster', 'plot');
const ids = (document: NotebookDocument): string => document.cells.map((cell) => cell.id).join(' ');
const row = (n: number): SelectionStep => ({ mode: 'add', clause: { type: 'rows', rows: [n] } });

describe('cells', () => {
  it('are wired to the nearest cell before them that fits', () => {
    expect(chain.cells.map((cell) => cell.inputs)).toEqual([
      {},
      { table: 'data' },
      { plane: 'embed' },
      { table: 'data', plane: 'embed', labels: 'cluster' },
    ]);
    expect(suggestInputs(chain, 'plot', 2, sampleKinds)).toEqual({ table: 'data', plane: 'embed' });
    expect(suggestInputs(chain, 'embed', 0, sampleKinds)).toEqual({});
    const two = notebookOf('data', 'data');
    expect(suggestInputs(two, 'compare', 2, sampleKinds)).toEqual({ left: 'data2', right: 'data' });
    expect(suggestInputs(chain, 'compare', 4, sampleKinds)).toEqual({ left: 'data', right: 'data' });
  });

  it('leave a dangling input behind, which is told, and whose id is not used again', () => {
    const without = run(
      chain,
      { type: 'pin', plot: 'embed/p1' },
      { type: 'pin', plot: 'plot/p1' },
      { type: 'removeCell', id: 'embed' },
    );
    expect(without.cells[1].inputs).toEqual({ plane: 'embed' });
    expect(without.pinned).toEqual(['plot/p1']);
    expect(
      inputProblems(without, sampleKinds).map(({ cell, input, reason }) => [cell, input, reason]),
    ).toEqual([
      ['cluster', 'plane', 'dangling'],
      ['plot', 'plane', 'dangling'],
    ]);
    expect(freshCellId(without, 'embed')).toBe('embed2');
    expect(inputProblems(chain, sampleKinds)).toEqual([]);
    const emptied = run(chain, { type: 'setInput', id: 'cluster', input: 'plane', source: null });
    expect(inputProblems(emptied, sampleKinds)).toMatchObject([{ cell: 'cluster', reason: 'empty' }]);
  });

  it('convert to another kind in their place, with what fits', () => {
    const start = run(
      chain,
      { type: 'setParams', id: 'embed', params: { seed: 9 } },
      { type: 'setView', id: 'embed', view: { open: true } },
      { type: 'setCollapsed', id: 'embed', collapsed: true },
      { type: 'pin', plot: 'embed/p1' },
      { type: 'pin', plot: 'plot/p1' },
    );
    const plotted = run(start, { type: 'convertCell', id: 'embed', kind: 'plot' });
    expect(plotted.cells[1]).toEqual({
      id: 'embed',
      kind: 'plot',
      version: 1,
      title: 'Plots',
      // The input of the same name that fits; cluster reads this cell, so that it cannot be an input of it.
      inputs: { table: 'data' },
      params: { plots: [] },
      view: {},
      collapsed: true,
    });
    expect(plotted.pinned).toEqual(['plot/p1']);
    expect(inputProblems(plotted, sampleKinds).map(({ cell, reason }) => [cell, reason])).toEqual([
      ['cluster', 'wrong-kind'],
      ['plot', 'wrong-kind'],
    ]);

    const named = run(chain, { type: 'renameCell', id: 'plot', title: 'my look' });
    const clustered = run(named, { type: 'convertCell', id: 'plot', kind: 'cluster' });
    // `table` and `labels` are no inputs of it; `plane` is one by its own name.
    expect(clustered.cells[3]).toMatchObject({
      title: 'my look',
      version: 3,
      inputs: { plane: 'embed' },
      params: { method: 'dbscan', eps: 0.5, minSamples: 10 },
    });
    // An input of another name is suggested anew, from what stands before.
    const moved = run(chain, { type: 'convertCell', id: 'cluster', kind: 'explain' });
    expect(moved.cells[2].inputs).toEqual({ table: 'data' });

    expect(run(chain, { type: 'convertCell', id: 'data', kind: 'data' })).toBe(chain);
    expect(() => run(chain, { type: 'convertCell', id: 'data', kind: 'spell' })).toThrow(
      /unknown kind of cell: spell/,
    );
    expect(() => run(chain, { type: 'convertCell', id: 'gone', kind: 'data' })).toThrow(/no cell gone/);
  });

  it('keep out of a circle when a cell before them reads them', () => {
    const turned = run(chain, { type: 'moveCell', id: 'cluster', index: 0 });
    const converted = run(turned, { type: 'convertCell', id: 'embed', kind: 'plot' });
    expect(converted.cells[2].inputs).toEqual({ table: 'data' });
  });

  it('move, duplicate and take a patch of their parameters', () => {
    expect(ids(run(chain, { type: 'moveCell', id: 'data', index: 3 }))).toBe('embed cluster plot data');
    expect(ids(run(chain, { type: 'moveCell', id: 'plot', index: 0 }))).toBe('plot data embed cluster');
    const doubled = run(chain, { type: 'duplicateCell', id: 'cluster' });
    expect(ids(doubled)).toBe('data embed cluster cluster2 plot');
    expect(doubled.cells[3]).toMatchObject({ title: 'Cluster (copy)', inputs: { plane: 'embed' } });
    const patched = run(doubled, { type: 'setParams', id: 'cluster2', params: { eps: 1.5 } });
    expect(patched.cells[3].params).toEqual({ method: 'dbscan', eps: 1.5, minSamples: 10 });
    expect(patched.cells[2]).toBe(doubled.cells[2]);
    const cleared = run(
      chain,
      { type: 'setView', id: 'plot', view: { height: 3, zoom: 1 } },
      { type: 'setView', id: 'plot', view: { zoom: undefined, open: true } },
    );
    expect(cleared.cells[3].view).toEqual({ height: 3, open: true });
  });

  it('refuse what does not hold, each with its reason', () => {
    const loop = run(chain, { type: 'removeCell', id: 'data' });
    const refused: [Command, RegExp][] = [
      [
        { type: 'setParams', id: 'cluster', params: { eps: -1 } },
        /^invalid params\.eps: -1; expected a number > 0$/,
      ],
      [
        { type: 'setParams', id: 'cluster', params: { eps: Number.NaN } },
        /params\.eps: NaN; expected a finite number/,
      ],
      [
        { type: 'setParams', id: 'cluster', params: { eps: '1' } },
        /params\.eps: "1"; expected a finite number/,
      ],
      [
        { type: 'setParams', id: 'cluster', params: { method: 'magic' } },
        /params\.method: "magic"; expected dbscan/,
      ],
      [
        { type: 'setParams', id: 'cluster', params: JSON.parse('{"__proto__": {"x": 1}}') },
        /__proto__ is not allowed/,
      ],
      [
        { type: 'setView', id: 'cluster', view: { when: new Date(0) } },
        /view\.when: \[object Date\]; expected plain JSON/,
      ],
      [
        { type: 'setParams', id: 'gone', params: {} },
        /no cell gone; the notebook has data, embed, cluster, plot/,
      ],
      [
        { type: 'setInput', id: 'cluster', input: 'plane', source: 'data' },
        /data, a data cell; expected embed/,
      ],
      [
        { type: 'setInput', id: 'cluster', input: 'table', source: 'data' },
        /no input table; they have plane/,
      ],
      [{ type: 'setInput', id: 'cluster', input: 'toString', source: 'data' }, /no input toString/],
      [{ type: 'moveCell', id: 'data', index: 4 }, /index of a cell: 4; expected a whole number from 0 to 3/],
      [{ type: 'duplicateCell', id: 'data', newId: 'plot' }, /cell id plot is taken/],
      [{ type: 'duplicateCell', id: 'data', newId: 'a:b' }, /invalid cell id: a:b/],
      [{ type: 'duplicateCell', id: 'data', newId: 'constructor' }, /invalid cell id: constructor/],
      [{ type: 'renameCell', id: 'data', title: 'x'.repeat(501) }, /at most 500/],
      [{ type: 'nameSelection', id: 's', name: 'empty' }, /nothing is selected/],
      [{ type: 'nameSelection', id: 'current', name: 'x', steps: [row(1)] }, /invalid selection id: current/],
      [{ type: 'removeSelection', id: 's' }, /no named selection s; the notebook has none/],
      [{ type: 'pin', plot: '' }, /invalid plot to pin/],
      [{ type: 'explode' } as unknown as Command, /unknown command: explode/],
    ];
    for (const [command, reason] of refused) {
      expect(() => apply(chain, command, sampleKinds), JSON.stringify(command)).toThrow(reason);
    }
    const embed = { ...newCell(chain, 'embed', 0, sampleKinds), id: 'data', inputs: { table: 'data' } };
    expect(() => run(loop, { type: 'addCell', cell: embed, index: 0 })).toThrow(
      'in a circle: data reads data',
    );
  });

  it('of unknown kinds are kept, moved and copied, but not changed', () => {
    const odd = { ...chain.cells[0], id: 'odd', kind: 'hologram', version: 9, params: { a: [1] } };
    const document = { ...chain, cells: [...chain.cells, odd] };
    expect(() => run(document, { type: 'setParams', id: 'odd', params: {} })).toThrow(/no hologram cells/);
    const copied = run(
      document,
      { type: 'duplicateCell', id: 'odd' },
      { type: 'moveCell', id: 'hologram', index: 0 },
    );
    expect(copied.cells[0]).toMatchObject({ kind: 'hologram', version: 9, params: { a: [1] } });
    expect(inputProblems(document, sampleKinds)).toMatchObject([{ cell: 'odd', reason: 'unknown-kind' }]);
  });

  it('are at most as many as a file may hold', () => {
    const cells = Array.from({ length: limits.cells }, (_, i) => ({ ...chain.cells[0], id: `c${i}` }));
    const full = { ...chain, cells };
    expect(() => run(full, { type: 'duplicateCell', id: 'c3' })).toThrow(/500 cells, which is the most/);
  });
});

describe('selections', () => {
  it('append, start anew, and take a double inversion back', () => {
    const start = createDocument('n-1');
    const appended = run(
      start,
      { type: 'applySelection', step: row(1) },
      { type: 'applySelection', step: row(2) },
    );
    expect(appended.selection).toEqual([row(1), row(2)]);
    const inverted = run(appended, { type: 'applySelection', step: { mode: 'invert' } });
    expect(inverted.selection).toHaveLength(3);
    expect(run(inverted, { type: 'applySelection', step: { mode: 'invert' } }).selection).toEqual(
      appended.selection,
    );
    const anew: SelectionStep = {
      mode: 'replace',
      clause: { type: 'labels', column: 'cluster:label', labels: [2] },
    };
    expect(run(inverted, { type: 'applySelection', step: anew }).selection).toEqual([anew]);
    expect(run(inverted, { type: 'clearSelection' }).selection).toEqual([]);
  });

  it('are named, renamed, returned to and removed', () => {
    const named = run(
      createDocument('n-1'),
      { type: 'applySelection', step: row(1) },
      { type: 'nameSelection', id: 'gas', name: 'gas events', color: '#0072b2' },
      { type: 'clearSelection' },
      { type: 'nameSelection', id: 'rest', name: 'rest', steps: [row(2)] },
    );
    expect(named.selections).toEqual([
      { id: 'gas', name: 'gas events', color: '#0072b2', steps: [row(1)] },
      { id: 'rest', name: 'rest', steps: [row(2)] },
    ]);
    expect(freshSelectionId(named)).toBe('selection1');
    const renamed = run(named, { type: 'renameSelection', id: 'rest', name: 'others', color: '#d55e00' });
    expect(renamed.selections[1]).toMatchObject({ name: 'others', color: '#d55e00' });
    expect(() => run(named, { type: 'renameSelection', id: 'rest', name: 'gas events' })).toThrow(
      /named gas events exists/,
    );
    expect(() => run(named, { type: 'renameSelection', id: 'rest', color: 'red' })).toThrow(
      /colour: red; expected #rrggbb/,
    );
    expect(run(named, { type: 'setSelectionSteps', steps: named.selections[0].steps }).selection).toEqual([
      row(1),
    ]);
    expect(run(named, { type: 'removeSelection', id: 'gas' }).selections.map((s) => s.id)).toEqual(['rest']);
  });

  it('are checked and bounded', () => {
    const start = createDocument('n-1');
    const bad: [unknown, RegExp][] = [
      [
        { mode: 'add', clause: { type: 'rows', rows: [-1] } },
        /selection\[0\]\.clause\.rows\[0\]: -1; expected a whole number >= 0/,
      ],
      [{ mode: 'toggle' }, /selection\[0\]\.mode: "toggle"; expected/],
      [{ mode: 'add', clause: { type: 'circle' } }, /clause\.type: "circle"; expected/],
      [
        { mode: 'add', clause: { type: 'range', column: 's1', low: 0, high: 1 } },
        /column: "s1"; expected a column as cell:column/,
      ],
      [
        { mode: 'add', clause: { type: 'range', column: 'd:s1', low: Number.POSITIVE_INFINITY, high: 1 } },
        /low/,
      ],
    ];
    for (const [step, reason] of bad) {
      expect(() => run(start, { type: 'applySelection', step: step as SelectionStep })).toThrow(reason);
    }
    const full = { ...start, selection: Array.from({ length: limits.currentSteps }, (_, i) => row(i)) };
    expect(() => run(full, { type: 'applySelection', step: row(0) })).toThrow(
      /holds 1000 steps, which is the most/,
    );
    expect(() => run(start, { type: 'setSelectionSteps', steps: [...full.selection, row(0)] })).toThrow(
      /selection: a list of 1001; expected a list of length <= 1000/,
    );
  });
});

it('only changes of view are left out of the history', () => {
  expect(historyPolicy({ type: 'setView', id: 'a', view: {} }, 'key')).toBe('ignore');
  expect(historyPolicy({ type: 'setTitle', title: '' })).toBe('step');
  expect(historyPolicy({ type: 'setTitle', title: '' }, 'key')).toBe('merge');
});
