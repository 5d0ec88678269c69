/** Whether something built is newer than everything it was built from. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The newest change below a path, in ms; 0 where it is not there. Tests are no source of a build. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs;
  // A folder's own time tells of removed files.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

export function isFresh(built, sources) {
  const stat = statSync(join(root, built), { throwIfNoEntry: false });
  return stat !== undefined && sources.every((source) => newest(join(root, source)) <= stat.mtimeMs);
}

const BOTH = [
  ...['src', 'workers', 'kernels', 'tools/kernels.mjs', 'tools/report-viewer.mjs'],
  ...['vite.config.ts', 'package.json', 'package-lock.json'],
];
export const APP_SOURCES = [...BOTH, 'public', 'index.html', 'tools/csp.mjs', 'tools/precache.mjs'];
export const CLI_SOURCES = [...BOTH, 'cli', 'tools/bundle.mjs'];
