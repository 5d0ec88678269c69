import type { NotebookDocument } from '../../notebook/document.ts';
import type { NotebookPast } from '../../notebook/history.ts';
import { sameJson } from '../../notebook/json.ts';
import type { ParsedNotebook } from '../../notebook/parse-notebook.ts';
import type { DiskFiles } from './disk-file.ts';
import type { Keeper } from './notebook-keeper.ts';
import type { LoadedNotebook } from './notebook-store.ts';
import type { NotebookStorage } from './storage.ts';

export interface OpenedNotebook {
  document: NotebookDocument;
  past?: NotebookPast;
  /** To tell the user, one line each. */
  changes: string[];
}

/** The notebooks of this browser, as opening and saving see them. */
export interface KeptNotebooks {
  load(id: string): Promise<OpenedNotebook>;
  /** What opens for a notebook that came as a file: it writes over none that is kept here. */
  fromFile(parsed: ParsedNotebook): Promise<OpenedNotebook>;
  links: DiskFiles;
}

export function createKeptNotebooks(storage: NotebookStorage, keeper: Keeper): KeptNotebooks {
  return {
    links: storage,
    load: async (id) => asOpened(await keeper.load(id)),
    async fromFile(parsed) {
      await keeper.flush();
      // Where the browser keeps nothing, nothing can be written over.
      const kept = await storage.loadNotebook(parsed.document.id).catch(() => undefined);
      if (!kept) return parsed;
      if (sameNotebook(kept.state.document, parsed.document)) {
        return asOpened(await keeper.load(parsed.document.id));
      }
      return {
        document: { ...parsed.document, id: `n-${crypto.randomUUID()}` },
        changes: [
          ...parsed.changes,
          `this browser keeps another state of it, “${kept.state.document.title}”, which stays in the list of notebooks`,
        ],
      };
    },
  };
}

/** Records of results are made anew by every run and make no other notebook. */
function sameNotebook(a: NotebookDocument, b: NotebookDocument): boolean {
  return sameJson({ ...a, results: {} }, { ...b, results: {} });
}

function asOpened({ state, changes }: LoadedNotebook): OpenedNotebook {
  return { document: state.document, past: state, changes };
}
