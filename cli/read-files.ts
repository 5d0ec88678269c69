import { resolve } from 'node:path';
import { Problem } from '../src/core/problem.ts';
import type { Progress } from '../src/core/progress.ts';
import { openAddressedFile } from '../src/engine/addressed-files.ts';
import type { Jobs } from '../src/engine/jobs.ts';
import { FileBlob } from '../src/engine/node/file-blob.ts';
import { parseAddress } from '../src/io/address/address.ts';
import { isAddress } from '../src/io/address/is-address.ts';
import { readAnything } from '../src/io/format.ts';
import type { FileRead, ReadOutcome } from '../workers/read/api.ts';
import { expectFile } from './disk.ts';

export interface FilesRead {
  /** All files as one. */
  outcome: ReadOutcome;
  files: FileRead[];
}

/** Reads files in the reading worker, one after another, and joins their rows. Throws a Problem that names the file. */
export async function readFiles(
  paths: string[],
  jobs: Jobs,
  progress: Progress,
  tables: string[] | null = null,
  /** Origins that addresses may be of. */
  allow: readonly string[] = [],
): Promise<FilesRead> {
  for (const path of paths) if (!isAddress(path)) expectFile(path);
  const call = { cell: 'data', signal: new AbortController().signal };
  const options = { ...readAnything, tables };
  const blobs: Blob[] = [];
  for (const path of paths) {
    blobs.push(isAddress(path) ? await openAllowed(path, allow, progress) : new FileBlob(resolve(path)));
  }
  if (blobs.length === 1) {
    const outcome = await jobs.read(call, blobs[0], paths[0], options, progress);
    const { format, bytes, sha256, table } = outcome;
    return { outcome, files: [{ name: paths[0], format, bytes, sha256, rows: table.rows }] };
  }
  const outcome = await jobs.readSeveral(call, paths, options, progress, ...blobs);
  return { outcome, files: outcome.files };
}

async function openAllowed(typed: string, allow: readonly string[], progress: Progress): Promise<Blob> {
  const { href, origin } = parseAddress(typed);
  if (!allow.includes(origin)) {
    throw new Problem('bad-parameter', `${typed}: ${origin} is not allowed; expected --allow ${origin}`);
  }
  return (await openAddressedFile(href, href, false, progress)).blob;
}
