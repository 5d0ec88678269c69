import type { Files } from '../cells/contract.ts';
import type { FileReference } from '../cells/data/source.ts';
import { Problem, toProblemData } from '../core/problem.ts';
import type { AddressedFile } from '../engine/addressed-files.ts';
import type { FileStore } from './storage/file-store.ts';
import { keepsFiles } from './storage/storage-usage.ts';

export interface FileShelf extends Files {
  /** Remembers a file the user opened; a later visit finds it again where the browser has room for it. */
  keep(file: File): Promise<FileReference>;
  /** The same for what was opened at an address. */
  keepAddressed(file: AddressedFile): Promise<FileReference>;
}

/** Files behind data cells: those opened in this window, those kept by the browser, those that came with the app. */
export function createFileShelf(storage: FileStore, tell: (text: string) => void): FileShelf {
  const open = new Map<string, Blob>();

  async function store(key: string, name: string, bytes: Blob): Promise<void> {
    try {
      const gone = await storage.keepFile(key, name, bytes);
      if (gone.length > 0) tell(`to make room for ${name}, this browser no longer keeps ${gone.join(', ')}`);
      // The copy outlives what becomes of the file on disk while this window is open.
      const kept = open.get(key) === bytes && (await storage.fileFor(key));
      if (kept) open.set(key, kept.blob);
    } catch (error) {
      // The file works in this window all the same, so a full disk is told and is no reason to stop.
      tell(`${name} will have to be opened again next time: ${toProblemData(error).message}`);
    }
  }

  return {
    async keep(file) {
      const key = `${file.name.slice(-150)}-${file.size}-${file.lastModified}`;
      open.set(key, file);
      if (keepsFiles()) void store(key, file.name, file);
      return { key, name: file.name, size: file.size };
    },
    async keepAddressed({ key, name, blob, kept }) {
      open.set(key, blob);
      if (keepsFiles()) void store(key, name, kept);
      return { key, name, size: blob.size };
    },
    async opened(key) {
      const here = open.get(key);
      if (here) return here;
      // What cannot be looked up is not at hand: the cell asks for the file.
      let kept = (await storage.fileFor(key).catch(() => undefined))?.blob;
      if (kept && key.startsWith('address ')) {
        const { keptAddress } = await import('./address/open-at-address.ts');
        kept = await keptAddress(kept);
      }
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
