import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The built app as it is. */
export const dist = join(root, 'dist');
const RUN = 'data/lz-sr1-commissioning.parquet';
const EVENTS = 3000;

/** A copy of the built app whose bundled run is a smaller one: a page costs a test 2 s of CPU less. */
export function copyOfApp(): { folder: string; remove(): void } {
  if (!existsSync(dist)) throw new Error('there is no dist/; run `npm run build` first');
  const folder = mkdtempSync(join(tmpdir(), 'outcrop-e2e-'));
  cpSync(dist, folder, { recursive: true });
  const simulate = ['simulate', '--events', String(EVENTS), '--out', join(folder, RUN)];
  execFileSync(process.execPath, [join(root, 'cli/outcrop.mjs'), ...simulate], { stdio: 'pipe' });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
