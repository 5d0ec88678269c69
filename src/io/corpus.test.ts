import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { Problem } from '../core/problem.ts';
import { unwatched } from '../core/progress.ts';
import { createRng } from '../core/random/rng.ts';
import { isMissing } from '../core/table/column.ts';
import type { Table } from '../core/table/table.ts';
import { readAnything } from './format.ts';
import { readTable } from './registry.ts';

/**
 * Damaged files: each good file cut at 20 places, and 500 single bits flipped a format. Each must give the right values or one
 * Problem that names the file; never another error, and never other values where a checksum covers them. A seeded few
 * of them are run by default; CORPUS=all runs all and prints the table of outcomes: `node tools/corpus.mjs`.
 */
const everything = process.env.CORPUS === 'all';
const CUTS = everything ? 20 : 1;
const FLIPS = everything ? 500 : 12;

const own = new URL('../../testdata/io/', import.meta.url);
const shared = new URL('../../../shared/fixtures/', import.meta.url);

interface Good {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  format: string;
}

/** Those of one table, so that they open without a question; small ones first. */
const ROOT = [
  'root/uproot-simple.root',
  'root/uproot-foriter.root',
  'root/test_int_float_rntuple_v1-0-0-0.root',
  'root/uproot-small-flat-tree.root',
  'root/uproot-Zmumu-zlib.root',
  'root/uproot-Zmumu-lz4.root',
  'root/uproot-Zmumu-zstd.root',
];
const SMALL_ROOT = 4;

/** Files that are read, largest last left out unless all is run. */
function goodFiles(): Good[] {
  const found = readdirSync(own)
    .filter((name) => name.endsWith('.json') && !name.startsWith('bad-'))
    .flatMap((name): Good[] => {
      const golden = JSON.parse(readFileSync(new URL(name, own), 'utf8')) as { format?: string };
      const file = name.replace(/\.json$/, '');
      if (golden.format === undefined || !existsSync(new URL(file, own))) return [];
      return [
        { name: file, bytes: Uint8Array.from(readFileSync(new URL(file, own))), format: golden.format },
      ];
    });
  if (existsSync(shared)) {
    for (const name of everything ? ROOT : ROOT.slice(0, SMALL_ROOT))
      found.push({ name, bytes: Uint8Array.from(readFileSync(new URL(name, shared))), format: 'root' });
  }
  if (!everything || !existsSync(shared)) return found;
  const goldens = JSON.parse(
    readFileSync(new URL('../../testdata/formats/fixtures.json', import.meta.url), 'utf8'),
  ) as Record<string, { columns: { refused?: true }[] }>;
  const kinds = { npy: 'npy', hdf5: 'hdf5', parquet: 'parquet' } as Record<string, string>;
  const more = Object.entries(goldens)
    .filter(([, { columns }]) => columns.some(({ refused }) => !refused))
    .map(([name]) => ({
      name,
      bytes: Uint8Array.from(readFileSync(new URL(name, shared))),
      format: kinds[name.split('/')[0]] ?? 'nest',
    }));
  return [...found, ...more];
}

