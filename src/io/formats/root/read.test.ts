import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../core/problem.ts';
import { unwatched } from '../../../core/progress.ts';
import { createRng } from '../../../core/random/rng.ts';
import { type Column, isMissing, textAt } from '../../../core/table/column.ts';
import { columnNamed, type Table } from '../../../core/table/table.ts';
import { type ReadOptions, readAnything } from '../../format.ts';
import { pickRows } from '../../picked-rows.ts';
import { inspectFile, readTable } from '../../registry.ts';

const folder = new URL('../../../../../shared/fixtures/root/', import.meta.url);
const there = existsSync(folder);
const bytesOf = (name: string) => readFileSync(new URL(name, folder));

async function read(name: string, options: Partial<ReadOptions> = {}): Promise<Table> {
  const file = new Blob([bytesOf(name)]);
  return (await readTable(file, name, { ...readAnything, ...options }, unwatched)).table;
}

const inspect = (name: string) => inspectFile(new Blob([bytesOf(name)]), name, readAnything, unwatched);

/** Of a column, null where missing. */
function valuesOf(column: Column): (number | string | null)[] {
  const rows = column.type === 'text' ? column.codes.length : column.values.length;
  return Array.from({ length: rows }, (_, row) => {
    if (isMissing(column, row)) return null;
    return column.type === 'text' ? textAt(column, row) : Number(column.values[row]);
  });
}

const total = (table: Table, name: string): number =>
  valuesOf(columnNamed(table, name)).reduce<number>((sum, value) => sum + Number(value), 0);

const title = 'ROOT fixtures (skipped where ../shared is not there)';

