import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChanges, serialiseChanges } from './change-text.ts';
import { createDocument, type NotebookDocument } from './document.ts';
import { createNotebook, type Notebook } from './history.ts';
import { limits } from './limits.ts';
import { newCell } from './new-cell.ts';
import { parseNotebook } from './parse-notebook.ts';
import type { ResultRecord } from './result-record.ts';
import { type Draw, drawFrom, lasso, play } from './sample-commands.ts';
import { sampleKinds } from './sample-kinds.ts';
import { serialiseNotebook } from './serialise-notebook.ts';

/** Numbers that stand for commands, see drawFrom. */
const draws = (most: number): fc.Arbitrary<Draw[]> =>
  fc
    .array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 40 })
    .map((numbers) => numbers.map((number) => drawFrom(number, most)));

function open(): Notebook {
  return createNotebook(createDocument('n-1'), sampleKinds);
}

function add(notebook: Notebook, kind: string): string {
  const index = notebook.get().cells.length;
  const cell = newCell(notebook.get(), kind, index, sampleKinds);
  notebook.dispatch({ type: 'addCell', cell, index });
  return cell.id;
}

const record: ResultRecord = {
  kind: 'data',
  version: 1,
  key: 'ab'.repeat(16),
  app: '0.1.0',
  engine: 'a test',
  started: '2026-03-01T08:00:00.000Z',
  elapsed: 1.5,
  seed: null,
  reads: [],
  data: null,
  figures: [{ name: 'rows', value: 8 }],
  columns: [],
  labels: null,
};

const copy = (document: NotebookDocument): NotebookDocument => structuredClone(document);
const withoutViews = (document: NotebookDocument): unknown => ({
  ...document,
  cells: document.cells.map(({ view: _, ...cell }) => cell),
});

describe('any sequence of commands', () => {
  it('undone gives the starting document, redone the end, and every state saves and opens as itself', () => {
    fc.assert(
      fc.property(draws(20), draws(20), (first, second) => {
        const notebook = open();
        play(notebook, first);
        while (notebook.undo());
        expect(notebook.get()).toEqual(createDocument('n-1'));
        while (notebook.redo());
        play(notebook, second);
        const end = copy(notebook.get());
        expect(parseNotebook(serialiseNotebook(notebook.get()), sampleKinds)).toEqual({
          document: end,
          changes: [],
        });
        let steps = 0;
        while (notebook.undo()) steps++;
        expect(notebook.get()).toEqual(createDocument('n-1'));
        for (let i = 0; i < steps; i++) expect(notebook.redo()).toBe(true);
        expect(notebook.redo()).toBe(false);
        expect(notebook.get()).toEqual(end);
      }),
      { seed: 20221, numRuns: 200 },
    );
  });

  it('goes back through the very states it came by, views aside', () => {
    fc.assert(
      fc.property(draws(21), (list) => {
        const notebook = open();
        const states = [withoutViews(copy(notebook.get()))];
        for (const draw of list) {
          const before = notebook.get();
          play(notebook, [{ ...draw, merge: false }]);
          const viewOnly = draw.what === 21;
          if (notebook.get() !== before && !viewOnly) states.push(withoutViews(copy(notebook.get())));
        }
        for (let i = states.length - 1; i > 0; i--) {
          expect(withoutViews(notebook.get())).toEqual(states[i]);
          expect(notebook.undo()).toBe(true);
        }
        expect(notebook.undo()).toBe(false);
        expect(withoutViews(notebook.get())).toEqual(states[0]);
      }),
      { seed: 20222, numRuns: 200 },
    );
  });
});