const nameOf = (good: Good): string => good.name.replace(/^.*\//, '');

/** All of a table as text: two tables with the same text hold the same. */
function textOf(table: Table): string {
  return JSON.stringify(
    table.columns.map((column) => [
      column.name,
      column.type,
      Array.from({ length: table.rows }, (_, row) =>
        isMissing(column, row)
          ? null
          : column.type === 'text'
            ? column.levels[column.codes[row]]
            : String(column.values[row]),
      ),
    ]),
  );
}

type Outcome = 'same' | 'refused' | 'other';

async function outcomeOf(
  good: Good,
  bytes: Uint8Array<ArrayBuffer>,
  expected: string,
  what: string,
): Promise<Outcome> {
  try {
    const { table } = await readTable(new Blob([bytes]), nameOf(good), readAnything, unwatched);
    return textOf(table) === expected ? 'same' : 'other';
  } catch (error) {
    if (!(error instanceof Problem))
      throw new Error(`${good.name}, ${what}: ${String(error)}; expected a Problem`, { cause: error });
    expect(
      ['bad-file', 'bad-parameter', 'out-of-memory'],
      `${good.name}, ${what}: ${error.message}`,
    ).toContain(error.code);
    expect(error.message, `${good.name}, ${what}`).toContain(nameOf(good));
    return 'refused';
  }
}

async function wholeText(good: Good): Promise<string> {
  const { table } = await readTable(new Blob([good.bytes]), nameOf(good), readAnything, unwatched);
  return textOf(table);
}

/** Bits whose flip a checksum of the file tells, as byte ranges. */
function covered({ name, bytes }: Good): [number, number][] {
  if (name.endsWith('.root')) return packedBlocks(bytes);
  if (!name.endsWith('.npz')) return [];
  const view = new DataView(bytes.buffer);
  const ranges: [number, number][] = [];
  for (let at = 0; at + 30 < bytes.length && view.getUint32(at, true) === 0x04034b50; ) {
    const extra = view.getUint16(at + 28, true);
    const start = at + 30 + view.getUint16(at + 26, true) + extra;
    // numpy writes sizes as zip64, in the extra field.
    const size =
      extra >= 20 ? Number(view.getBigUint64(start - extra + 12, true)) : view.getUint32(at + 18, true);
    ranges.push([start, start + size]);
    at = start + size;
  }
  return ranges;
}

/** Of a ROOT file what zlib and LZ4 packed, which have a checksum; what it leaves plain or packs by Zstandard has none. */
function packedBlocks(bytes: Uint8Array): [number, number][] {
  const ranges: [number, number][] = [];
  for (let at = 0; at + 9 < bytes.length; at++) {
    const [a, b, method] = bytes.subarray(at, at + 3);
    const packed = (a === 0x5a && b === 0x4c && method === 8) || (a === 0x4c && b === 0x34 && method === 1);
    if (!packed) continue;
    const size = bytes[at + 3] | (bytes[at + 4] << 8) | (bytes[at + 5] << 16);
    if (at + 9 + size > bytes.length) continue;
    ranges.push([at, at + 9 + size]);
    at += 8 + size;
  }
  return ranges;
}

const files = goodFiles();
const formats = [...new Set(files.map(({ format }) => format))];
const tallies: Record<string, Record<Outcome | 'slowest, s', number>> = {};

describe('damaged files give the right values or one clear error', () => {
  it.each(formats)(
    '%s',
    async (format) => {
      const rng = createRng(20);
      const members = files.filter((file) => file.format === format);
      const texts = new Map<string, Promise<string>>();
      const textOfWhole = (good: Good): Promise<string> => {
        const known = texts.get(good.name) ?? wholeText(good);
        texts.set(good.name, known);
        return known;
      };
      const heard = (['log', 'warn', 'error'] as const).map((word) => vi.spyOn(console, word));
      const tally = { same: 0, refused: 0, other: 0, 'slowest, s': 0 };
      tallies[format] = tally;
      const run = async (good: Good, bytes: Uint8Array<ArrayBuffer>, what: string): Promise<Outcome> => {
        const begun = performance.now();
        const outcome = await outcomeOf(good, bytes, await textOfWhole(good), what);
        tally[outcome]++;
        const seconds = (performance.now() - begun) / 1000;
        tally['slowest, s'] = Math.max(tally['slowest, s'], seconds);
        // Owed for every member; most take milliseconds, and none is meant to come near.
        if (everything) expect(seconds, `seconds of ${good.name}, ${what}`).toBeLessThan(10);
        return outcome;
      };
      for (const good of everything ? members : members.slice(0, 4)) {
        for (let i = 0; i < CUTS; i++) {
          const length = Math.floor(((i + rng.uniform()) * good.bytes.length) / CUTS);
          await run(good, good.bytes.slice(0, length), `cut to ${length} bytes`);
        }
      }
      for (let i = 0; i < FLIPS; i++) {
        const good = members[rng.integer(members.length)];
        const bytes = good.bytes.slice();
        const at = rng.integer(bytes.length);
        const bit = rng.integer(8);
        bytes[at] ^= 1 << bit;
        const what = `bit ${bit} of byte ${at} flipped`;
        const outcome = await run(good, bytes, what);
        if (covered(good).some(([from, to]) => at >= from && at < to))
          expect(outcome, what).not.toBe('other');
      }
      // What a package says there is nothing that a user sees.
      for (const spy of heard) {
        expect(spy).not.toHaveBeenCalled();
        spy.mockRestore();
      }
      if (everything && format === formats.at(-1)) console.table(tallies);
    },
    everything ? 600_000 : 120_000,
  );
});

// Each once filled the memory, took minutes, or ended in an error that told nothing: lengths that no checksum covers.
it.each([
  ['zstd.feather', 1387, 7, /dictionary: .* entries/],
  ['lz4.feather', 928, 0, /a vector of/],
  ['batches.arrows', 5190, 7, /a vector of/],
  ['gzip-v1.parquet', 1943, 5, /damaged Parquet footer/],
])('%s with a bit of byte %i flipped is refused at once', async (file, at, bit, says) => {
  const bytes = Uint8Array.from(readFileSync(new URL(file, own)));
  bytes[at] ^= 1 << bit;
  await expect(readTable(new Blob([bytes]), file, readAnything, unwatched)).rejects.toThrow(says);
});
