/** Puts the dependencies of package-lock.json into node_modules. Node builtins only: nothing is there yet. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, root } from './root.mjs';

const OLDEST = [20, 19];

/** Ends the program with a clear line where this Node is too old for the tools. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(
    `Node ${process.versions.node} is too old; expected ${OLDEST.join('.')} or newer. See https://nodejs.org/`,
  );
  process.exit(1);
}

/**
 * True where node_modules holds what the lock asks for. npm notes what it installed in
 * node_modules/.package-lock.json; comparing the two needs no stamp and survives copies that lose file times.
 */
export function isInstalled() {
  const lockPath = join(root, 'package-lock.json');
  const notePath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(notePath)) return false;
  if (!existsSync(lockPath)) return true;
  const wanted = JSON.parse(readFileSync(lockPath, 'utf8')).packages;
  const present = JSON.parse(readFileSync(notePath, 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.optional || entry.devOptional) continue;
    if (present[path]?.version !== entry.version || !existsSync(join(root, path))) return false;
  }
  return true;
}

/** Runs an npm command; null where it went well, else why not, in a few words. */
function npm(command, ...options) {
  const args = [command, ...options, '--no-audit', '--no-fund', '--loglevel=error'];
  // Through the npm that runs us where there is one: on Windows `npm` alone is a script that spawn cannot start.
  const program = process.env.npm_execpath;
  const [file, rest] = program?.endsWith('.js') ? [process.execPath, [program, ...args]] : ['npm', args];
  const run = spawnSync(file, rest, { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.error) return `npm could not be started: ${run.error.message}`;
  return run.status === 0 ? null : `npm ${command} ended with ${run.status}`;
}

/** Installs where needed; its words go to stderr, so that stdout stays the caller's. Throws with advice. */
export function install() {
  requireNode();
  if (isInstalled()) return;
  console.error('Installing the dependencies (once) ...');
  const locked = existsSync(join(root, 'package-lock.json'));
  let failure = locked ? npm('ci') : 'there is no package-lock.json';
  if (failure !== null) {
    // A registry that lacks the builds for other systems makes `npm ci` give up; `npm install` passes over them.
    console.error(`${failure}; trying npm install`);
    failure = npm('install', '--no-save');
  }
  if (failure === null) return;
  throw new Error(
    `The dependencies could not be installed (${failure}).\n` +
      'They come from the npm registry, so this step needs the network once. Without it, copy the node_modules\n' +
      'folder from a computer of the same kind where `npm ci` has run, or point npm at a mirror you can reach\n' +
      '(npm config set registry URL), then run the same command again.',
  );
}

if (isProgram(import.meta.url)) {
  try {
    install();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
