import { cellKinds } from '../cells/registry.ts';
import { Problem, toProblemData } from '../core/problem.ts';
import { createDrawing } from '../engine/drawing.ts';
import { createJobs } from '../engine/jobs.ts';
import { createSession } from '../engine/session.ts';
import { browserSpawn } from '../engine/spawn-browser.ts';
import type { NotebookDocument } from '../notebook/document.ts';
import type { DrawingService } from '../plots/drawing-service.ts';
import { createActions } from './actions.ts';
import { createAppStore, createPointer } from './app-store.ts';
import type { Outcrop } from './context.ts';
import { welcomeNotebook } from './default-notebook.ts';
import { createFileShelf } from './file-shelf.ts';
import { createAutosave } from './storage/autosave.ts';
import { flushOnLeave } from './storage/flush-on-leave.ts';
import { type NotebookStorage, openStorage } from './storage/storage.ts';

export interface Started extends Outcrop {
  storage: Promise<NotebookStorage | null>;
  drawing: DrawingService;
}

/** Puts the parts together: storage, workers, the last notebook or the first one. */
export async function startOutcrop(): Promise<Started> {
  const app = createAppStore();
  const tell = (text: string): void => app.setState({ message: { level: 'bad', text } });

  const storage: Promise<NotebookStorage | null> = openStorage(cellKinds).catch((error: unknown) => {
    const why = toProblemData(error).message;
    app.setState({ save: { state: 'failed', at: null, why } });
    return null;
  });
  const shelf = createFileShelf(storage, (why) =>
    tell(`this file will have to be opened again next time: ${why}`),
  );
  const store = await storage;
  const document = await lastNotebook(store, tell);
  const jobs = createJobs(browserSpawn);
  const session = createSession({ document, kinds: cellKinds, jobs, files: shelf });

  const actions = createActions(session, app, shelf, async (id) => {
    const loaded = await (await storage)?.loadNotebook(id);
    if (!loaded) throw new Problem('storage', 'this notebook is not kept in this browser any more');
    return loaded;
  });

  if (store) {
    const autosave = createAutosave(store, (save) => app.setState({ save }));
    let saved = document;
    session.store.subscribe((state) => {
      if (state.document === saved) return;
      saved = state.document;
      autosave.changed(saved);
    });
    flushOnLeave(autosave);
  }
  const pointer = createPointer();
  return { session, app, actions, pointer, jobs, storage, drawing: createDrawing(jobs) };
}

/** The notebook of the last visit; the first one where there is none, or where it cannot be opened any more. */
async function lastNotebook(
  storage: NotebookStorage | null,
  tell: (text: string) => void,
): Promise<NotebookDocument> {
  try {
    const [recent] = (await storage?.listRecent()) ?? [];
    const loaded = recent ? await storage?.loadNotebook(recent.id) : undefined;
    if (loaded && loaded.changes.length > 0) tell(`${loaded.document.title}: ${loaded.changes.join('; ')}`);
    if (loaded) return loaded.document;
  } catch (error) {
    tell(`the last notebook could not be opened and is kept as it is: ${toProblemData(error).message}`);
  }
  return welcomeNotebook();
}
