/** The bytes of data files in the private file system of this origin (OPFS), which no other program sees. */
export interface PrivateFiles {
  /** Returns the name under which the bytes are. Rejects with the reason of the browser, and leaves nothing behind. */
  write(blob: Blob): Promise<string>;
  /** undefined where it is not there any more. */
  read(place: string): Promise<File | undefined>;
  remove(place: string): Promise<void>;
  /** Removes what no name in `known` stands for, such as the rest of a write that was cut off an hour ago or earlier. */
  sweep(known: ReadonlySet<string>, now: number): Promise<void>;
}

const FOLDER = 'data-files';
const GRACE_MS = 3_600_000;

/** null where the browser has none, or cannot write there from a page. */
export async function openPrivateFiles(): Promise<PrivateFiles | null> {
  if (typeof navigator === 'undefined' || typeof navigator.storage?.getDirectory !== 'function') return null;
  if (typeof FileSystemFileHandle === 'undefined' || !('createWritable' in FileSystemFileHandle.prototype))
    return null;
  let folder: FileSystemDirectoryHandle;
  try {
    folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  } catch {
    // Private windows of some browsers have the function and refuse to do it: the other way of keeping files remains.
    return null;
  }

  async function remove(place: string): Promise<void> {
    try {
      await folder.removeEntry(place);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  return {
    async write(blob) {
      const place = `f-${crypto.randomUUID()}`;
      const handle = await folder.getFileHandle(place, { create: true });
      try {
        await blob.stream().pipeTo(await handle.createWritable());
      } catch (error) {
        await remove(place);
        throw error;
      }
      return place;
    },
    async read(place) {
      try {
        return await (await folder.getFileHandle(place)).getFile();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    remove,
    async sweep(known, now) {
      for await (const [name, handle] of folder as unknown as AsyncIterable<[string, FileSystemHandle]>) {
        if (known.has(name) || handle.kind !== 'file') continue;
        const { lastModified } = await (handle as FileSystemFileHandle).getFile();
        if (now - lastModified > GRACE_MS) await remove(name);
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}
