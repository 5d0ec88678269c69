/** Bundles a program of the bench for Node into the ignored cache, and imports it. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureKernels } from '../tools/kernels.mjs';
import { root } from '../tools/root.mjs';

export async function load(entry) {
  await ensureKernels();
  const { build } = await import('vite');
  const outDir = join(root, `.outcrop-cache/bench-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { [entry]: join(root, `bench/${entry}.ts`) },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return import(pathToFileURL(join(outDir, `${entry}.mjs`)).href);
}
