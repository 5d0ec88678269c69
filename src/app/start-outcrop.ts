import { cellKinds } from '../cells/registry.ts';
import { toProblemData } from '../core/problem.ts';
import { createDrawing } from '../engine/drawing.ts';
import { createJobs } from '../engine/jobs.ts';
import { createSession, type Session } from '../engine/session.ts';
import { browserSpawn } from '../engine/spawn-browser.ts';
import { createActions } from './actions.ts';
import { createAppStore, createPointer } from './app-store.ts';
import { createChooseData } from './choose/choose-data.ts';
import type { Outcrop } from './context.ts';
import { isUntouchedSample, welcomeNotebook } from './default-notebook.ts';
import { createFileShelf } from './file-shelf.ts';
import { flushOnLeave } from './storage/flush-on-leave.ts';
import { createKeptNotebooks } from './storage/kept-notebooks.ts';
import { lastOf, rememberLast } from './storage/last-notebook.ts';
import { createKeeper, type Keeper } from './storage/notebook-keeper.ts';
import type { LoadedNotebook } from './storage/notebook-store.ts';
import { createStorage, type NotebookStorage } from './storage/storage.ts';
import { askToPersist } from './storage/storage-usage.ts';

export interface Started extends Outcrop {
  storage: Promise<NotebookStorage | null>;
  keeper: Keeper;
}

/** Puts the parts together: storage, workers, the last notebook or the first one. */
export async function startOutcrop(): Promise<Started> {
  const app = createAppStore();
  const tell = (text: string): void => app.setState({ message: { level: 'bad', text } });

  const storage = createStorage(cellKinds);
  let session: Session | null = null;
  const keeper = createKeeper({
    storage,
    kinds: cellKinds,
    onSave(save) {
      app.setState({ save });
      if (save.state !== 'saved') return;
      void askToPersist();
      if (save.at !== null && session) rememberLast(session.store.getState().document.id);
    },
    isWorthKeeping: (document) => !isUntouchedSample(document),
  });
  const unusable = await storage.open().then(
    () => null,
    (error: unknown) => toProblemData(error).message,
  );
  const last = unusable === null ? await lastNotebook(storage, keeper, tell) : null;

  const shelf = createFileShelf(storage, tell);
  const jobs = createJobs(browserSpawn);
  session = createSession({
    document: last?.state.document ?? welcomeNotebook(),
    past: last?.state,
    kinds: cellKinds,
    jobs,
    files: shelf,
  });
  keeper.attach(session);
  if (unusable !== null) app.setState({ save: { state: 'failed', at: null, why: unusable } });
  // Nothing to go on with: the ways to begin.
  if (last === null) app.setState({ dialog: 'start' });
  flushOnLeave(keeper);

  const actions = createActions(
    session,
    app,
    shelf,
    createKeptNotebooks(storage, keeper),
    keeper,
    createChooseData(app, jobs),
  );
  const pointer = createPointer();
  return {
    session,
    app,
    actions,
    pointer,
    files: shelf,
    jobs,
    keeper,
    storage: Promise.resolve(storage),
    drawing: createDrawing(jobs),
  };
}

/** The notebook of the last visit; null where there is none, or where it cannot be opened any more. */
async function lastNotebook(
  storage: NotebookStorage,
  keeper: Keeper,
  tell: (text: string) => void,
): Promise<LoadedNotebook | null> {
  try {
    const recent = lastOf(await storage.listRecent());
    if (!recent) return null;
    const loaded = await keeper.load(recent.id);
    if (loaded.changes.length > 0) tell(`${loaded.state.document.title}: ${loaded.changes.join('; ')}`);
    return loaded;
  } catch (error) {
    tell(`the last notebook could not be opened and is kept as it is: ${toProblemData(error).message}`);
    return null;
  }
}
