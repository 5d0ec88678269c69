import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A package of which a bench has need and the project has not: fetched once by npm into the ignored cache, each into a
 * folder of its own.
 * @returns the package's folder; null, saying so, where it cannot be fetched.
 */
export function fetchPackage(root: string, name: string, version: string): string | null {
  const cache = join(root, '.outcrop-cache', 'peers', `${name}-${version}`);
  const folder = join(cache, 'node_modules', name);
  if (existsSync(folder)) return folder;
  const wanted = ['--no-save', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
  const args = ['install', ...wanted, '--prefix', cache, `${name}@${version}`];
  try {
    execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    return folder;
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error);
    console.error(`  ${name} ${version} could not be fetched and is left out: ${why}`);
    return null;
  }
}
