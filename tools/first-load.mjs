/**
 * What the built app fetches before its first paint: the page's scripts with all that they import at once, and its
 * styles. Gzipped, it must stay within the limit, and neither plotly nor tfjs may be in it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isProgram, root } from './root.mjs';

export const LIMIT = 250_000;
const FORBIDDEN = /plotly|tfjs|render-markdown|\.worker-/;

/** Static imports of a built module; import() has a parenthesis. */
function importsOf(code) {
  return [...code.matchAll(/\b(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)].map(([, path]) => path);
}

/** `[{ name, bytes }]` of every file of the first load of the app in `dist`, gzipped; the largest first. */
export function firstLoad(dist) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const tags = page.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const waiting = tags
    .filter((tag) => tag.startsWith('<script') || /rel="(?:modulepreload|stylesheet)"/.test(tag))
    .flatMap((tag) => /(?:src|href)="\.?\/?([^"]+)"/.exec(tag)?.[1] ?? []);
  const found = new Map();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const file = join(dist, name);
    if (found.has(name) || !existsSync(file)) continue;
    const bytes = readFileSync(file);
    found.set(name, gzipSync(bytes, { level: 9 }).length);
    if (name.endsWith('.js')) {
      for (const path of importsOf(bytes.toString('utf8'))) waiting.push(posix.join(dirname(name), path));
    }
  }
  return [...found].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
}

if (isProgram(import.meta.url)) {
  const files = firstLoad(join(root, 'dist'));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const forbidden = files.filter(({ name }) => FORBIDDEN.test(name));
  console.log(
    `first load: ${(total / 1000).toFixed(1)} kB gzipped in ${files.length} files; at most ${LIMIT / 1000} kB`,
  );
  for (const { name } of forbidden)
    console.error(`${name} is loaded before the first paint; expected it later`);
  if (total > LIMIT)
    for (const { name, bytes } of files.slice(0, 5)) console.error(`${name}: ${bytes} bytes`);
  process.exitCode = total > LIMIT || files.length === 0 || forbidden.length > 0 ? 1 : 0;
}
