import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CellKind, CellState, Files, Frame } from '../cells/contract.ts';
import { computeData, type DataResult } from '../cells/data/compute.ts';
import type { DataParams } from '../cells/data/params.ts';
import type { ColumnSummary, EffectList } from '../core/explain/effect.ts';
import { Problem, type ProblemData, toProblemData } from '../core/problem.ts';
import type { Progress, ProgressReport } from '../core/progress.ts';
import { type Bits, countBits } from '../core/table/bits.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import { wholeSelection } from '../core/table/whole-selection.ts';
import { commandLabel } from '../notebook/command-label.ts';
import { apply, type Command } from '../notebook/commands.ts';
import type { NotebookDocument } from '../notebook/document.ts';
import {
  createNotebook,
  type DispatchOptions,
  type Notebook,
  type NotebookChange,
  type NotebookPast,
} from '../notebook/history.ts';
import { atRest } from './at-rest.ts';
import { eventsOfStale, eventsToKeep } from './events-to-keep.ts';
import { activeDataCell, buildFrame, dataCellOf, sameFrame } from './frame.ts';
import { createInspector } from './inspector.ts';
import type { Jobs } from './jobs.ts';
import { createMemo } from './memo.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

/** What the screen shows. Parts that did not change keep their identity. */
export interface SessionState {
  document: NotebookDocument;
  undoLabel: string | null;
  redoLabel: string | null;
  cells: Record<string, CellState>;
  /** By id of the data cell. */
  frames: Record<string, Frame>;
  /** The data cell that the selection, the inspector and the column panel are about. */
  dataCell: string | null;
  summaries: ColumnSummary[] | null;
  /** How far the inspector is with ranking and summing up new columns; null where it is done. */
  surveying: ProgressReport | null;
  /** null where nothing is selected. */
  selected: Bits | null;
  selectedCount: number;
  /** Steps of the selection that could not be resolved, in words. */
  skipped: string[];
  /** Id of the named selection to compare with; null compares with all other events. */
  against: string | null;
  effects: EffectList | null;
  effectsBusy: boolean;
  effectsError: ProblemData | null;
}

export interface Session {
  store: StoreApi<SessionState>;
  /** Returns what those selections are called that hold other events from now on, in a plane or of clusters computed anew. */
  dispatch(command: Command, options?: DispatchOptions): string[];
  /** Ends a drag or a spell of typing: the next command is an undo step of its own. */
  endGesture(): void;
  undo(): void;
  redo(): void;
  select(step: SelectionStep, what: string): void;
  setAgainst(selection: string | null): void;
  /** The rows of a selection of a data cell's events. */
  rowsOf(dataCell: string, steps: SelectionStep[]): Promise<Bits>;
  run(cell: string): Promise<void>;
  runAll(): Promise<void>;
  cancel(cell: string): void;
  cancelAll(): void;
  /**
   * Reads what a data cell would read, before any notebook is changed for it; the cell then finds it read.
   * Rejects with the Problem that the cell would show.
   */
  probe(params: DataParams, signal: AbortSignal, progress: Progress): Promise<DataResult>;
  /** Puts another notebook on the table, with its undo history; the results of the old one are dropped. */
  open(document: NotebookDocument, past?: NotebookPast): void;
  /** Called now and whenever another notebook is put on the table, with null, and with every change of it. */
  watch(listener: NotebookWatcher): () => void;
}

export type NotebookWatcher = (notebook: Notebook, change: NotebookChange | null) => void;

export interface SessionOptions {
  document: NotebookDocument;
  past?: NotebookPast;
  kinds: Map<string, CellKind>;
  jobs: Jobs;
  files: Files;
}

/**
 * A selection is shown together with what sets it apart where that is known this soon, so that the plots do not
 * redraw before the list. Where the list before took longer, as of a large table, the plots come first and have the
 * processors to themselves.
 */
const LIST_FIRST_MS = 100;

