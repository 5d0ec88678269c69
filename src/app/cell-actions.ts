import type { StoreApi } from 'zustand/vanilla';
import type { Population } from '../cells/contract.ts';
import { withProposal } from '../cells/cut/add-proposal.ts';
import { cutKind } from '../cells/cut/kind.ts';
import type { Target } from '../cells/cut/use-proposals.ts';
import { addPlot, histogramOf } from '../cells/plot/plots-of.ts';
import { cellKinds } from '../cells/registry.ts';
import type { ClassifierModel } from '../core/classify/classifier-model.ts';
import type { CutProposal } from '../core/cut/cut.ts';
import type { ColumnRef, SelectionStep } from '../core/table/clause.ts';
import { dataCellOf } from '../engine/frame.ts';
import { frameFor, type Session } from '../engine/session.ts';
import { findCell } from '../notebook/document.ts';
import { freshCellId } from '../notebook/fresh-id.ts';
import { dependantsOf, dependencyGraph } from '../notebook/graph.ts';
import { newCell } from '../notebook/new-cell.ts';
import { cellsInSteps } from '../notebook/selection-refs.ts';
import type { Actions } from './actions.ts';
import type { AppState } from './app-store.ts';
import { listed } from './listed.ts';

export interface CellActions {
  addCell(kind: string, index: number, params?: object, title?: string): string;
  /** Says which cells read it; they keep their place and wait for another input. */
  removeCell(id: string): void;
  /** To the place `index` of the list as it is then. */
  moveCell(id: string, index: number): void;
  duplicateCell(id: string): void;
  convertCell(id: string, kind: string): void;
  foldAll(collapsed: boolean): void;
  /** Gives the focus to a cell and brings it into sight, with its head uppermost where `place` says start. */
  focusCell(id: string, place?: 'nearest' | 'start'): void;
  explain(name: string, steps: SelectionStep[]): void;
  /** Adds a cell that trains a classifier on a population against another, or all others, and runs it. */
  classify(of: Population, against: Population | null): void;
  keepModel(model: ClassifierModel, name: string): void;
  /** Puts a proposed cut on the list of cuts of the inspected events; makes the list where there is none. */
  addCut(proposal: CutProposal, target: Target, seed: number): void;
  /** Adds a histogram of a column to a cell of plots. */
  addHistogram(plotCell: string, ref: ColumnRef): void;
  /** Brings a plot into sight, unfolding its cell, and gives it the keyboard. */
  showPlot(cell: string, plot: string): void;
}

/** Some seconds: a large table takes its time to be drawn. */
const FRAMES_TO_DRAW = 240;

export const plotElementId = (cell: string, plot: string): string => `plot-${cell}/${plot}`;

