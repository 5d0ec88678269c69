/** Writes the list of all built files into the service worker, so that the app opens without a network. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const SOURCE = 'workers/offline/service-worker.ts';
const WORKER = 'service-worker.js';
const PLACE = 'OUTCROP_PRECACHE';

/** Not needed to run the app: maps, and the picture of the README. */
const LEFT_OUT = /\.map$|(^|\/)screenshot\.png$/;

/** `{ version, entry, files }` of files by name, each with its bytes; `index.html` becomes the page itself. */
export function precacheOf(contents, entry) {
  const names = [...contents.keys()].filter((name) => name !== WORKER && !LEFT_OUT.test(name)).sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\0`).update(contents.get(name)).update('\0');
  return {
    version: hash.digest('hex').slice(0, 16),
    entry,
    files: names.map((name) => (name === 'index.html' ? '' : name)),
  };
}

function publicFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => [name, readFileSync(join(folder, name))]);
}

/** @returns {import('vite').Plugin} */
export function precache() {
  return {
    name: 'outcrop-precache',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'chunk', id: join(root, SOURCE), fileName: WORKER });
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const contents = new Map(publicFiles(join(root, 'public')));
        let entry = '';
        for (const [name, part] of Object.entries(bundle)) {
          contents.set(name, part.type === 'chunk' ? part.code : part.source);
          if (part.type === 'chunk' && part.isEntry && name !== WORKER) entry = name;
        }
        const worker = bundle[WORKER];
        if (worker?.type !== 'chunk' || worker.imports.length > 0 || !worker.code.includes(PLACE))
          this.error(`${WORKER} must be one script with a place for its list of files`);
        if (entry === '' || !contents.has('index.html')) this.error('the build has no page to keep');
        worker.code = worker.code.replaceAll(PLACE, () => JSON.stringify(precacheOf(contents, entry)));
      },
    },
  };
}
