import type { StoreApi } from 'zustand/vanilla';
import type { DataResult } from '../cells/data/compute.ts';
import { noOverrides } from '../cells/data/params.ts';
import type { DataPick } from '../cells/data/pick.ts';
import { type DataSource, describeSource } from '../cells/data/source.ts';
import { cellKinds } from '../cells/registry.ts';
import { Problem, toProblemData } from '../core/problem.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import { withRecords } from '../engine/provenance.ts';
import type { Session } from '../engine/session.ts';
import type { Command } from '../notebook/commands.ts';
import { freshSelectionId } from '../notebook/fresh-id.ts';
import type { DispatchOptions } from '../notebook/history.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { serialiseNotebook } from '../notebook/serialise-notebook.ts';
import type { TutorialId } from '../tutorials/list.ts';
import type { AppState, Opening } from './app-store.ts';
import { type CellActions, createCellActions } from './cell-actions.ts';
import type { ChooseData } from './choose/choose-data.ts';
import { addOther, addRuns, hasReviewedRun } from './compare/add-comparison.ts';
import { pipelineNotebook, welcomeNotebook } from './default-notebook.ts';
import type { FileShelf } from './file-shelf.ts';
import { linkToDisk, type PickedFile, pickFromDisk, saveToDisk } from './storage/disk-file.ts';
import type { KeptNotebooks, OpenedNotebook } from './storage/kept-notebooks.ts';
import type { Keeper } from './storage/notebook-keeper.ts';

export interface Actions extends CellActions {
  /** Opens files the user picks: data becomes a new notebook, an .outcrop.json is opened. */
  openFile(): Promise<void>;
  /** Where a run has been looked at, data is asked about first, unless `alone` says that it opens by itself. */
  openDropped(file: File, alone?: boolean): Promise<void>;
  /** Puts another data file, picked where none is given, beside the clusters there are, and runs the comparison. */
  compareWith(file?: File): Promise<void>;
  /** The same with a simulated run. */
  compareSimulated(source: Extract<DataSource, { type: 'simulate' }>): Promise<void>;
  /** Compares the runs of the table behind the clusters. */
  compareRuns(): void;
  /** Puts a picked file behind an existing data cell. */
  fillDataCell(cell: string): Promise<void>;
  /** Takes the file behind a data cell as it is now, though the notebook was made on another. */
  acceptFile(cell: string): Promise<void>;
  /** Asks what of the file behind a data cell is to be read. */
  chooseData(cell: string): Promise<void>;
  setSource(cell: string, source: DataSource): void;
  simulate(source: Extract<DataSource, { type: 'simulate' }>): Promise<void>;
  openWelcome(): void;
  openTutorial(id: TutorialId): Promise<void>;
  openRecent(id: string): Promise<void>;
  /** To the file that goes with the notebook; to one that the user chooses where none does, or `another` is wanted. */
  saveAs(another?: boolean): Promise<void>;
  undo(): void;
  redo(): void;
  /** False where the name is taken: names are how people find a selection again. */
  nameSelection(name: string): boolean;
  select(step: SelectionStep, what: string): void;
  /** A change of the notebook; a refusal is shown, not thrown. */
  change(command: Command, options?: DispatchOptions): void;
  /** Shows a line at the foot of the window; with `undo`, beside a button that takes the last change back. */
  tell(level: 'info' | 'bad', text: string, options?: { undo?: boolean }): void;
  /** Tells those who hear the page what others see. */
  say(text: string): void;
}

function refuse(why: string | null): void {
  if (why !== null) throw new Problem('storage', why);
}

const NOTEBOOK_NAME = /\.outcrop\.json$|\.json$/i;

