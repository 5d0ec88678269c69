import type { StoreApi } from 'zustand/vanilla';
import type { DataResult } from '../cells/data/compute.ts';
import { noOverrides } from '../cells/data/params.ts';
import {
  type DataSource,
  describeFiles,
  describeSource,
  type FileReference,
  type FileSource,
  filesOf,
  isOpened,
  sourceOf,
} from '../cells/data/source.ts';
import { cellKinds } from '../cells/registry.ts';
import { Problem, toProblemData } from '../core/problem.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import type { AddressedFile } from '../engine/addressed-files.ts';
import { withRecords } from '../engine/provenance.ts';
import type { Session } from '../engine/session.ts';
import { isAddress } from '../io/address/is-address.ts';
import type { Command } from '../notebook/commands.ts';
import { expectNotebookSize } from '../notebook/expect-notebook-size.ts';
import { freshSelectionId } from '../notebook/fresh-id.ts';
import type { DispatchOptions } from '../notebook/history.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { serialiseNotebook } from '../notebook/serialise-notebook.ts';
import type { TutorialId } from '../tutorials/list.ts';
import { fileStem } from '../ui/file-stem.ts';
import type { AppState, Opening } from './app-store.ts';
import { type CellActions, createCellActions } from './cell-actions.ts';
import type { ChooseData } from './choose/choose-data.ts';
import { addOther, addRuns, hasReviewedRun } from './compare/add-comparison.ts';
import { pipelineNotebook, welcomeNotebook } from './default-notebook.ts';
import type { FileShelf } from './file-shelf.ts';
import { holdsOthers } from './listed.ts';
import { linkToDisk, type PickedFile, pickFromDisk, saveToDisk } from './storage/disk-file.ts';
import type { KeptNotebooks, OpenedNotebook } from './storage/kept-notebooks.ts';
import type { Keeper } from './storage/notebook-keeper.ts';

export interface Actions extends CellActions {
  /** Opens files the user picks: data becomes a new notebook, an .outcrop.json is opened. */
  openFile(): Promise<void>;
  /** Opens what is at an address as a new notebook; with a cell, puts it behind that one as `fillDataCell` does. */
  openAddressed(file: AddressedFile, cell: string | null): Promise<void>;
  /** Where a run has been looked at, data is asked about first, unless `alone` says that it opens by itself. */
  openDropped(files: File[], alone?: boolean): Promise<void>;
  /** Puts other data files, picked where none are given, beside the clusters there are, and runs the comparison. */
  compareWith(files?: File[]): Promise<void>;
  /** The same with a simulated run. */
  compareSimulated(source: Extract<DataSource, { type: 'simulate' }>): Promise<void>;
  /** Compares the runs of the table behind the clusters. */
  compareRuns(): void;
  /** Puts picked files behind an existing data cell; of several that cannot be had, those that are lost. */
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

/** A file of data that the user chose, and how it is kept where it is opened. */
interface ChosenFile {
  name: string;
  blob: Blob;
  keep(): Promise<FileReference>;
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
      const lost = session.dispatch(command, options);
      // An error is over, and "Undo" would take back another change than the one it stands beside.
      const { message } = app.getState();
      if (message?.level === 'bad' || message?.undo) app.setState({ message: null });
      if (lost.length > 0) tell('info', holdsOthers(lost), { undo: true });
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

  async function openAny(picked: PickedFile[]): Promise<void> {
    const [{ file }] = picked;
    if (picked.length === 1 && NOTEBOOK_NAME.test(file.name)) {
      expectNotebookSize(file.size);
      const opened = await kept.fromFile(parseNotebook(await file.text(), cellKinds));
      openParsed(opened);
      await linkToDisk(opened.document.id, picked[0], kept.links);
      return;
    }
    const files = expectData(picked.map(({ file }) => file));
    await openData(
      files,
      files.map(({ name }) => name),
    );
  }

