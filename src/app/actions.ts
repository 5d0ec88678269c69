import type { StoreApi } from 'zustand/vanilla';
import { noOverrides } from '../cells/data/params.ts';
import { type DataSource, describeSource } from '../cells/data/source.ts';
import { cellKinds } from '../cells/registry.ts';
import { Problem, toProblemData } from '../core/problem.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import type { Session } from '../engine/session.ts';
import type { Command } from '../notebook/commands.ts';
import { freshSelectionId } from '../notebook/fresh-id.ts';
import type { DispatchOptions } from '../notebook/history.ts';
import { type ParsedNotebook, parseNotebook } from '../notebook/parse-notebook.ts';
import { serialiseNotebook } from '../notebook/serialise-notebook.ts';
import type { AppState, Opening } from './app-store.ts';
import { type CellActions, createCellActions } from './cell-actions.ts';
import { pipelineNotebook, welcomeNotebook } from './default-notebook.ts';
import type { FileShelf } from './file-shelf.ts';
import { downloadText } from './storage/download.ts';
import { pickFile } from './storage/pick-file.ts';

export interface Actions extends CellActions {
  /** Opens files the user picks: data becomes a new notebook, an .outcrop.json is opened. */
  openFile(): Promise<void>;
  openDropped(file: File): Promise<void>;
  /** Puts a picked file behind an existing data cell. */
  fillDataCell(cell: string): Promise<void>;
  setSource(cell: string, source: DataSource): void;
  simulate(source: Extract<DataSource, { type: 'simulate' }>): Promise<void>;
  openWelcome(): void;
  openRecent(id: string): Promise<void>;
  saveAs(): void;
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

const NOTEBOOK_NAME = /\.outcrop\.json$|\.json$/i;

export function createActions(
  session: Session,
  app: StoreApi<AppState>,
  shelf: FileShelf,
  loadRecent: (id: string) => Promise<ParsedNotebook>,
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
    session[way]();
    if (app.getState().message?.undo) app.setState({ message: null });
    say(label.replace(/^(Und|Red)o /, (verb) => (verb === 'Undo ' ? 'undone: ' : 'redone: ')));
  }

  function openParsed({ document, changes }: ParsedNotebook): void {
    session.open(document);
    app.setState({ dialog: null, focused: null });
    tell(
      'info',
      changes.length > 0 ? `opened ${document.title}: ${changes.join('; ')}` : `opened ${document.title}`,
    );
  }

  async function openAny(file: File): Promise<void> {
    if (NOTEBOOK_NAME.test(file.name)) {
      openParsed(parseNotebook(await file.text(), cellKinds));
      return;
    }
    const source = await shelf.keep(file);
    await probe(source);
    const title = file.name.replace(/\.(gz|csv|tsv|txt|parquet)$/gi, '');
    session.open(pipelineNotebook(title, source));
    app.setState({ dialog: null, focused: null, message: null });
  }

  /** Reads a source with its progress shown, so that a bad file leaves the open notebook as it is. */
  async function probe(source: DataSource): Promise<void> {
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
      await session.probe({ ...noOverrides, source }, abort.signal, (report) => {
        const last = app.getState().opening ?? shown;
        const stageStartedAt = report.stage === last.report?.stage ? last.stageStartedAt : Date.now();
        app.setState({ opening: { ...last, report, stageStartedAt } });
      });
    } finally {
      app.setState({ opening: null });
    }
  }

  function setSource(cell: string, source: DataSource): void {
    change({ type: 'setParams', id: cell, params: { source, overrides: {} } });
  }

  return {
    ...createCellActions(session, app, { change, tell, say }),
    tell,
    say,
    change,
    openFile: () =>
      attemptAsync(async () => {
        const file = await pickFile();
        if (file) await openAny(file);
      }),
    openDropped: (file) => attemptAsync(() => openAny(file)),
    fillDataCell: (cell) =>
      attemptAsync(async () => {
        const file = await pickFile();
        if (!file) return;
        if (NOTEBOOK_NAME.test(file.name)) {
          throw new Problem(
            'bad-file',
            `${file.name} is a notebook; expected a data file (CSV, TSV, Parquet)`,
          );
        }
        const source = await shelf.keep(file);
        await probe(source);
        setSource(cell, source);
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
    openRecent: (id) => attemptAsync(async () => openParsed(await loadRecent(id))),
    saveAs() {
      attempt(() => {
        const { document } = session.store.getState();
        const name = document.title.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80) || 'notebook';
        downloadText(`${name}.outcrop.json`, serialiseNotebook(document));
      });
    },
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
