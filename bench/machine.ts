import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Python } from './peers/python.ts';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  chromium: string | null;
  /** Version of embedding-atlas; null where it could not be fetched. */
  atlas: string | null;
  /** Versions of Python and of its packages; null where there is none. */
  python: Record<string, string | null> | null;
}

export async function machineOf(
  chromium: string | null,
  python: Python | null,
  atlas: string | null,
): Promise<Machine> {
  const answer = await python?.ask({ job: 'versions' });
  return {
    cpu: cpus()[0]?.model ?? process.arch,
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
    chromium,
    atlas,
    python: (answer?.versions as Machine['python']) ?? null,
  };
}

export interface Source {
  commit: string;
  /** Files of the project differ from the commit's. */
  changed: boolean;
}

export function sourceOf(root: string): Source {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changes = git('status', '--porcelain', '--', '.', ':!bench/results.json');
    return { commit: git('rev-parse', '--short', 'HEAD'), changed: changes !== '' };
  } catch {
    // A copy without its history, or no git.
    return { commit: 'unknown', changed: true };
  }
}
