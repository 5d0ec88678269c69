import type { CellKinds } from './cell-kind.ts';
import { commandLabel } from './command-label.ts';
import { apply, type Command, historyPolicy } from './commands.ts';
import type { CellDocument, NotebookDocument } from './document.ts';
import { deepFreeze, type JsonObject } from './json.ts';
import { limits } from './limits.ts';

export interface DispatchOptions {
  /** Commands with the same key, one right after the other within a gesture, are one undo step. */
  merge?: string;
  /** In place of the command's own label: `lasso in S2 vs S1`. */
  label?: string;
}

/** What happened, for those who keep a journal: the same changes replayed give the same notebook. */
export type NotebookChange =
  /** `folds` where it became part of the step before it: where gestures end is nowhere else in a journal. */
  | { type: 'command'; command: Command; options: DispatchOptions; folds: boolean }
  | { type: 'undo' }
  | { type: 'redo' };

export type NotebookListener = (
  document: NotebookDocument,
  before: NotebookDocument,
  change: NotebookChange,
) => void;

/** An open notebook: its present document, its history and who watches it. Knows no framework. */
export interface Notebook {
  /** The present document, deeply frozen; the same object until something changes. */
  get(): NotebookDocument;
  /** Throws a Problem where the command does not hold, and then nothing has changed. */
  dispatch(command: Command, options?: DispatchOptions): NotebookDocument;
  /** Ends the running gesture: the next command is a step of its own whatever its merge key. For pointer-up and blur. */
  endGesture(): void;
  /** False where there was nothing to undo. */
  undo(): boolean;
  redo(): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
  /** `Undo lasso in S2 vs S1`; null where there is nothing to undo. */
  undoLabel(): string | null;
  redoLabel(): string | null;
  /** Called after each change; returns how to stop. */
  subscribe(listener: NotebookListener): () => void;
  /** What a notebook is opened with to be this one again. */
  state(): NotebookState;
  /**
   * Does again what a journal tells of. False where that changes nothing, which it did when it was written: the
   * journal is not of this notebook. Throws as `dispatch` does.
   */
  replay(change: NotebookChange): boolean;
}

/** A step: what to go back (or forward) to, and what it is called. */
export interface HistoryStep {
  document: NotebookDocument;
  label: string;
  merge?: string;
}

/** The steps that can be undone, and those that can be redone; the next one last in both. */
export interface NotebookPast {
  done: readonly HistoryStep[];
  undone: readonly HistoryStep[];
}

export interface NotebookState extends NotebookPast {
  document: NotebookDocument;
}

const NO_PAST: NotebookPast = { done: [], undone: [] };

/**
 * Opens a document, which it freezes. Undo keeps whole documents that share all that did not change, at most
 * `limits.historySteps` of them; a step costs the memory of what it changed.
 */
export function createNotebook(
  start: NotebookDocument,
  kinds: CellKinds,
  past: NotebookPast = NO_PAST,
): Notebook {
  let document = deepFreeze(start);
  let done: HistoryStep[] = past.done.map(deepFreeze);
  let undone: HistoryStep[] = past.undone.map(deepFreeze);
  let inGesture = false;
  const listeners = new Set<NotebookListener>();

  function become(next: NotebookDocument, change: NotebookChange): void {
    const before = document;
    document = deepFreeze(next);
    const failures: unknown[] = [];
    for (const listener of [...listeners]) {
      try {
        listener(document, before, change);
      } catch (error) {
        // Every listener hears of the change before one of them is heard to fail.
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Returns whether the command folds into the step before it. */
  function record(command: Command, { merge, label }: DispatchOptions): boolean {
    const policy = historyPolicy(command, merge);
    if (policy === 'ignore') return false;
    undone = [];
    const folds = policy === 'merge' && inGesture && done.at(-1)?.merge === merge;
    if (!folds) {
      const step: HistoryStep = { document, label: label ?? commandLabel(command, document), merge };
      done = [...done.slice(-(limits.historySteps - 1)), step];
    }
    inGesture = policy === 'merge';
    return folds;
  }

  function travel(from: HistoryStep[], to: HistoryStep[], change: NotebookChange): boolean {
    const step = from.pop();
    inGesture = false;
    if (!step) return false;
    to.push({ document, label: step.label });
    become(withPresent(step.document, document), change);
    return true;
  }

  function dispatch(command: Command, options: DispatchOptions = {}): NotebookDocument {
    const next = apply(document, command, kinds);
    if (next !== document) {
      const folds = record(command, options);
      become(next, { type: 'command', command, options, folds });
    }
    return document;
  }

  const undo = (): boolean => travel(done, undone, { type: 'undo' });
  const redo = (): boolean => travel(undone, done, { type: 'redo' });

  return {
    get: () => document,
    dispatch,
    endGesture() {
      inGesture = false;
    },
    undo,
    redo,
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
    undoLabel: () => labelled('Undo', done),
    redoLabel: () => labelled('Redo', undone),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    state: () => ({ document, done: done.slice(), undone: undone.slice() }),
    replay(change) {
      if (change.type === 'undo') return undo();
      if (change.type === 'redo') return redo();
      if (change.folds && done.at(-1)?.merge !== change.options.merge) return false;
      inGesture = change.folds;
      const before = document;
      return dispatch(change.command, change.options) !== before;
    },
  };
}

function labelled(verb: string, steps: readonly HistoryStep[]): string | null {
  const step = steps.at(-1);
  return step ? `${verb} ${step.label}` : null;
}

/**
 * A past document with the views and the recorded results that there are now: both are saved, but not undone. A cell that was
 * of another kind has the view of that time: the present one is of a kind that it is not.
 */
function withPresent(past: NotebookDocument, present: NotebookDocument): NotebookDocument {
  const { results } = present;
  const now = new Map(present.cells.map((cell) => [cell.id, cell]));
  const viewOf = ({ id, kind, view }: CellDocument): JsonObject => {
    const cell = now.get(id);
    return cell?.kind === kind ? cell.view : view;
  };
  const stale = past.cells.some((cell) => viewOf(cell) !== cell.view);
  if (!stale) return past.results === results ? past : { ...past, results };
  return {
    ...past,
    results,
    cells: past.cells.map((cell) => {
      const view = viewOf(cell);
      return view === cell.view ? cell : { ...cell, view };
    }),
  };
}
