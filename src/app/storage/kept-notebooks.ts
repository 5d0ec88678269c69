import { toProblemData } from '../../core/problem.ts';
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

export function createKeptNotebooks(
  storage: NotebookStorage,
  keeper: Pick<Keeper, 'load' | 'flush'>,
): KeptNotebooks {
  return {
    links: storage,
    load: async (id) => asOpened(await keeper.load(id)),
    async fromFile(parsed) {
      await keeper.flush();
      const { id } = parsed.document;
      const beside = (why: string): OpenedNotebook => ({
        document: { ...parsed.document, id: `n-${crypto.randomUUID()}` },
        changes: [...parsed.changes, why],
      });
      let kept: LoadedNotebook | undefined;
      try {
        kept = await storage.loadNotebook(id);
      } catch (error) {
        // It may be there for a newer Outcrop to read.
        return beside(`what this browser keeps of it stays as it is: ${toProblemData(error).message}`);
      }
      if (!kept) return parsed;
      const { document } = kept.state;
      if (sameNotebook(document, parsed.document)) {
        const opened = asOpened(await keeper.load(id));
        // What the file says of its results is what a check compares with.
        return { ...opened, document: { ...opened.document, results: parsed.document.results } };
      }
      return beside(
        `this browser keeps another state of it, “${document.title}”, which stays in the list of notebooks`,
      );
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
