import { existsSync, readFileSync } from 'node:fs';

/** Bytes that the process has now, or had at most: maxRSS would count those of who started it. NaN where not told. */
export function memory(what: 'VmRSS' | 'VmHWM'): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  return 1024 * Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN);
}
