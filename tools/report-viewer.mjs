/**
 * The script inside HTML reports, bundled to one piece of plain JavaScript: `virtual:report-viewer` gives its `code`
 * and the `sha256` by which the report's own policy lets it run and nothing else.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const NAME = 'virtual:report-viewer';
const FOLDER = join(root, 'src/export/viewer');

let built = null;

/** Bundles the viewer. A `</script` or `<!--` in it would end it early, so it must hold none. */
async function buildViewer() {
  const { build } = await import('vite');
  const outcome = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: join(FOLDER, 'main.ts'), formats: ['iife'], name: 'outcropReport', fileName: 'viewer' },
    },
  });
  const [{ output }] = Array.isArray(outcome) ? outcome : [outcome];
  const code = output[0].code.trim();
  if (/<\/script|<!--/i.test(code))
    throw new Error('the report viewer holds </script or <!--; expected neither');
  return { code, sha256: createHash('sha256').update(code).digest('base64') };
}

/** A Vite plugin, for the app, the headless program and the tests alike. */
export function reportViewer() {
  return {
    name: 'outcrop-report-viewer',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    async load(id) {
      if (id !== `\0${NAME}`) return null;
      for (const file of readdirSync(FOLDER)) this.addWatchFile(join(FOLDER, file));
      built ??= buildViewer();
      const { code, sha256 } = await built;
      return `export const code = ${JSON.stringify(code)};\nexport const sha256 = ${JSON.stringify(sha256)};\n`;
    },
    watchChange(id) {
      if (id.startsWith(FOLDER)) built = null;
    },
  };
}