/** One notebook at work: its document, the results of its cells, its selection and what sets that apart. */
export function createSession({ document, past, kinds, jobs, files }: SessionOptions): Session {
  const inspector = createInspector(jobs.inspect);
  const memo = createMemo();
  let notebook: Notebook = createNotebook(document, kinds, past);
  const watchers = new Set<NotebookWatcher>();
  let scheduler: Scheduler = makeScheduler();
  let unsubscribe: (() => void)[] = [];
  let asked = 0;
  let inspecting: unknown = null;
  let comparing: Promise<unknown> = Promise.resolve();
  /** ms that the last list took. */
  let listTook = 0;
  let gestures = 0;

  const store = createStore<SessionState>(() => ({
    document,
    undoLabel: null,
    redoLabel: null,
    cells: {},
    frames: {},
    dataCell: null,
    summaries: null,
    surveying: null,
    selected: null,
    selectedCount: 0,
    skipped: [],
    against: null,
    effects: null,
    effectsBusy: false,
    effectsError: null,
  }));

  function makeScheduler(): Scheduler {
    return createScheduler(kinds, () => ({
      jobs,
      files,
      memo: memo.get,
      inspection: async (dataCell) => {
        // Results that came a moment ago are asked about: they are told of once a frame only.
        cellsChanged();
        await syncInspector(dataCell);
        return inspector.inspection(dataCell);
      },
    }));
  }

  function attach(): void {
    unsubscribe = [
      notebook.subscribe((_document, _before, change) => {
        documentChanged();
        for (const watcher of watchers) watcher(notebook, change);
      }),
      scheduler.subscribe(cellsChanged),
    ];
    scheduler.update(notebook.get());
    documentChanged();
    cellsChanged();
  }

  function documentChanged(): void {
    const next = notebook.get();
    const before = store.getState().document;
    store.setState({ document: next, undoLabel: notebook.undoLabel(), redoLabel: notebook.redoLabel() });
    if (next.cells !== before.cells || next.selections !== before.selections) scheduler.update(next);
    if (next.selection !== before.selection || next.cells !== before.cells) cellsChanged();
  }

  function cellsChanged(): void {
    const state = store.getState();
    const { document: now } = state;
    const cells: Record<string, CellState> = {};
    let changed = Object.keys(state.cells).length !== now.cells.length;
    for (const cell of now.cells) {
      cells[cell.id] = scheduler.state(cell.id);
      changed ||= cells[cell.id] !== state.cells[cell.id];
    }
    const frames = framesOf(now, state.frames);
    const dataCell = activeDataCell(now, frames);
    const current = dataCell === null ? null : (frames[dataCell] ?? null);
    const reframed = current !== (state.dataCell === null ? null : (state.frames[state.dataCell] ?? null));
    if (changed || frames !== state.frames || dataCell !== state.dataCell) {
      store.setState({ cells: changed ? cells : state.cells, frames, dataCell });
    }
    if (!current && reframed) {
      // Its data are gone: what was found out about them goes too, and answers on their way are not heard.
      asked++;
      inspecting = null;
      store.setState({
        summaries: null,
        surveying: null,
        selected: null,
        selectedCount: 0,
        skipped: [],
        effects: null,
        effectsBusy: false,
        effectsError: null,
      });
    }
    if (current && (reframed || now.selection !== inspecting)) {
      inspecting = now.selection;
      void inspect(reframed);
    }
  }

  function framesOf(now: NotebookDocument, before: Record<string, Frame>): Record<string, Frame> {
    const frames: Record<string, Frame> = {};
    let same = true;
    for (const cell of now.cells) {
      if (cell.kind !== 'data') continue;
      const frame = buildFrame(now, kinds, cell.id, scheduler.state);
      if (!frame) continue;
      frames[cell.id] = sameFrame(frame, before[cell.id] ?? null) ? before[cell.id] : frame;
      same &&= frames[cell.id] === before[cell.id];
    }
    return same && Object.keys(frames).length === Object.keys(before).length ? before : frames;
  }

  function surveyed(surveying: ProgressReport): void {
    store.setState({ surveying });
  }

  async function syncInspector(dataCell: string): Promise<void> {
    const frame = store.getState().frames[dataCell];
    const data = scheduler.state(dataCell).result as DataResult | undefined;
    if (frame && data) await inspector.sync(frame, data, surveyed);
  }

  /** Resolves the selection and ranks what sets it apart; a newer question drops the answer to this one. */
  async function inspect(reframed: boolean): Promise<void> {
    const question = ++asked;
    const { dataCell, document: now } = store.getState();
    if (dataCell === null) return;
    try {
      await syncInspector(dataCell);
      if (reframed) {
        const summaries = await inspector.summaries(surveyed);
        if (store.getState().dataCell === dataCell) store.setState({ summaries, surveying: null });
      }
      if (question !== asked) return;
      if (now.selection.length === 0) {
        store.setState({
          selected: null,
          selectedCount: 0,
          skipped: [],
          effects: null,
          effectsBusy: false,
          effectsError: null,
        });
        return;
      }
      await compare(now, question);
    } catch (error) {
      if (question !== asked) return;
      store.setState({
        effects: null,
        effectsBusy: false,
        effectsError: toProblemData(error),
        surveying: null,
      });
    }
  }

  async function compare({ selection, selections }: NotebookDocument, question: number): Promise<void> {
    // Of questions that come faster than answers only the last is asked.
    await comparing.catch(() => undefined);
    const answer = (part: Partial<SessionState>): void => {
      if (question === asked) store.setState(part);
    };
    if (question !== asked) return;
    const against = selections.find(({ id }) => id === store.getState().against);
    const resolving = inspector.rows(selection);
    comparing = resolving;
    const { selected, skipped } = await resolving;
    const found = { selected, selectedCount: countBits(selected), skipped };
    const alone = (): void => answer({ ...found, effectsBusy: true });
    let patience: ReturnType<typeof setTimeout> | undefined;
    if (listTook > LIST_FIRST_MS) {
      alone();
      await picturesDrawn();
      if (question !== asked) return;
    } else patience = setTimeout(alone, LIST_FIRST_MS);
    const since = performance.now();
    try {
      const ranking = inspector.effects(selected, against?.steps ?? null);
      comparing = ranking;
      const effects = await ranking;
      listTook = performance.now() - since;
      answer({ ...found, effects, effectsBusy: false, effectsError: null });
    } catch (error) {
      answer(found);
      throw error;
    } finally {
      clearTimeout(patience);
    }
  }

  /** After the pictures that figures ask for when they have heard of the selection. */
  async function picturesDrawn(): Promise<void> {
    await atRest();
    await jobs.settled('raster');
  }

  /**
   * Selections made in a plane or of clusters keep their events when the change computes these anew, and so do new ones
   * made on a result that is not of the present parameters. One undo step with the change.
   */
  function dispatch(command: Command, options: DispatchOptions = {}): string[] {
    const before = notebook.get();
    const { frames } = store.getState();
    const after = apply(before, command, kinds);
    const isFresh = (cell: string): boolean => scheduler.state(cell).status === 'fresh';
    const { kept: first, lost } = eventsToKeep({ document: before, kinds, frames }, after);
    const then = eventsOfStale({ document: after, kinds, frames }, before, isFresh);
    if (first.length === 0 && then.length === 0) {
      notebook.dispatch(command, options);
      return lost;
    }
    const merge = options.merge ?? `keep ${++gestures}`;
    const label = options.label ?? commandLabel(command, before);
    if (first.length > 0) notebook.dispatch({ type: 'keepEvents', kept: first }, { merge, label });
    notebook.dispatch(command, { merge, label });
    if (then.length > 0) notebook.dispatch({ type: 'keepEvents', kept: then }, { merge, label });
    if (options.merge === undefined) notebook.endGesture();
    return lost;
  }

  jobs.onLoss('inspect', () => {
    inspector.forget();
    void inspect(true);
  });
  attach();

  return {
    store,
    dispatch,
    endGesture: () => notebook.endGesture(),
    undo: () => void notebook.undo(),
    redo: () => void notebook.redo(),
    select(step, what) {
      dispatch({ type: 'applySelection', step }, { label: what });
    },
    setAgainst(against) {
      store.setState({ against });
      void inspect(false);
    },
    async rowsOf(dataCell, steps) {
      await syncInspector(dataCell);
      return wholeSelection(await (await inspector.inspection(dataCell)).rows(steps));
    },
    run: (cell) => scheduler.run(cell),
    runAll: () => scheduler.runAll(),
    cancel: (cell) => scheduler.cancel(cell),
    cancelAll: () => scheduler.cancelAll(),
    probe: (params, signal, progress) =>
      computeData(
        {
          cell: 'data',
          signal,
          progress,
          partial: () => undefined,
          jobs,
          files,
          memo: memo.get,
          inspection: () =>
            Promise.reject(new Problem('internal', 'nothing to inspect while a file is opened')),
        },
        params,
      ),
    watch(listener) {
      watchers.add(listener);
      listener(notebook, null);
      return () => {
        watchers.delete(listener);
      };
    },
    open(next, nextPast) {
      for (const stop of unsubscribe) stop();
      scheduler.cancelAll();
      notebook = createNotebook(next, kinds, nextPast);
      scheduler = makeScheduler();
      inspecting = null;
      asked++;
      store.setState({ ...store.getInitialState(), document: next });
      attach();
      for (const watcher of watchers) watcher(notebook, null);
    },
  };
}

/** The frame of the events that a cell is about. */
export function frameFor(state: SessionState, cell: string): Frame | null {
  const found = state.document.cells.find((c) => c.id === cell);
  const data = found ? dataCellOf(state.document, found) : null;
  return data === null ? null : (state.frames[data] ?? null);
}
