/** Builds the parts of the bench into the ignored cache, where they last as long as the process. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureKernels } from '../tools/kernels.mjs';
import { root } from '../tools/root.mjs';

function ownFolder(name) {
  const folder = join(root, '.outcrop-cache', `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Bundles bench/<entry>.ts and the app's worker threads. Gives the loaded module, and the URL of the worker's. */
export async function bundleForNode(entry) {
  await ensureKernels();
  const { build } = await import('vite');
  const outDir = ownFolder('bench-node');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    // Playwright comes with files that it looks for beside itself.
    ssr: { noExternal: true, external: ['@playwright/test'] },
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        checks: { pluginTimings: false },
        input: {
          entry: join(root, `bench/${entry}.ts`),
          'job-worker': join(root, 'cli/job-worker.ts'),
          'read-file': join(root, 'bench/places/read-file.ts'),
          'read-part': join(root, 'bench/places/read-part.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return {
    module: await import(pathToFileURL(join(outDir, 'entry.mjs')).href),
    worker: pathToFileURL(join(outDir, 'job-worker.mjs')),
  };
}

/** Builds bench/page as the app is built; gives its folder, in which the bench also puts its cases. */
export async function buildPage() {
  await ensureKernels();
  const { build } = await import('vite');
  const outDir = ownFolder('bench-page');
  await build({
    root: join(root, 'bench/page'),
    base: './',
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 6000,
      reportCompressedSize: false,
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  });
  return outDir;
}

/** Builds the app as `npm run build` does, but for this process. */
export async function buildApp() {
  const { build } = await import('vite');
  const outDir = ownFolder('bench-app');
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  return outDir;
}
