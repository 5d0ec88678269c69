import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { float64, tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { createRng } from '../../src/core/random/rng.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { writeParquet } from '../../src/io/write/parquet.ts';
import { type Samples, samplesOf } from '../measure/samples.ts';
import { fetchPackage } from '../peers/fetched.ts';
import type { ReadRun } from '../places/read-file.ts';
import type { Stage } from '../stage.ts';
import type { Line, Row } from './row.ts';

const COLUMNS = 30;
const REPEATS = 3;

/** Normal values with few digits, as text is written by detectors' programs. */
function numbers(rows: number): Table {
  const rng = createRng(30);
  return makeTable(
    Array.from({ length: COLUMNS }, (_, i) => ({
      name: `c${i}`,
      unit: null,
      role: 'feature' as const,
      missing: null,
      type: 'float64' as const,
      values: Float64Array.from({ length: rows }, () => Math.round(1e4 * rng.normal()) / 1e4),
    })),
  );
}

const valuesOf = ({ columns }: Table): [string, Float64Array][] =>
  columns.map((column) => [column.name, (column as { values: unknown }).values as Float64Array]);

function csvOf(table: Table): string {
  const columns = valuesOf(table);
  const lines = [columns.map(([name]) => name).join(',')];
  for (let row = 0; row < table.rows; row++) lines.push(columns.map(([, values]) => values[row]).join(','));
  return `${lines.join('\n')}\n`;
}

function arrowOf(table: Table): Uint8Array {
  const columns = valuesOf(table);
  const types = Object.fromEntries(columns.map(([name]) => [name, float64()]));
  return tableToIPC(tableFromArrays(Object.fromEntries(columns), { types }), {
    format: 'file',
  }) as Uint8Array;
}

interface Peer {
  name: string;
  /** Of a package that npm fetches for the bench; the others are ours to import. */
  version?: string;
  /** What is to be known of it. */
  about?: string;
}

interface Contest {
  id: string;
  rows: number;
  make(table: Table): string | Uint8Array;
  peers: Peer[];
  /** What is owed of ours, by its seconds, its peak and the bytes of the file. */
  owed: {
    what: string;
    holds(run: ReadRun, bytes: number): boolean;
    measured(run: ReadRun, bytes: number): string;
  }[];
}

const CONTESTS: Contest[] = [
  {
    id: 'parquet',
    rows: 1_000_000,
    make: writeParquet,
    peers: [{ name: 'hyparquet' }, { name: 'parquet-wasm', version: '0.8.0' }],
    owed: [
      {
        what: '< 10 s',
        holds: ({ seconds }) => seconds < 10,
        measured: ({ seconds }) => `${seconds.toPrecision(3)} s`,
      },
      {
        what: 'memory <= 2x the file',
        holds: ({ peak }, bytes) => peak <= 2 * bytes,
        measured: ({ peak }, bytes) => `${(peak / bytes).toPrecision(3)}x`,
      },
    ],
  },
  {
    id: 'csv',
    rows: 500_000,
    make: csvOf,
    peers: [
      { name: 'udsv', version: '0.7.3' },
      { name: 'papaparse', version: '5.7.1' },
      { name: 'split and Number', about: 'the peer knows neither quotes nor gaps nor text' },
    ],
    owed: [
      {
        what: '>= 100 MB/s',
        holds: ({ seconds }, bytes) => bytes / seconds >= 100e6,
        measured: ({ seconds }, bytes) => `${(bytes / seconds / 1e6).toPrecision(3)} MB/s`,
      },
    ],
  },
  { id: 'arrow', rows: 1_000_000, make: arrowOf, peers: [{ name: 'flechette' }], owed: [] },
];

/** Beside the bundle of the bench, see bench/bundle.mjs. */
const PROGRAM = fileURLToPath(new URL(/* @vite-ignore */ 'read-file.mjs', import.meta.url));

function readBy(who: string, file: string, folder: string | null): ReadRun {
  const args = ['--max-old-space-size=8000', PROGRAM, who, file, ...(folder === null ? [] : [folder])];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (run.status !== 0)
    throw new Error(`${who} failed: ${run.stderr.trim().split('\n').slice(-3).join(' ')}`);
  return JSON.parse(run.stdout) as ReadRun;
}

const fastestOf = (runs: readonly ReadRun[]): ReadRun =>
  runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
const secondsOf = (runs: readonly ReadRun[]): Samples => samplesOf(runs.map(({ seconds }) => seconds));

function contest({ id, rows, make, peers, owed }: Contest, stage: Stage): Line[] {
  const events = stage.quick ? rows / 20 : rows;
  const cache = join(stage.root, '.outcrop-cache');
  const file = join(cache, `formats-${events}.${id}`);
  mkdirSync(cache, { recursive: true });
  if (stage.fresh || !existsSync(file)) writeFileSync(file, make(numbers(events)));
  const bytes = statSync(file).size;
  const present = peers.map((peer) => {
    const folder = peer.version === undefined ? null : fetchPackage(stage.root, peer.name, peer.version);
    return { ...peer, folder, absent: peer.version !== undefined && folder === null };
  });
  const contestants = [{ name: 'ours', folder: null }, ...present.filter(({ absent }) => !absent)];
  const runs = new Map<string, ReadRun[]>(contestants.map(({ name }) => [name, []]));
  // In turns, so that what else the computer does meets all.
  for (let i = 0; i < (stage.quick ? 1 : REPEATS); i++) {
    for (const { name, folder } of contestants) {
      const run = readBy(name, file, folder);
      runs.get(name)!.push(run);
      stage.tell(`${id}, ${name}: ${run.seconds.toPrecision(3)} s, ${run.cpu.toPrecision(3)} s of CPU`);
    }
  }
  const own = runs.get('ours')!;
  const ours = fastestOf(own);
  const what = `${id}, ${events.toLocaleString('en')} x ${COLUMNS}, ${(bytes / 1e6).toPrecision(3)} MB`;
  const reduced = stage.quick ? `reduced: ${events} rows` : undefined;
  const judged = owed.map((promise) => ({
    what,
    owed: promise.what,
    measured: promise.measured(ours, bytes),
    passed: stage.quick ? null : promise.holds(ours, bytes),
    times: {},
    quality: {},
    ...(reduced && { note: reduced }),
  }));
  const beside = present.map(({ name, version, about, absent }): Line => {
    const line = {
      what: `${what}, beside ${name}${version ? ` ${version}` : ''}`,
      owed: '',
      passed: null,
      ...((reduced ?? about) && { note: reduced ?? about }),
    };
    if (absent) return { ...line, measured: 'not measured: npm could not fetch it', times: {}, quality: {} };
    const others = runs.get(name)!;
    const other = fastestOf(others);
    if (ours.rows !== events || other.rows !== events || Math.abs(ours.sum - other.sum) > 1e-6 * events) {
      throw new Error(
        `${id}: ours read ${ours.rows} rows, sum ${ours.sum}; ${name} ${other.rows}, ${other.sum}`,
      );
    }
    return {
      ...line,
      measured: `${(other.seconds / ours.seconds).toPrecision(3)}x as fast, ${(ours.peak / other.peak).toPrecision(3)}x the memory`,
      times: { ours: secondsOf(own), [name]: secondsOf(others) },
      quality: {
        'MB/s': bytes / ours.seconds / 1e6,
        'MB/s of CPU': bytes / ours.cpu / 1e6,
        'peak, MB': ours.peak / 1e6,
        [`MB/s of ${name}`]: bytes / other.seconds / 1e6,
        [`MB/s of CPU of ${name}`]: bytes / other.cpu / 1e6,
        [`peak of ${name}, MB`]: other.peak / 1e6,
      },
    };
  });
  return [...judged, ...beside];
}

/** Files of 30 columns of numbers, read to columns in a process of its own: the best of three, beside peers in turns. */
export const formats: Row = {
  name: 'formats',
  title: 'Reading files of 30 columns of numbers: Parquet, CSV, Arrow',
  run: async (stage) => CONTESTS.flatMap((one) => contest(one, stage)),
};
