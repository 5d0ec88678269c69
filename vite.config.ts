import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { metaPolicy } from './tools/csp.mjs';
import { ensureKernels } from './tools/kernels.mjs';
import { licences } from './tools/licences.mjs';
import { plotlyInParts } from './tools/plotly-in-parts.mjs';
import { precache } from './tools/precache.mjs';
import { reportViewer } from './tools/report-viewer.mjs';
import { withoutZstd } from './tools/without-zstd.mjs';

/** The policy stands in the page itself, so that it also holds on hosts that send no headers. */
const policyInPage: Plugin = {
  name: 'outcrop-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

/** All but the entries themselves, which keep files of their own: of the page, and of the worker that keeps the app. */
const isOfShell = (id: string): boolean =>
  !/\/(index\.html|src\/app\/main\.tsx|workers\/offline\/[^/]*)$/.test(id);

/** The name of a module as that of its file. Hosts that run Jekyll, such as GitHub Pages, leave out names that begin with `_` or a dot. */
const servedName = (name: string): string => name.replace(/[^\w.-]+/g, '-').replace(/^[_.-]+/, '') || 'part';

/** Builds, the development server and the tests all find the kernels compiled. */
const kernels: Plugin = { name: 'outcrop-kernels', config: ensureKernels };

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // Relative, so that the build works below any path of any static host.
  base: './',
  plugins: [
    kernels,
    reportViewer(),
    plotlyInParts(),
    react(),
    policyInPage,
    licences(),
    precache(),
    withoutZstd(),
  ],
  build: {
    target: 'es2022',
    // Inlined assets and preload polyfills would need data: and inline scripts in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // plotly alone is 4 MB.
    chunkSizeWarningLimit: 6000,
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // What is loaded first anyway is one file, not a hundred: each request costs more than it carries.
      output: {
        codeSplitting: { groups: [{ name: 'shell', tags: ['$initial'], test: isOfShell }] },
        sanitizeFileName: servedName,
      },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [withoutZstd()],
    rolldownOptions: { output: { sanitizeFileName: servedName } },
  },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: {
    include: ['{src,workers,cli,tools,bench,kernels}/**/*.test.{ts,tsx,mjs}'],
    setupFiles: ['tools/same-bytes.mjs'],
    // Left to itself it keeps one core free, on machines that have two.
    maxWorkers: '100%',
    // No test leaves anything behind: files that share their modules take half the CPU of files that load their own.
    isolate: false,
    // Worker threads and processes of the tests share few cores with their parents, and perhaps with strangers.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
