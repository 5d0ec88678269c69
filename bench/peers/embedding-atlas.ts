import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ATLAS_FOLDER } from './atlas-folder.ts';
import { fetchPackage } from './fetched.ts';

const VERSION = '0.26.0';

/**
 * Puts Apple's embedding-atlas (UMAP in WebAssembly, by NN-descent) beside the bench's page: as a dependency it would
 * bring a database to every set-up.
 * @returns its version; null where it cannot be fetched.
 */
export function bringAtlas(root: string, page: string): string | null {
  const folder = fetchPackage(root, 'embedding-atlas', VERSION);
  if (folder === null) return null;
  cpSync(join(folder, 'dist'), join(page, ATLAS_FOLDER), { recursive: true });
  return VERSION;
}
