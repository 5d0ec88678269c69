import { Problem } from '../../core/problem.ts';
import { type Connection, settled } from './database.ts';

export interface FileStore {
  /**
   * Keeps a data file, so that a reload needs no file again. `key` names its content, such as its SHA-256.
   * Where all files together would pass the cap, those used longest ago go; a file beyond the cap by itself
   * is a Problem 'storage'.
   */
  keepFile(key: string, name: string, blob: Blob): Promise<void>;
  /** undefined where it is not kept, or not any more. Counts as a use. */
  fileFor(key: string): Promise<{ name: string; blob: Blob } | undefined>;
  removeFile(key: string): Promise<void>;
}

export function createFileStore(connection: Connection, cap: number, now: () => number): FileStore {
  return {
    async keepFile(key, name, blob) {
      if (blob.size > cap) {
        throw new Problem(
          'storage',
          `cannot keep ${name} in this browser: ${megabytes(blob.size)} MB; expected at most ${megabytes(cap)} MB`,
        );
      }
      await connection.use(`keep ${name} in this browser`, async (database) => {
        const transaction = database.transaction(['files', 'blobs'], 'readwrite');
        const files = transaction.objectStore('files');
        const blobs = transaction.objectStore('blobs');
        const kept = await files.getAll();
        const usedAt = Math.max(now(), ...kept.map((file) => file.usedAt + 1));
        const requests: Promise<unknown>[] = [files.put({ key, name, size: blob.size, usedAt })];
        if (!kept.some((file) => file.key === key && file.size === blob.size))
          requests.push(blobs.put(blob, key));

        const others = kept.filter((file) => file.key !== key).sort((a, b) => a.usedAt - b.usedAt);
        let total = others.reduce((sum, file) => sum + file.size, blob.size);
        for (const oldest of others) {
          if (total <= cap) break;
          requests.push(files.delete(oldest.key), blobs.delete(oldest.key));
          total -= oldest.size;
        }
        await settled(transaction, requests);
      });
    },

    fileFor: (key) =>
      connection.use('read a kept file from this browser', async (database) => {
        const transaction = database.transaction(['files', 'blobs'], 'readwrite');
        const files = transaction.objectStore('files');
        const kept = await files.getAll();
        const file = kept.find((candidate) => candidate.key === key);
        const blob = await transaction.objectStore('blobs').get(key);
        const requests: Promise<unknown>[] = [];
        if (file && blob) {
          const usedAt = Math.max(now(), ...kept.map((other) => other.usedAt + 1));
          requests.push(files.put({ ...file, usedAt }));
        }
        await settled(transaction, requests);
        return file && blob ? { name: file.name, blob } : undefined;
      }),

    removeFile: (key) =>
      connection.use('remove a kept file from this browser', async (database) => {
        const transaction = database.transaction(['files', 'blobs'], 'readwrite');
        await settled(transaction, [
          transaction.objectStore('files').delete(key),
          transaction.objectStore('blobs').delete(key),
        ]);
      }),
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 0);
}
