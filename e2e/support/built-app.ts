import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The built app as it is. */
export const dist = join(root, 'dist');
const RUN = 'data/lz-sr1-commissioning.parquet';
/** Enough for clusters of several populations; most tests that run all cells do so on these. */
const EVENTS = 1200;
const PLACE = 'OUTCROP_E2E_APP';

function copied(from: string): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'outcrop-e2e-'));
  cpSync(from, folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Before all tests, once: a copy of the built app whose bundled run is a smaller one, as a page costs a test 2 s of
 * CPU less. Gives what removes it after them.
 */
export default function makeSmallApp(): () => void {
  if (!existsSync(dist)) throw new Error('there is no dist/; run `npm run build` first');
  const { folder, remove } = copied(dist);
  const simulate = ['simulate', '--events', String(EVENTS), '--out', join(folder, RUN)];
  execFileSync(process.execPath, [join(root, 'cli/outcrop.mjs'), ...simulate], { stdio: 'pipe' });
  process.env[PLACE] = folder;
  return remove;
}

/** The folder of that copy, which no test changes. */
export function smallApp(): string {
  const folder = process.env[PLACE];
  if (!folder) throw new Error(`${PLACE} is not set; expected the global setup of playwright.config.ts`);
  return folder;
}

/** A copy of it that a test may change. */
export const copyOfApp = (): { folder: string; remove(): void } => copied(smallApp());