  /** Reads a source with its progress shown, so that a bad file leaves the open notebook as it is. */
  async function probe(source: DataSource, memory?: number): Promise<DataResult> {
    const abort = new AbortController();
    const startedAt = Date.now();
    const shown: Opening = {
      what: describeSource(source),
      report: null,
      startedAt,
      stageStartedAt: startedAt,
      memory,
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

  /** The source with what its files are like, so that others are noticed later. */
  async function described(source: FileSource, memory?: number): Promise<FileSource> {
    const plain = filesOf(source).map(({ key, name, size }) => ({ key, name, size }));
    const { table, source: read } = await probe(sourceOf(plain, source.pick), memory);
    const found = read.files ?? [{ ...read, rows: table.rows }];
    const told = plain.map((file, i) => ({ ...file, sha256: found[i].sha256, rows: found[i].rows }));
    return sourceOf(told, source.pick);
  }

  /** Reads files, or what the user chooses of them, as one table. */
  async function readFiles(files: ChosenFile[]): Promise<FileSource> {
    const { pick, memory } = await choose(files, null, false);
    return described(sourceOf(await Promise.all(files.map((file) => file.keep())), pick), memory);
  }

  /** Opens a new notebook on data. */
  async function openData(files: ChosenFile[], names: string[]): Promise<void> {
    const source = await readFiles(files);
    const title = (name: string): string => name.replace(/\.(gz|csv|tsv|txt|parquet|root)$/gi, '');
    session.open(pipelineNotebook(describeFiles(names.map(title)), source));
    app.setState({ dialog: null, focused: null });
  }

  async function putBehind(cell: string, files: ChosenFile[]): Promise<void> {
    const lost = lostSource(cell);
    // In their place, with what was decided about the columns; others than expected, the cell asks about.
    if (lost) change({ type: 'setParams', id: cell, params: { source: await found(lost, files) } });
    else setSource(cell, await readFiles(files));
  }

  /** The files of a data cell that cannot all be had, or not as they were. */
  function lostSource(cell: string): FileSource | null {
    const { document, cells } = session.store.getState();
    const code = cells[cell]?.error?.code;
    if (code !== 'file-missing' && code !== 'file-changed') return null;
    const source = document.cells.find(({ id }) => id === cell)?.params.source as DataSource | undefined;
    return isOpened(source) ? source : null;
  }

  /** The lost source with the given files in place of those of their names; one of one needs no name. */
  async function found(lost: FileSource, files: ChosenFile[]): Promise<FileSource> {
    const wanted = filesOf(lost);
    const unknown = files.find(({ name }) => !wanted.some((file) => file.name === name));
    if (wanted.length > 1 && unknown) {
      const names = wanted.map(({ name }) => name).join(', ');
      throw new Problem(
        'bad-file',
        `${unknown.name} is none of the files of this table; expected some of ${names}`,
      );
    }
    const next = await Promise.all(
      wanted.map(async (file) => {
        const mine = wanted.length === 1 ? files[0] : files.find(({ name }) => name === file.name);
        return mine ? { ...(await mine.keep()), sha256: file.sha256, rows: file.rows } : file;
      }),
    );
    const source = sourceOf(next, lost.pick);
    // Read before the notebook is changed for it, unless more files are to come.
    const read = await described(source).catch((error: unknown) => {
      if (toProblemData(error).code === 'file-missing') return source;
      throw error;
    });
    const expected = filesOf(read).map((file, i) => ({
      ...file,
      sha256: next[i].sha256 ?? file.sha256,
      rows: next[i].rows ?? file.rows,
    }));
    return sourceOf(expected, lost.pick);
  }

  function expectData(files: File[]): ChosenFile[] {
    const notebook = files.find(({ name }) => NOTEBOOK_NAME.test(name));
    if (notebook) {
      throw new Problem(
        'bad-file',
        `${notebook.name} is a notebook; expected ${files.length > 1 ? 'data files only' : 'a data file, such as CSV, ROOT, HDF5 or Parquet'}`,
      );
    }
    return files.map((file) => ({ name: file.name, blob: file, keep: () => shelf.keep(file) }));
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
        if (picked.length > 0) await openAny(picked);
      }),
    openAddressed: (file, cell) =>
      attemptAsync(async () => {
        const chosen = [{ name: file.name, blob: file.blob, keep: () => shelf.keepAddressed(file) }];
        if (cell !== null) await putBehind(cell, chosen);
        else await openData(chosen, [file.title]);
      }),
    openDropped: (files, alone = false) =>
      attemptAsync(async () => {
        const { dialog } = app.getState();
        const asks = !alone && dialog === null && !files.some(({ name }) => NOTEBOOK_NAME.test(name));
        if (asks && hasReviewedRun(session.store.getState()))
          app.setState({ dialog: 'dropped', dropped: files });
        else await openAny(files.map((file) => ({ file, handle: null })));
      }),
    compareWith: (given) =>
      attemptAsync(async () => {
        const files = given ?? (await pickFromDisk()).map(({ file }) => file);
        if (files.length > 0) showOther(await readFiles(expectData(files)));
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
        const lost = lostSource(cell);
        if (lost?.type === 'file' && isAddress(lost.name)) {
          app.setState({ dialog: 'address', about: cell });
          return;
        }
        const files = expectData((await pickFromDisk()).map(({ file }) => file));
        if (files.length > 0) await putBehind(cell, files);
      }),
    acceptFile: (cell) =>
      attemptAsync(async () => {
        const lost = lostSource(cell);
        if (lost) change({ type: 'setParams', id: cell, params: { source: await described(lost) } });
      }),
    chooseData: (cell) =>
      attemptAsync(async () => {
        const here = session.store.getState().document.cells.find(({ id }) => id === cell);
        const source = here?.params.source as DataSource | undefined;
        if (!isOpened(source)) return;
        const files = await Promise.all(
          filesOf(source).map(async ({ key, name }) => {
            const blob = await shelf.opened(key);
            if (!blob) throw new Problem('file-missing', `${name} is not at hand; choose the file again`);
            return { name, blob };
          }),
        );
        const { pick, memory } = await choose(files, source.pick ?? null, true);
        const next = await described(sourceOf(filesOf(source), pick), memory);
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
        const stem = fileStem(document.title);
        const name = `${stem}.outcrop.json`;
        const recorded = await withRecords(document, cellKinds, (id) => cells[id]);
        const text = serialiseNotebook(recorded);
        const saved = await saveToDisk({ id: document.id, name, text, another }, kept.links);
        // The browser keeps them too, so that a check after a reload has what was saved to compare with.
        const record = { type: 'recordResults', results: recorded.results } as const;
        const still = session.store.getState().document.id === document.id;
        if (still && keeper.refusal(record) === null) session.dispatch(record);
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