export function createActions(
  session: Session,
  app: StoreApi<AppState>,
  shelf: FileShelf,
  kept: KeptNotebooks,
  keeper: Pick<Keeper, 'refusal'>,
  choose: ChooseData,
): Actions {
  const tell: Actions['tell'] = (level, text, { undo = false } = {}) =>
    app.setState({ message: { level, text, undo } });
  const say: Actions['say'] = (text) => app.setState({ said: text });

  /** Runs a user's action; what goes wrong is told in place, and nothing is changed. */
  function attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      tell('bad', toProblemData(error).message);
      return undefined;
    }
  }

  async function attemptAsync(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      const problem = toProblemData(error);
      if (problem.code !== 'cancelled') tell('bad', problem.message);
    }
  }

  const change: Actions['change'] = (command, options) => {
    attempt(() => {
      refuse(keeper.refusal(command));
      session.dispatch(command, options);
      // An error is over, and "Undo" would take back another change than the one it stands beside.
      const { message } = app.getState();
      if (message?.level === 'bad' || message?.undo) app.setState({ message: null });
    });
  };

  /** Undoes or redoes, and tells what, since it may be out of sight. */
  function travel(way: 'undo' | 'redo'): void {
    const { undoLabel, redoLabel } = session.store.getState();
    const label = way === 'undo' ? undoLabel : redoLabel;
    if (label === null) return;
    const refused = keeper.refusal(way);
    if (refused !== null) {
      tell('bad', refused);
      return;
    }
    session[way]();
    if (app.getState().message?.undo) app.setState({ message: null });
    say(label.replace(/^(Und|Red)o /, (verb) => (verb === 'Undo ' ? 'undone: ' : 'redone: ')));
  }

  function openParsed({ document, past, changes }: OpenedNotebook): void {
    session.open(document, past);
    app.setState({ dialog: null, focused: null });
    tell(
      'info',
      changes.length > 0 ? `opened ${document.title}: ${changes.join('; ')}` : `opened ${document.title}`,
    );
  }

  async function openAny(picked: PickedFile): Promise<void> {
    const { file } = picked;
    if (NOTEBOOK_NAME.test(file.name)) {
      const opened = await kept.fromFile(parseNotebook(await file.text(), cellKinds));
      openParsed(opened);
      await linkToDisk(opened.document.id, picked, kept.links);
      return;
    }
    const source = await readFile(file);
    const title = file.name.replace(/\.(gz|csv|tsv|txt|parquet|root)$/gi, '');
    session.open(pipelineNotebook(title, source));
    app.setState({ dialog: null, focused: null, message: null });
  }

  /** Reads a source with its progress shown, so that a bad file leaves the open notebook as it is. */
  async function probe(source: DataSource): Promise<DataResult> {
    const abort = new AbortController();
    const startedAt = Date.now();
    const shown: Opening = {
      what: describeSource(source),
      report: null,
      startedAt,
      stageStartedAt: startedAt,
      cancel: () => abort.abort(),
    };
    app.setState({ opening: shown, dialog: null, message: null });
    try {
      return await session.probe({ ...noOverrides, source }, abort.signal, (report) => {
        const last = app.getState().opening ?? shown;
        const stageStartedAt = report.stage === last.report?.stage ? last.stageStartedAt : Date.now();
        app.setState({ opening: { ...last, report, stageStartedAt } });
      });
    } finally {
      app.setState({ opening: null });
    }
  }

  type FileSource = Extract<DataSource, { type: 'file' }>;

  /** The source with what its file is like, so that another one is noticed later. */
  async function described(source: FileSource): Promise<FileSource> {
    const { sha256: _, rows: __, ...plain } = source;
    const { table, source: read } = await probe(plain);
    return { ...plain, sha256: read.sha256, rows: table.rows };
  }

  /** Reads a file, or what the user chooses of it; `before` is a choice that was made already. */
  async function readFile(file: File, before?: DataPick): Promise<FileSource> {
    const pick = before ?? (await choose(file, file.name, null, false));
    const source = await shelf.keep(file);
    return described(pick ? { ...source, pick } : source);
  }

  /** The file of a data cell that cannot be had, or not as it was. */
  function lostSource(cell: string): FileSource | null {
    const { document, cells } = session.store.getState();
    const code = cells[cell]?.error?.code;
    if (code !== 'file-missing' && code !== 'file-changed') return null;
    const source = document.cells.find(({ id }) => id === cell)?.params.source as DataSource | undefined;
    return source?.type === 'file' ? source : null;
  }

  function expectData({ name }: File): void {
    if (NOTEBOOK_NAME.test(name)) {
      throw new Problem(
        'bad-file',
        `${name} is a notebook; expected a data file, such as CSV, ROOT, HDF5 or Parquet`,
      );
    }
  }

  function showOther(source: DataSource): void {
    const { commands, compare } = addOther(session.store.getState().document, source);
    showComparison(commands, compare, `compare with ${describeSource(source)}`);
  }

  /** Adds the cells as one step of the history, and runs what the comparison needs. */
  function showComparison(commands: Command[], compare: string, label: string): void {
    session.endGesture();
    for (const command of commands) change(command, { merge: label, label });
    session.endGesture();
    app.setState({ dialog: null, dropped: null });
    cellActions.focusCell(compare, 'start');
    void session.run(compare);
  }

  function setSource(cell: string, source: DataSource): void {
    change({ type: 'setParams', id: cell, params: { source, overrides: {} } });
  }

  const cellActions = createCellActions(session, app, { change, tell, say });

  return {
    ...cellActions,
    tell,
    say,
    change,
    openFile: () =>
      attemptAsync(async () => {
        const picked = await pickFromDisk();
        if (picked) await openAny(picked);
      }),
    openDropped: (file, alone = false) =>
      attemptAsync(async () => {
        const { dialog } = app.getState();
        const asks = !alone && dialog === null && !NOTEBOOK_NAME.test(file.name);
        if (asks && hasReviewedRun(session.store.getState()))
          app.setState({ dialog: 'dropped', dropped: file });
        else await openAny({ file, handle: null });
      }),
    compareWith: (given) =>
      attemptAsync(async () => {
        const file = given ?? (await pickFromDisk())?.file;
        if (!file) return;
        expectData(file);
        showOther(await readFile(file));
      }),
    compareSimulated: (source) =>
      attemptAsync(async () => {
        await probe(source);
        showOther(source);
      }),
    compareRuns() {
      const { document } = session.store.getState();
      const { command, compare } = addRuns(document);
      showComparison([command], compare, 'compare runs');
    },
    fillDataCell: (cell) =>
      attemptAsync(async () => {
        const file = (await pickFromDisk())?.file;
        if (!file) return;
        expectData(file);
        const lost = lostSource(cell);
        const source = await readFile(file, lost?.pick);
        if (!lost) {
          setSource(cell, source);
          return;
        }
        // In its place, with what was decided about its columns; another file than expected, the cell asks about.
        const { sha256 = source.sha256, rows = source.rows } = lost;
        change({ type: 'setParams', id: cell, params: { source: { ...source, sha256, rows } } });
      }),
    acceptFile: (cell) =>
      attemptAsync(async () => {
        const lost = lostSource(cell);
        if (lost) change({ type: 'setParams', id: cell, params: { source: await described(lost) } });
      }),
    chooseData: (cell) =>
      attemptAsync(async () => {
        const found = session.store.getState().document.cells.find(({ id }) => id === cell);
        const source = found?.params.source as DataSource | undefined;
        if (source?.type !== 'file') return;
        const file = await shelf.opened(source.key);
        if (!file) throw new Problem('file-missing', `${source.name} is not at hand; choose the file again`);
        const pick = await choose(file, source.name, source.pick ?? null, true);
        const next = await described({ ...source, pick });
        change({ type: 'setParams', id: cell, params: { source: next } }, { label: 'choose what is read' });
      }),
    setSource,
    simulate: (source) =>
      attemptAsync(async () => {
        await probe(source);
        const title = `Simulated ${source.preset.toUpperCase().replace('-', ' ')}`;
        session.open(pipelineNotebook(title, source));
        app.setState({ focused: null });
      }),
    openWelcome() {
      session.open(welcomeNotebook());
      app.setState({ dialog: null, focused: null, message: null });
    },
    openTutorial: (id) =>
      attemptAsync(async () => {
        const { tutorialNotebook } = await import('./tutorials/tutorial-notebook.ts');
        session.open(tutorialNotebook(id));
        app.setState({ dialog: null, focused: null, message: null });
      }),
    openRecent: (id) => attemptAsync(async () => openParsed(await kept.load(id))),
    saveAs: (another = false) =>
      attemptAsync(async () => {
        const { document, cells } = session.store.getState();
        const stem = document.title.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80) || 'notebook';
        const name = `${stem}.outcrop.json`;
        const text = serialiseNotebook(await withRecords(document, cellKinds, (id) => cells[id]));
        const saved = await saveToDisk({ id: document.id, name, text, another }, kept.links);
        if (saved.how !== 'download') tell('info', `saved to ${saved.name}`);
      }),
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    nameSelection(name) {
      const { document } = session.store.getState();
      if (document.selections.some((selection) => selection.name === name)) return false;
      change({ type: 'nameSelection', id: freshSelectionId(document), name });
      return true;
    },
    select(step, what) {
      attempt(() => session.select(step, what));
    },
  };
}
