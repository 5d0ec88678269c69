import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ATLAS_FOLDER } from './atlas-folder.ts';

const VERSION = '0.26.0';

/**
 * Puts Apple's embedding-atlas (UMAP in WebAssembly, by NN-descent) beside the bench's page, fetched once by npm into
 * the ignored cache: as a dependency it would bring a database to every set-up.
 * @returns its version; null, saying so, where it cannot be fetched.
 */
export function bringAtlas(root: string, page: string): string | null {
  const cache = join(root, '.outcrop-cache', 'peers');
  const built = join(cache, 'node_modules/embedding-atlas/dist');
  if (!existsSync(join(built, 'umap.js'))) {
    const wanted = ['--no-save', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
    const args = ['install', ...wanted, '--prefix', cache, `embedding-atlas@${VERSION}`];
    try {
      execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error);
      console.error(`  embedding-atlas could not be fetched and is left out: ${why}`);
      return null;
    }
  }
  cpSync(built, join(page, ATLAS_FOLDER), { recursive: true });
  return VERSION;
}
