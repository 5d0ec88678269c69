import { describe, expect, it } from 'vitest';
import type { CellState } from '../../cells/contract.ts';
import { cellKinds } from '../../cells/registry.ts';
import type { ProblemCode } from '../../core/problem.ts';
import { IDLE } from '../../engine/idle-state.ts';
import { apply, type Command } from '../../notebook/commands.ts';
import { cellWithId, type NotebookDocument } from '../../notebook/document.ts';
import { inputProblems } from '../../notebook/input-problems.ts';
import { pipelineNotebook } from '../default-notebook.ts';
import { type WayOut, waysOut } from './ways-out.ts';

const start = pipelineNotebook('test', { type: 'none' });
const run = (document: NotebookDocument, ...commands: Command[]): NotebookDocument =>
  commands.reduce((now, command) => apply(now, command, cellKinds), document);
const failed = (code: ProblemCode): CellState => ({
  ...IDLE,
  status: 'failed',
  error: { code, message: 'no' },
});
const blocked: CellState = { ...IDLE, status: 'blocked', reason: 'why' };
const ways = (document: NotebookDocument, id: string, state: CellState): WayOut[] =>
  waysOut(document, cellWithId(document, id), state);
const labels = (found: WayOut[]): string[] => found.map(({ label }) => label);

describe('waysOut', () => {
  it('has none for a cell that is well', () => {
    expect(ways(start, 'embed', { ...IDLE, status: 'fresh' })).toEqual([]);
    expect(ways(start, 'embed', { ...IDLE, status: 'stale' })).toEqual([]);
  });

  it('offers another file for a bad one, and the ways to begin where there is none', () => {
    expect(labels(ways(start, 'data', failed('bad-file')))).toEqual(['Choose another file', 'Run again']);
    const found = ways(start, 'data', blocked);
    expect(labels(found)).toEqual(['Open a file', 'Take the bundled run', 'Simulate a run']);
    const [, bundled] = found;
    const filled = run(start, ...(bundled.do === 'change' ? bundled.commands : []));
    expect(cellWithId(filled, 'data').params.source).toMatchObject({ type: 'bundled' });
  });

  it('resets parameters that were changed, and keeps the data', () => {
    expect(labels(ways(start, 'cluster', failed('bad-parameter')))).toEqual(['Run again']);
    const changed = run(start, { type: 'setParams', id: 'cluster', params: { eps: 3 } });
    const [reset, again] = ways(changed, 'cluster', failed('bad-parameter'));
    expect([reset.label, again.label]).toEqual(['Reset the parameters', 'Run again']);
    const mended = run(changed, ...(reset.do === 'change' ? reset.commands : []));
    expect(cellWithId(mended, 'cluster').params).toEqual(cellWithId(start, 'cluster').params);
    const simulated = run(start, {
      type: 'setParams',
      id: 'data',
      params: { source: { type: 'bundled', name: 'a.csv' } },
    });
    expect(labels(ways(simulated, 'data', failed('bad-parameter')))).toEqual(['Run again']);
  });

  it('connects an input to the nearest cell that fits, else to a new one', () => {
    const cut = run(start, { type: 'setInput', id: 'cluster', input: 'embed', source: null });
    const [connect] = ways(cut, 'cluster', blocked);
    expect(connect.label).toBe('Read 3 Embed');
    const mended = run(cut, ...(connect.do === 'change' ? connect.commands : []));
    expect(inputProblems(mended, cellKinds)).toEqual([]);

    const bare = run(start, { type: 'removeCell', id: 'embed' });
    const [add] = ways(bare, 'cluster', blocked);
    expect(add.label).toBe('Add a cell Embed above');
    const added = run(bare, ...(add.do === 'change' ? add.commands : []));
    expect(added.cells.map(({ kind }) => kind)).toEqual(['note', 'data', 'embed', 'cluster', 'plot']);
    expect(inputProblems(added, cellKinds)).toEqual([]);
  });

  it('shows the way to what it waits for', () => {
    expect(ways(start, 'embed', blocked)).toEqual([{ label: 'Go to Data', do: 'go', cell: 'data' }]);
    const waiting = { ...IDLE, status: 'stale' as const, reason: 'waits for Embed' };
    expect(labels(ways(start, 'cluster', waiting))).toEqual(['Go to Embed']);
  });
});
