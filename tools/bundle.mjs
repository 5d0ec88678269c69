/** Bundles the headless entry and the entry of its worker threads into dist-cli/. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CLI_SOURCES, isFresh } from './fresh.mjs';
import { ensureKernels } from './kernels.mjs';
import { reportViewer } from './report-viewer.mjs';
import { isProgram, root } from './root.mjs';
import { withoutZstd } from './without-zstd.mjs';

/**
 * Builds beside the old bundle and moves the new one into its place, so that a second process never sees half
 * of one. Everything but Node's own modules is bundled, by the same rules as for the browser.
 */
export async function bundleCli() {
  await ensureKernels();
  const { build } = await import('vite');
  const outDir = join(root, `.outcrop-cache/cli-${process.pid}`);
  rmSync(outDir, { recursive: true, force: true });
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [reportViewer(), withoutZstd()],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { main: join(root, 'cli/main.ts'), 'job-worker': join(root, 'cli/job-worker.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  moveInto(outDir, join(root, 'dist-cli'));
}

/** Another process may move its own bundle in between our two renames: then once more. */
function moveInto(folder, place) {
  const old = `${folder}-old`;
  for (let attempt = 1; ; attempt++) {
    try {
      if (existsSync(place)) renameSync(place, old);
      renameSync(folder, place);
      rmSync(old, { recursive: true, force: true });
      return;
    } catch (error) {
      if (attempt === 10 || !['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
      rmSync(old, { recursive: true, force: true });
    }
  }
}

export async function ensureCli() {
  if (!isFresh('dist-cli/main.js', CLI_SOURCES)) await bundleCli();
}

if (isProgram(import.meta.url)) {
  try {
    await bundleCli();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
