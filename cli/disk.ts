import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Problem } from '../src/core/problem.ts';

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read or written by you',
  EPERM: 'it may not be read or written by you',
  EISDIR: 'it is a folder; expected a file',
  ENOTDIR: 'a part of its path is a file; expected a folder',
  EEXIST: 'it is a file; expected a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk cannot be written',
};

/** Turns an error of the file system into a Problem that names the path; to be used as `.catch(diskProblem(path))`. */
export function diskProblem(path: string): (error: unknown) => never {
  return (error) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Problem('bad-file', `${path}: ${(code && REASONS[code]) ?? message}`, { cause: error });
  };
}

/**
 * Makes a folder with those above it, as `mkdir -p` does. Node's own `recursive` never ends where a folder that is there
 * says of its own that there is none, as `/proc` does.
 */
export async function makeFolder(path: string): Promise<void> {
  const folder = resolve(path);
  const missing: string[] = [];
  try {
    for (let at = folder; !isFolder(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  } catch (error) {
    diskProblem(path)(error);
  }
  for (const each of missing) {
    await mkdir(each).catch((error: NodeJS.ErrnoException) => {
      // Another program was faster.
      if (error.code !== 'EEXIST' || !isFolder(each)) diskProblem(path)(error);
    });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Throws a Problem where there is no file to be read. */
export function expectFile(path: string): void {
  try {
    if (!statSync(path).isDirectory()) return;
  } catch (error) {
    diskProblem(path)(error);
  }
  throw new Problem('bad-file', `${path}: it is a folder; expected a file`);
}
