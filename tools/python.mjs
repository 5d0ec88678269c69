/** The Python of the tests that run what Outcrop exports, where there is one: Debian's, or OUTCROP_PYTHON. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export const PYTHON = process.env.OUTCROP_PYTHON ?? '/usr/bin/python3';

/** Whether it is there with these packages, which are looked for and not loaded: that takes seconds. */
export function pythonHas(...packages) {
  if (!existsSync(PYTHON)) return false;
  const look = 'import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, sys.argv[1:])))';
  return spawnSync(PYTHON, ['-c', look, ...packages]).status === 0;
}
