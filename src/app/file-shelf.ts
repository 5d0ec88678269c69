import type { Files } from '../cells/contract.ts';
import type { DataSource } from '../cells/data/source.ts';
import { Problem } from '../core/problem.ts';
import type { NotebookStorage } from './storage/storage.ts';

export interface FileShelf extends Files {
  /** Remembers a file the user opened; a later visit finds it again where the browser has room for it. */
  keep(file: File): Promise<Extract<DataSource, { type: 'file' }>>;
}

/** Files behind data cells: those opened in this window, those kept by the browser, those that came with the app. */
export function createFileShelf(
  storage: Promise<NotebookStorage | null>,
  onUnkept: (why: string) => void,
): FileShelf {
  const open = new Map<string, Blob>();
  return {
    async keep(file) {
      const key = `${file.name}-${file.size}-${file.lastModified}`;
      open.set(key, file);
      const store = await storage;
      if (store) {
        // The file works in this window all the same, so a full disk is told and is no reason to stop.
        store
          .keepFile(key, file.name, file)
          .catch((error: unknown) => onUnkept(String((error as Error).message)));
      }
      return { type: 'file', key, name: file.name, size: file.size };
    },
    async opened(key) {
      const here = open.get(key);
      if (here) return here;
      const store = await storage;
      const kept = (await store?.fileFor(key))?.blob;
      if (kept) open.set(key, kept);
      return kept;
    },
    async bundled(name) {
      const response = await fetch(`./data/${encodeURIComponent(name)}`);
      if (!response.ok) {
        throw new Problem(
          'bad-file',
          `${name}: the file that came with the app could not be fetched (${response.status})`,
        );
      }
      return response.blob();
    },
  };
}