/** What the user does to the cells of a notebook, beyond the bare command: focus, scrolling, words. */
export function createCellActions(
  session: Session,
  app: StoreApi<AppState>,
  { change, tell, say }: Pick<Actions, 'change' | 'tell' | 'say'>,
): CellActions {
  const notebook = () => session.store.getState().document;

  const focusCell: CellActions['focusCell'] = (id, place = 'nearest') => {
    app.setState({ focused: id });
    const before = document.activeElement;
    // A cell just added or moved is there after the next drawing.
    requestAnimationFrame(() => {
      const element = document.getElementById(`cell-${id}`);
      const now = document.activeElement;
      // A new note has its text in hand already, and who was quick the title.
      const writes = element?.contains(now) && now?.matches(now === before ? 'textarea' : 'textarea, input');
      if (!writes) element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: place });
    });
  };

  function place(id: string): string {
    const { cells } = notebook();
    return `${cells.findIndex((cell) => cell.id === id) + 1} of ${cells.length}`;
  }

  function addCell(kind: string, index: number, params?: object, title?: string): string {
    const cell = newCell(notebook(), kind, index, cellKinds, { params, title });
    change({ type: 'addCell', cell, index });
    focusCell(cell.id);
    return cell.id;
  }

  /** A cell for an answer, at the end and uppermost in the window: it grows when the answer comes. */
  function addAnswer(kind: string, params: object, title: string): string {
    const id = addCell(kind, notebook().cells.length, params, title);
    focusCell(id, 'start');
    return id;
  }

  /** The cells that a population is told by. */
  function inputsOf({ steps }: Target): Record<string, string> {
    const inputs: Record<string, string> = {};
    for (const source of cellsInSteps(steps)) {
      const kind = findCell(notebook(), source)?.kind;
      if (kind === 'embed') inputs.plane = source;
      else if (kind === 'cluster') inputs.clusters = source;
    }
    return inputs;
  }

  return {
    addCell,
    focusCell,
    removeCell(id) {
      const before = notebook();
      const index = before.cells.findIndex((cell) => cell.id === id);
      if (index < 0) return;
      const readers = dependantsOf(dependencyGraph(before, cellKinds), id);
      const titles = readers.map((reader) => findCell(before, reader)?.title || reader);
      change({ type: 'removeCell', id });
      const { cells } = notebook();
      const next = cells[Math.min(index, cells.length - 1)];
      if (next) focusCell(next.id);
      else app.setState({ focused: null });
      const depended =
        titles.length === 0 ? '' : `; ${listed(titles)} depended on it and cannot run until given another`;
      tell('info', `deleted ${before.cells[index].title}${depended}`, { undo: true });
    },
    moveCell(id, index) {
      change({ type: 'moveCell', id, index });
      focusCell(id);
      say(`${findCell(notebook(), id)?.title ?? id} is now cell ${place(id)}`);
    },
    duplicateCell(id) {
      const before = notebook();
      const original = findCell(before, id);
      if (!original) return;
      const newId = freshCellId(before, original.kind);
      change({ type: 'duplicateCell', id, newId });
      focusCell(newId);
      say(`${original.title} was duplicated as cell ${place(newId)}`);
    },
    convertCell(id, kind) {
      change({ type: 'convertCell', id, kind });
      focusCell(id);
      say(`cell ${place(id)} is now of kind ${cellKinds.get(kind)?.title ?? kind}`);
    },
    foldAll(collapsed) {
      session.endGesture();
      for (const { id } of notebook().cells) {
        change(
          { type: 'setCollapsed', id, collapsed },
          { merge: 'fold all', label: `${collapsed ? 'fold' : 'unfold'} all cells` },
        );
      }
      session.endGesture();
    },
    explain(name, steps) {
      addAnswer('explain', { of: { name, steps }, against: null }, `Explain ${name}`);
    },
    classify(of, against) {
      void session.run(addAnswer('classify', { of, against }, `Classify ${of.name}`));
    },
    keepModel(model, name) {
      void session.run(addAnswer('classify', { task: 'apply', model }, `Model of ${name}`));
    },
    addCut(proposal, target, seed) {
      const { document, dataCell } = session.store.getState();
      const list = document.cells.findLast(
        (cell) => cell.kind === 'cut' && dataCellOf(document, cell) === dataCell,
      );
      const before = cutKind.parse(list?.params ?? cutKind.defaults());
      const params = withProposal(before, proposal, target, seed);
      const label = `add the cut ${proposal.expression}`;
      if (list === undefined) {
        const index = document.cells.length;
        const cell = newCell(document, 'cut', index, cellKinds, { params, inputs: inputsOf(target) });
        change({ type: 'addCell', cell, index }, { label });
        focusCell(cell.id, 'start');
      } else {
        change(
          { type: 'setParams', id: list.id, params: { cuts: params.cuts, samples: params.samples } },
          { label },
        );
        focusCell(list.id, 'start');
      }
      say(`the cut ${proposal.expression} was added to ${list?.title ?? 'a new list of cuts'}`);
    },
    addHistogram(plotCell, ref) {
      const state = session.store.getState();
      const cell = findCell(state.document, plotCell);
      const frame = frameFor(state, plotCell);
      if (!cell || !frame) return;
      change({
        type: 'setParams',
        id: plotCell,
        params: { plots: addPlot(cell, state, frame, histogramOf(ref, frame)) },
      });
    },
    showPlot(id, plot) {
      const cell = findCell(notebook(), id);
      if (!cell) return;
      if (cell.collapsed) change({ type: 'setCollapsed', id, collapsed: false });
      app.setState({ focused: id });
      const show = (frames: number): void => {
        const panel = document.getElementById(plotElementId(id, plot));
        panel?.scrollIntoView({ block: 'nearest' });
        const figure = panel?.querySelector<HTMLElement>('.figure-plot');
        // A plot out of sight is drawn only now; by then the user may be elsewhere.
        if (figure) figure.focus({ preventScroll: true });
        else if (frames > 0) requestAnimationFrame(() => show(frames - 1));
      };
      requestAnimationFrame(() => show(FRAMES_TO_DRAW));
    },
  };
}
