/** No source file over 20 kB: a file is one concept. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, root } from './root.mjs';

const FOLDERS = ['src', 'workers', 'kernels', 'cli', 'tools', 'e2e'];
const LIMIT = 20_000;

/** `path (bytes)` of every source file over the limit. */
export function oversized() {
  return FOLDERS.flatMap((folder) =>
    statSync(join(root, folder), { throwIfNoEntry: false })
      ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.(ts|tsx|mjs|cjs|css)$/.test(name))
          .map((name) => ({ path: `${folder}/${name}`, bytes: statSync(join(root, folder, name)).size }))
      : [],
  )
    .filter(({ bytes }) => bytes > LIMIT)
    .map(({ path, bytes }) => `${path} (${bytes} bytes; expected at most ${LIMIT})`);
}

if (isProgram(import.meta.url)) {
  const found = oversized();
  for (const line of found) console.error(line);
  process.exitCode = found.length === 0 ? 0 : 1;
}
