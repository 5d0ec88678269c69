import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nameOf } from './large/values.ts';
import { writeCsv } from './large/write-csv.ts';
import { writeRoot } from './large/write-root.ts';
import type { PartRun } from './places/read-part.ts';

const COLUMNS = 30;
/** 160 kB of a branch, as ROOT makes them by itself. */
const PER_BASKET = 20_000;
/** The description of ROOT's classes is taken from it. */
const TEMPLATE = '../shared/fixtures/root/uproot-sample-6.20.04-lz4.root';
const PROGRAM = fileURLToPath(new URL(/* @vite-ignore */ 'read-part.mjs', import.meta.url));

const FORMATS: Record<string, { rowBytes: number; write(path: string, rows: number, root: string): void }> = {
  root: {
    rowBytes: 8 * COLUMNS,
    write: (path, rows, root) => writeRoot(path, join(root, TEMPLATE), names(), rows, PER_BASKET),
  },
  csv: { rowBytes: 11.9 * COLUMNS, write: (path, rows) => writeCsv(path, names(), rows) },
};

const names = (): string[] => Array.from({ length: COLUMNS }, (_, i) => nameOf(i));

/** Writes files of several GB, reads of each its contents, a range and samples, holds every value against what was written, and removes it. */
export async function large(root: string, argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      gigabytes: { type: 'string', default: '5' },
      formats: { type: 'string', default: 'root,csv' },
    },
  });
  const folder = join(root, '.outcrop-cache');
  mkdirSync(folder, { recursive: true });
  for (const id of values.formats.split(',')) {
    const format = FORMATS[id];
    if (!format) throw new Error(`no format ${id}; expected some of ${Object.keys(FORMATS).join(', ')}`);
    if (id === 'root' && !existsSync(join(root, TEMPLATE))) {
      console.log(`root: skipped, there is no ${TEMPLATE}`);
      continue;
    }
    const rows = Math.round((1e9 * Number(values.gigabytes)) / format.rowBytes);
    const path = join(folder, `large.${id}`);
    try {
      format.write(path, rows, root);
      measure(id, path, rows);
    } finally {
      rmSync(path, { force: true });
    }
  }
}

function measure(id: string, path: string, rows: number): void {
  console.log(
    `${id}: ${(statSync(path).size / 1e9).toFixed(2)} GB, ${rows.toLocaleString('en')} x ${COLUMNS}`,
  );
  const columns = [nameOf(0), nameOf(17), nameOf(COLUMNS - 1)];
  const first = Math.floor(0.8 * rows);
  const runs: [what: string, options: object | null][] = [
    ['contents', null],
    ['200,000 rows x 3 from 80 % on', { columns, rows: { type: 'range', first, end: first + 200_000 } }],
    ['sample of 200,000 x 3', { columns, rows: { type: 'sample', size: 200_000, seed: 1 } }],
    ['sample of 200,000 x 30', { columns: null, rows: { type: 'sample', size: 200_000, seed: 2 } }],
  ];
  for (const [what, options] of runs) {
    const run = spawnSync(process.execPath, [PROGRAM, path, JSON.stringify(options), String(rows)], {
      encoding: 'utf8',
    });
    if (run.status !== 0)
      throw new Error(`${id}, ${what}: ${run.stderr.trim().split('\n').slice(-5).join(' ')}`);
    const { seconds, cpu, peak } = JSON.parse(run.stdout) as PartRun;
    console.log(
      `  ${what.padEnd(32)} ${seconds.toFixed(1).padStart(6)} s, ${cpu.toFixed(1)} s of CPU, ${(peak / 1e6).toFixed(0)} MB`,
    );
  }
}
