import { Problem } from '../../core/problem.ts';
import { type Connection, type KeptFile, settled } from './database.ts';
import type { PrivateFiles } from './private-files.ts';

export type { KeptFile } from './database.ts';

/** Bytes that a database takes without slowing down. */
const DATABASE_CAP = 500e6;

export interface FileStore {
  /**
   * Keeps a data file, so that a reload needs no file again. `key` names its content. Where all files together
   * would pass the cap, those used longest ago go, and their names are returned; a file beyond the cap by itself
   * is a Problem 'storage'.
   */
  keepFile(key: string, name: string, blob: Blob): Promise<string[]>;
  /** undefined where it is not kept, or not any more. Counts as a use. */
  fileFor(key: string): Promise<{ name: string; blob: Blob } | undefined>;
  removeFile(key: string): Promise<void>;
  /** Used last, first. */
  listFiles(): Promise<KeptFile[]>;
}

/** `privately` is where the bytes go, or null where there is no such place and the database has to hold them. */
export function createFileStore(
  connection: Connection,
  privately: () => Promise<PrivateFiles | null>,
  cap: number,
  now: () => number,
): FileStore {
  async function forget(files: readonly KeptFile[]): Promise<void> {
    const disk = await privately();
    for (const { place } of files) if (place !== undefined) await disk?.remove(place);
  }

  async function listFiles(): Promise<KeptFile[]> {
    const files = await connection.use('list the data files of this browser', (database) =>
      database.getAll('files'),
    );
    return files.sort((a, b) => b.usedAt - a.usedAt);
  }

  async function removeFile(key: string): Promise<void> {
    await connection.use('remove a kept file from this browser', async (database) => {
      const transaction = database.transaction(['files', 'blobs'], 'readwrite');
      const file = await transaction.objectStore('files').get(key);
      await settled(transaction, [
        transaction.objectStore('files').delete(key),
        transaction.objectStore('blobs').delete(key),
      ]);
      if (file) await forget([file]);
    });
  }

  return {
    listFiles,
    removeFile,

    async keepFile(key, name, blob) {
      return connection.use(`keep ${name} in this browser`, async (database) => {
        const disk = await privately();
        const most = disk ? cap : Math.min(cap, DATABASE_CAP);
        if (blob.size > most) {
          throw new Problem(
            'storage',
            `cannot keep ${name} in this browser: ${megabytes(blob.size)} MB; expected at most ${megabytes(most)} MB`,
          );
        }
        const known = await database.get('files', key);
        let place = known?.size === blob.size ? known.place : undefined;
        const there = place !== undefined && (await disk?.read(place)) !== undefined;
        // The bytes first: a record never names what is not there. What a killed tab leaves is swept up later.
        if (!there) place = await disk?.write(blob);

        const transaction = database.transaction(['files', 'blobs'], 'readwrite');
        const files = transaction.objectStore('files');
        const blobs = transaction.objectStore('blobs');
        const kept = await files.getAll();
        const usedAt = latest(kept, now);
        const requests: Promise<unknown>[] = [files.put({ key, name, size: blob.size, usedAt, place })];
        if (place === undefined) requests.push(blobs.put(blob, key));

        const gone: KeptFile[] = [];
        const others = kept.filter((file) => file.key !== key).sort((a, b) => a.usedAt - b.usedAt);
        let total = others.reduce((sum, file) => sum + file.size, blob.size);
        for (const oldest of others) {
          if (total <= most) break;
          requests.push(files.delete(oldest.key), blobs.delete(oldest.key));
          gone.push(oldest);
          total -= oldest.size;
        }
        await settled(transaction, requests);
        const replaced = known && known.place !== place ? [known] : [];
        await forget([...gone, ...replaced]);
        const places = new Set([place, ...others.map((file) => file.place)].filter((p) => p !== undefined));
        await disk?.sweep(places, now());
        return gone.map((file) => file.name);
      });
    },

    fileFor: (key) =>
      connection.use('read a kept file from this browser', async (database) => {
        const kept = await database.getAll('files');
        const file = kept.find((candidate) => candidate.key === key);
        if (!file) return undefined;
        const blob =
          file.place === undefined
            ? await database.get('blobs', key)
            : await (await privately())?.read(file.place);
        if (!blob) {
          // Gone without us, as when the browser makes room: a name without bytes is of no use.
          await removeFile(key);
          return undefined;
        }
        await database.put('files', { ...file, usedAt: latest(kept, now) });
        return { name: file.name, blob };
      }),
  };
}

/** After all uses so far, also where the clock stands still or runs back. */
function latest(kept: readonly KeptFile[], now: () => number): number {
  return Math.max(now(), ...kept.map((file) => file.usedAt + 1));
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 0);
}