describe('history', () => {
  it('folds a slider drag into one step, and a second drag into another', () => {
    const notebook = open();
    add(notebook, 'data');
    add(notebook, 'embed');
    const id = add(notebook, 'cluster');
    const drag = (values: number[]): void => {
      for (const eps of values)
        notebook.dispatch({ type: 'setParams', id, params: { eps } }, { merge: 'eps' });
      notebook.endGesture();
    };
    drag([0.6, 0.7, 0.8]);
    drag([0.9, 1]);
    const eps = (): unknown => notebook.get().cells[2].params.eps;
    expect(eps()).toBe(1);
    expect(notebook.undoLabel()).toBe('Undo change eps of Cluster');
    notebook.undo();
    expect(eps()).toBe(0.8);
    notebook.undo();
    expect(eps()).toBe(0.5);
    expect(notebook.undoLabel()).toBe('Undo add Cluster');
    notebook.redo();
    expect(eps()).toBe(0.8);
    // After a journey the same key starts a step of its own.
    notebook.dispatch({ type: 'setParams', id, params: { eps: 2 } }, { merge: 'eps' });
    notebook.undo();
    expect(eps()).toBe(0.8);
  });

  it('keeps a gesture whole across a change of view, but not across another command', () => {
    const notebook = open();
    const id = add(notebook, 'data');
    const rename = (title: string): unknown =>
      notebook.dispatch({ type: 'setTitle', title }, { merge: 'title' });
    rename('a');
    notebook.dispatch({ type: 'setView', id, view: { height: 3 } });
    rename('ab');
    notebook.dispatch({ type: 'setCollapsed', id, collapsed: true });
    rename('abc');
    notebook.undo();
    expect(notebook.get().title).toBe('ab');
    notebook.undo();
    notebook.undo();
    expect(notebook.get().title).toBe('Untitled');
    expect(notebook.get().cells[0].view).toEqual({ height: 3 });
  });

  it('neither undoes a view nor loses the redo steps to it', () => {
    const notebook = open();
    const id = add(notebook, 'data');
    notebook.dispatch({ type: 'setTitle', title: 'gas hunt' });
    notebook.undo();
    notebook.dispatch({ type: 'setView', id, view: { open: true } });
    expect(notebook.canRedo()).toBe(true);
    notebook.redo();
    expect(notebook.get().title).toBe('gas hunt');
    expect(notebook.get().cells[0].view).toEqual({ open: true });
    notebook.dispatch({ type: 'removeCell', id });
    notebook.undo();
    expect(notebook.get().cells[0].view).toEqual({ open: true });
  });

  it('gives a cell that was of another kind its view of that time', () => {
    const notebook = open();
    const id = add(notebook, 'data');
    const view = (): unknown => notebook.get().cells[0].view;
    notebook.dispatch({ type: 'setView', id, view: { sealed: ['given away'] } });
    notebook.dispatch({ type: 'convertCell', id, kind: 'plot' });
    expect(view()).toEqual({});
    notebook.dispatch({ type: 'setView', id, view: { height: 3 } });
    notebook.undo();
    expect(view()).toEqual({ sealed: ['given away'] });
    notebook.redo();
    expect(view()).toEqual({ height: 3 });
  });

  it('names its steps, and takes a name given', () => {
    const notebook = open();
    expect(notebook.undoLabel()).toBeNull();
    expect(notebook.canUndo()).toBe(false);
    notebook.dispatch({ type: 'applySelection', step: lasso });
    expect(notebook.undoLabel()).toBe('Undo lasso in s2_area vs s1_area');
    notebook.dispatch({ type: 'clearSelection' }, { label: 'escape' });
    notebook.undo();
    expect(notebook.redoLabel()).toBe('Redo escape');
    expect(notebook.get().selection).toEqual([lasso]);
  });

  it('makes no step of what changes nothing, and drops redo at a new step', () => {
    const notebook = open();
    const id = add(notebook, 'data');
    const before = notebook.get();
    notebook.dispatch({ type: 'setParams', id, params: { file: '' } });
    notebook.dispatch({ type: 'renameCell', id, title: 'Data' });
    notebook.dispatch({ type: 'clearSelection' });
    notebook.dispatch({ type: 'moveCell', id, index: 0 });
    expect(notebook.get()).toBe(before);
    notebook.undo();
    notebook.dispatch({ type: 'setTitle', title: 'x' });
    expect(notebook.canRedo()).toBe(false);
  });

  it('neither undoes what a save recorded of the results, nor loses the redo steps to it', () => {
    const notebook = open();
    notebook.dispatch({ type: 'setTitle', title: 'gas hunt' });
    notebook.undo();
    const results = { data: record };
    notebook.dispatch({ type: 'recordResults', results });
    notebook.redo();
    expect(notebook.get()).toMatchObject({ title: 'gas hunt', results });
    notebook.undo();
    expect(notebook.get()).toMatchObject({ title: 'Untitled', results });
    expect(notebook.canUndo()).toBe(false);
    // As the journal of a killed tab gives it back.
    const [change] = parseChanges(
      serialiseChanges([
        { type: 'command', command: { type: 'recordResults', results }, options: {}, folds: false },
      ]),
    );
    const again = open();
    expect(again.replay(change)).toBe(true);
    expect(again.get().results).toEqual(results);
  });

  it('is bounded', () => {
    const notebook = open();
    for (let i = 0; i < limits.historySteps + 50; i++) notebook.dispatch({ type: 'setTitle', title: `${i}` });
    let steps = 0;
    while (notebook.undo()) steps++;
    expect(steps).toBe(limits.historySteps);
    expect(notebook.get().title).toBe('49');
  });

  it('tells every listener what happened, and freezes what it holds', () => {
    const notebook = open();
    const heard: string[] = [];
    const stop = notebook.subscribe((document, before, change) => {
      expect(document).not.toBe(before);
      heard.push(change.type);
    });
    notebook.subscribe(() => {
      if (heard.length === 2) throw new Error('a listener failed');
    });
    notebook.dispatch({ type: 'setTitle', title: 'x' });
    expect(() => notebook.undo()).toThrow('a listener failed');
    expect(notebook.get().title).toBe('Untitled');
    notebook.redo();
    stop();
    notebook.undo();
    expect(heard).toEqual(['command', 'undo', 'redo']);
    expect(() => notebook.get().cells.push(notebook.get().cells[0])).toThrow(TypeError);
  });
});
