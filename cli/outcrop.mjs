#!/usr/bin/env node
/** `npm run -s outcrop -- COMMAND`: installs and bundles what is missing (telling stderr only), then runs it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CLI_SOURCES, isFresh } from '../tools/fresh.mjs';
import { install } from '../tools/install.mjs';
import { root } from '../tools/root.mjs';

try {
  install();
  if (!isFresh('dist-cli/main.js', CLI_SOURCES)) {
    // In a process of its own, so that its memory is not counted as the command's.
    const run = spawnSync(process.execPath, [join(root, 'tools/bundle.mjs')], { stdio: ['ignore', 2, 2] });
    if (run.status !== 0) throw new Error('outcrop: the program could not be bundled (see above)');
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await import(pathToFileURL(join(root, 'dist-cli/main.js')).href);