describe.skipIf(!there)(title, () => {
  it('reads the same 2304 events under every compression', async () => {
    const [zlib, lz4, zstd] = await Promise.all(
      ['zlib', 'lz4', 'zstd'].map((method) => read(`uproot-Zmumu-${method}.root`)),
    );
    expect(zlib.rows).toBe(2304);
    expect(zlib.columns).toHaveLength(20);
    expect(lz4).toEqual(zlib);
    expect(zstd).toEqual(zlib);
    // The first event as its authors print it (uproot's documentation), and sums.
    expect(valuesOf(columnNamed(zlib, 'E1'))[0]).toBeCloseTo(82.20186639, 7);
    expect(valuesOf(columnNamed(zlib, 'px1'))[0]).toBeCloseTo(-41.19528764, 7);
    expect(valuesOf(columnNamed(zlib, 'Type')).slice(0, 4)).toEqual(['GT', 'TT', 'GT', 'GG']);
    expect(total(zlib, 'E1')).toBeCloseTo(134886.242, 2);
    expect(total(zlib, 'Run')).toBe(341061976);
  });

  it('reads LZMA, and lists by what is asked of them', async () => {
    const columns = ['NMuon', 'Muon_Px'];
    const arrays: ReadOptions['arrays'] = { Muon_Px: [0, 1, 'length', { at: 'Muon_last' }] };
    await expect(read('uproot-HZZ-lzma.root', { columns, arrays })).rejects.toThrow(
      'Muon_Px is to be taken at Muon_last, which is no column of numbers',
    );
    arrays.Muon_Px = [0, 1, 'length', { at: 'NMuon' }];
    const table = await read('uproot-HZZ-lzma.root', { columns, arrays });
    expect(table.rows).toBe(2421);
    expect(table.columns.map(({ name }) => name)).toEqual([
      'NMuon',
      'Muon_Px[0]',
      'Muon_Px[1]',
      'Muon_Px.length',
      'Muon_Px[NMuon]',
    ]);
    const [count, first, second, length, beyond] = table.columns.map(valuesOf);
    expect(length).toEqual(count);
    expect(first.map((value) => value === null)).toEqual(count.map((n) => n === 0));
    expect(second.map((value) => value === null)).toEqual(count.map((n) => Number(n) < 2));
    expect(beyond.every((value) => value === null)).toBe(true);
    const round = (value: unknown) => Number(Number(value).toPrecision(3));
    expect(first.slice(0, 3).map(round)).toEqual([-52.9, -0.816, 49]);
    expect(round(second[0])).toBe(37.7);
  });

  it('reads every kind of leaf: scalars, fixed arrays, lists and text', async () => {
    const table = await read('uproot-sample-6.20.04-lz4.root', {
      arrays: { Ai4: [0, 1, { at: 'n' }], au2: [2], Af8: ['length'] },
    });
    expect(table.rows).toBe(30);
    const of = (name: string) => valuesOf(columnNamed(table, name));
    const rows = Array.from({ length: 30 }, (_, row) => row);
    const n = rows.map((row) => row % 5);
    expect(of('n')).toEqual(n);
    for (const name of ['i1', 'i2', 'i4', 'i8']) expect(of(name)).toEqual(rows.map((row) => row - 15));
    for (const name of ['u1', 'u2', 'u4', 'u8']) expect(of(name)).toEqual(rows);
    expect(of('b')).toEqual(rows.map((row) => (row + 1) % 2));
    for (const name of ['f4', 'f8']) {
      expect(of(name).map((value) => Math.round(10 * Number(value)))).toEqual(
        rows.map((row) => 10 * row - 149),
      );
    }
    for (const i of [0, 1, 2]) {
      expect(of(`ai4[${i}]`)).toEqual(rows.map((row) => row - 14 + i));
    }
    expect(table.columns.filter(({ name }) => name.startsWith('au2')).map(({ name }) => name)).toEqual([
      'au2[2]',
    ]);
    expect(of('Af8.length')).toEqual(n);
    expect(of('Ai4[0]').map((value) => value === null)).toEqual(n.map((length) => length === 0));
    // The place `n` of a list of `n` values is one behind its end.
    expect(of('Ai4[n]').every((value) => value === null)).toBe(true);
    expect(of('str').slice(0, 3)).toEqual(['hey-0', 'hey-1', 'hey-2']);
  });

  it('finds trees in directories, reads members of classes, vectors and friends beside each other', async () => {
    const { tables } = await inspect('uproot-nesteddirs.root');
    expect(tables.map(({ name, rows, columns }) => [name, rows, columns.length])).toEqual([
      ['one/two/tree', 100, 20],
      ['one/tree', 4, 3],
      ['three/tree', 100, 41],
    ]);
    await expect(read('uproot-nesteddirs.root')).rejects.toThrow(
      'uproot-nesteddirs.root holds 3 tables: one/two/tree (100 rows), one/tree (4 rows), three/tree (100 rows)',
    );
    const refused = tables[2].columns.filter(({ refusal }) => refusal !== null);
    expect(refused.map(({ name, refusal }) => `${name}: ${refusal}`)).toEqual([
      'StdStr: of class string',
      'StlVecStr: of class vector<string>',
    ]);

    const columns = [
      'I16',
      'P3.Py',
      'Beg',
      'N',
      'SliceF64',
      'StlVecI32',
      'ArrayF32',
      'three/tree.N',
      'Float64',
    ];
    const mixed = await read('uproot-nesteddirs.root', {
      tables: ['one/two/tree', 'three/tree'],
      columns,
      arrays: { SliceF64: ['length', 2], StlVecI32: ['length', 0], ArrayF32: [9] },
    });
    const of = (name: string) => valuesOf(columnNamed(mixed, name));
    const rows = Array.from({ length: 100 }, (_, row) => row);
    expect(of('Float64')).toEqual(rows);
    expect(of('I16')).toEqual(rows);
    expect(of('P3.Py')).toEqual(rows);
    expect(of('ArrayF32[9]')).toEqual(rows);
    expect(of('Beg')[99]).toBe('beg-099');
    expect(of('three/tree.N')).toEqual(of('N'));
    expect(of('SliceF64.length')).toEqual(of('N'));
    expect(of('StlVecI32.length')).toEqual(of('N'));
    expect(of('SliceF64[2]')).toEqual(rows.map((row) => (row % 10 > 2 ? row : null)));
    expect(of('StlVecI32[0]')).toEqual(rows.map((row) => (row % 10 > 0 ? row : null)));
    await expect(read('uproot-nesteddirs.root', { tables: ['one/two/tree', 'one/tree'] })).rejects.toThrow(
      'one/tree has 4 rows, one/two/tree 100; expected as many',
    );
  });

  it('reads RNTuple', async () => {
    const table = await read('test_int_float_rntuple_v1-0-0-0.root');
    expect(valuesOf(table.columns[0])).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(valuesOf(table.columns[1])).toEqual(
      [9.9, 8.8, 7.7, 6.6, 5.5, 4.4, 3.3, 2.2, 1.1, 0].map(Math.fround),
    );
  });

  it.each(['uproot-foriter.root', 'uproot-sample-6.20.04-lz4.root', 'uproot-Zmumu-zlib.root'])(
    'reads any rows of %s',
    async (name) => {
      const whole = await read(name);
      for (const rows of [
        { type: 'range', first: 5, end: 17 },
        { type: 'range', first: 20, end: 9000 },
        { type: 'sample', size: 11, seed: 4 },
      ] as const) {
        const part = await read(name, { rows });
        const picked = pickRows(rows, whole.rows, name);
        const wanted = picked.rows ?? Array.from({ length: picked.count }, (_, i) => picked.first + i);
        for (const column of part.columns) {
          const all = valuesOf(columnNamed(whole, column.name));
          expect(valuesOf(column), column.name).toEqual(Array.from(wanted, (row) => all[row]));
        }
      }
    },
  );

  it('says of files without events what is in them', async () => {
    await expect(read('uproot-histograms.root')).rejects.toThrow(
      'no table in the file; it holds one (a histogram or graph (TH1F), not events)',
    );
    await expect(read('uproot-empty.root')).rejects.toThrow(
      'no table that can be read; TTree tree has no rows',
    );
    await expect(read('uproot-vectorVectorDouble.root')).rejects.toThrow('vector<vector<double> >');
  });

  it('names the place of damage', async () => {
    await expect(read('CORRUPT_bitflipped_baskets.root')).rejects.toThrow(
      /^CORRUPT_bitflipped_baskets.root, tree events, branch pt1, basket 1: cannot be decoded .*damaged$/,
    );
    await expect(read('CORRUPT_truncated_half.root')).rejects.toThrow(
      'the file of 90000 bytes; is it cut off',
    );
    await expect(read('CORRUPT_zero_bytes.root')).rejects.toThrow('empty (0 bytes)');
  });

  it('gives the right values or one error, wherever bits are flipped or the file is cut', async () => {
    const rng = createRng(17);
    for (const name of readdirSync(folder).filter((file) => /simple|rntuple|foriter/.test(file))) {
      const good = bytesOf(name);
      const right = await read(name);
      let silent = 0;
      for (let i = 0; i < 24; i++) {
        const bytes = Uint8Array.from(good);
        const cut = i % 4 === 0;
        const at = rng.integer(bytes.length);
        if (!cut) bytes[at] ^= 1 << rng.integer(8);
        const file = new Blob([cut ? bytes.subarray(0, at) : bytes]);
        try {
          const { table } = await readTable(file, name, readAnything, unwatched);
          // What has no checksum (names in keys, small baskets that were not packed) may differ, but is a table.
          if (JSON.stringify(table.columns.map(valuesOf)) !== JSON.stringify(right.columns.map(valuesOf)))
            silent++;
        } catch (error) {
          expect(error, `${name}, ${cut ? 'cut at' : 'flip at'} ${at}`).toBeInstanceOf(Problem);
          expect((error as Problem).code).toMatch(/^bad-(file|parameter)$/);
        }
      }
      expect(silent, name).toBeLessThan(4);
    }
  });
});
