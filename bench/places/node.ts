import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createJobs } from '../../src/engine/jobs.ts';
import { shareMemory } from '../../src/engine/node/share-memory.ts';
import { createNodeSpawn } from '../../src/engine/node/spawn-node.ts';
import { peers } from './peers.ts';
import { createPlace, type Place } from './place.ts';

/** @param entry the bundled cli/job-worker.ts. @param folder where cases lie. */
export function startNode(entry: URL, folder: string, threads?: number): { place: Place; close(): void } {
  shareMemory();
  const jobs = createJobs(createNodeSpawn(entry, threads));
  const load = async (name: string): Promise<ArrayBuffer> => {
    const bytes = await readFile(join(folder, `${name}.bin`));
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  };
  return { place: createPlace(jobs, peers, load), close: () => jobs.close() };
}
