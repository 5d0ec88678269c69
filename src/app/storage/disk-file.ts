import { Problem } from '../../core/problem.ts';
import { saveText } from '../../ui/save-file.ts';
import type { NotebookStore } from './notebook-store.ts';
import { pickFiles } from './pick-file.ts';
import { storageProblem } from './storage-problem.ts';

type Permission = { mode: 'readwrite' };

/** What Chromium has beyond the standard types of the DOM. */
interface DiskHandle extends FileSystemFileHandle {
  queryPermission?(wanted: Permission): Promise<PermissionState>;
  requestPermission?(wanted: Permission): Promise<PermissionState>;
}

interface Pickers {
  showSaveFilePicker?(options: object): Promise<DiskHandle>;
  showOpenFilePicker?(options?: object): Promise<DiskHandle[]>;
}

const NOTEBOOK_TYPES = [
  { description: 'Outcrop notebook', accept: { 'application/json': ['.outcrop.json', '.json'] } },
];

export interface PickedFile {
  file: File;
  /** To save there again; null where the browser gives none. */
  handle: FileSystemFileHandle | null;
}

/** Lets the user choose files; none where they think better of it. */
export async function pickFromDisk(): Promise<PickedFile[]> {
  const { showOpenFilePicker } = window as Window & Pickers;
  if (showOpenFilePicker) {
    const handles = await pick(() => showOpenFilePicker.call(window, { multiple: true }));
    if (handles === 'cancelled') return [];
    if (handles !== 'refused') {
      return Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
    }
  }
  return (await pickFiles()).map((file) => ({ file, handle: null }));
}

export interface SaveToDisk {
  id: string;
  /** Proposed for a new file, with its ending. */
  name: string;
  text: string;
  /** True to ask for a file even where one goes with the notebook. */
  another: boolean;
}

export interface SavedToDisk {
  name: string;
  how: 'in-place' | 'new-file' | 'download';
}

export type DiskFiles = Pick<NotebookStore, 'linkOf' | 'setLink'>;

/**
 * Saves to the file that goes with the notebook; to one that the user chooses where none does; as a download in
 * browsers that let no page write files. A file that another program has changed is written over only when asked
 * a second time. To be called from a click or key. Throws a Problem, 'cancelled' where the user chose none.
 */
export async function saveToDisk(request: SaveToDisk, links: DiskFiles): Promise<SavedToDisk> {
  const { id, name, text, another } = request;
  const { showSaveFilePicker } = window as Window & Pickers;
  if (!another) {
    // Where the browser keeps nothing, no file is remembered either.
    const link = await links.linkOf(id).catch(() => undefined);
    if (link && (await mayWrite(link.handle))) {
      await refuseForeignChange(id, link.handle, link.lastModified);
      await write(id, link.handle, text, links);
      return { name: link.handle.name, how: 'in-place' };
    }
  }
  if (showSaveFilePicker) {
    const handle = await pick(() =>
      showSaveFilePicker.call(window, { suggestedName: name, types: NOTEBOOK_TYPES }),
    );
    if (handle === 'cancelled') throw new Problem('cancelled', 'no file was chosen');
    if (handle !== 'refused') {
      await write(id, handle, text, links);
      return { name: handle.name, how: 'new-file' };
    }
  }
  saveText(name, text);
  return { name, how: 'download' };
}

/** Remembers the file that a notebook was opened from. */
export async function linkToDisk(id: string, { file, handle }: PickedFile, links: DiskFiles): Promise<void> {
  if (handle) await links.setLink({ id, handle, lastModified: file.lastModified });
}

async function pick<T>(choose: () => Promise<T>): Promise<T | 'cancelled' | 'refused'> {
  try {
    return await choose();
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'AbortError') return 'cancelled';
    // As in frames of other sites: the old ways remain.
    if (name === 'SecurityError' || name === 'NotAllowedError') return 'refused';
    throw error;
  }
}

async function mayWrite(handle: DiskHandle): Promise<boolean> {
  const wanted: Permission = { mode: 'readwrite' };
  if ((await handle.queryPermission?.(wanted)) === 'granted') return true;
  return (await handle.requestPermission?.(wanted)) === 'granted';
}

/** By notebook, the foreign change that was told: saving again writes over it. */
const told = new Map<string, number>();

async function refuseForeignChange(id: string, handle: DiskHandle, known: number): Promise<void> {
  let lastModified: number;
  try {
    lastModified = (await handle.getFile()).lastModified;
  } catch (error) {
    // A removed file is simply written again.
    if (error instanceof DOMException && error.name === 'NotFoundError') return;
    throw storageProblem(error, `save to ${handle.name}`);
  }
  if (lastModified === known || told.get(id) === lastModified) return;
  told.set(id, lastModified);
  throw new Problem(
    'storage',
    `${handle.name} was changed by another program since; save again to write over it, or save as another file`,
  );
}

async function write(id: string, handle: DiskHandle, text: string, links: DiskFiles): Promise<void> {
  try {
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
  } catch (error) {
    throw storageProblem(error, `save to ${handle.name}`);
  }
  const { lastModified } = await handle.getFile();
  // The file is written; a browser that keeps nothing asks for it again next time.
  await links.setLink({ id, handle, lastModified }).catch(() => undefined);
}
