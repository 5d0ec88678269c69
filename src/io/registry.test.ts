import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unwatched } from '../core/progress.ts';
import { readAnything } from './format.ts';
import { countRows, detectFormat, formats, inspectFile, readTable } from './registry.ts';

const folder = new URL('../../testdata/io/', import.meta.url);

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('detectFormat', () => {
  it('goes by content, not by name', () => {
    expect(detectFormat(bytes('PAR1....'), 'run.csv').id).toBe('parquet');
    expect(detectFormat(bytes('a,b\n1,2\n'), 'run.parquet').id).toBe('csv');
  });

  it('takes a table whose first name only begins like another format', () => {
    for (const header of ['root_id,x', '[a],b', 'PK,x', 'BZh,x']) {
      expect(detectFormat(bytes(`${header}\n1,2\n`), 'run.csv').id, header).toBe('csv');
    }
  });

  it('says what a file looks like and what can be read', () => {
    expect(() => detectFormat(bytes('SIMPLE  ='), 'run.fits')).toThrow(
      /^run.fits: looks like a FITS file; expected one of .*Parquet, .*CSV \/ TSV$/,
    );
    expect(() => detectFormat(bytes('FEA1\0\0\0\0'), 'run.feather')).toThrow('looks like a Feather 1 file');
    expect(() => detectFormat(bytes('\x01\x02\x00'), 'run.bin')).toThrow(
      'run.bin: binary data of no known format (byte 0 is 1)',
    );
  });

  it('has one id a format', () => {
    expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length);
  });
});

describe('readTable', () => {
  it('refuses an empty file, empty gzip, and gzip around what is no text', async () => {
    const read = (content: Uint8Array<ArrayBuffer>, name: string) =>
      readTable(new Blob([content]), name, readAnything, unwatched);
    await expect(read(new Uint8Array(0), 'run.csv')).rejects.toThrow(
      'run.csv: empty (0 bytes); expected a table',
    );
    await expect(read(new Uint8Array(gzipSync('')), 'run.csv.gz')).rejects.toThrow(
      'a gzip file with nothing in it',
    );
    await expect(read(new Uint8Array(gzipSync('PAR1')), 'run.parquet.gz')).rejects.toThrow(
      'Parquet inside gzip',
    );
  });

  it('reads packed JSON lines and execNEST text as it reads them unpacked', async () => {
    for (const name of ['events.jsonl', 'nest.txt']) {
      const content = readFileSync(new URL(name, folder));
      const read = (blob: Blob) => readTable(blob, name, readAnything, unwatched);
      expect(await read(new Blob([new Uint8Array(gzipSync(content))]))).toEqual(
        await read(new Blob([content])),
      );
    }
  });

  it('refuses one JSON array of more than 64 MB, which would have to be in memory as a whole', async () => {
    const array = new Blob(['[{"a": 1}', new Uint8Array(2 ** 26).fill(32), ']']);
    await expect(readTable(array, 'run.json', readAnything, unwatched)).rejects.toThrow(
      'run.json: one JSON array of 67108874 bytes; expected at most 67108864, or an object on each line',
    );
  });
});

describe('countRows', () => {
  const goldens = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      name: name.replace(/\.json$/, ''),
      golden: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { rows?: number },
    }))
    .filter(({ golden }) => golden.rows !== undefined);

  it('gives the rows of every file that is read', async () => {
    for (const { name, golden } of goldens) {
      const file = new Blob([readFileSync(new URL(name, folder))]);
      expect(await countRows(file, name, readAnything, unwatched), name).toBe(golden.rows);
    }
  });

  it('counts text beyond the first megabyte, from which looking into it only estimates', async () => {
    // Rows are longer towards the end.
    const rows = Array.from({ length: 40_000 }, (_, i) => i);
    const file = (line: (i: number) => string): Blob => new Blob([`${rows.map(line).join('\n')}\n`]);
    const tail = (i: number): string => 'x'.repeat(Math.floor(i / 500));
    const csv = new Blob(['n,s\n', file((i) => `${i},${tail(i)}`)]);
    const json = file((i) => `{"n": ${i}, "s": "${tail(i)}"}`);
    for (const [name, blob] of [
      ['run.csv', csv],
      ['run.jsonl', json],
    ] as const) {
      const { tables } = await inspectFile(blob, name, readAnything, unwatched);
      expect(tables[0].exact).toBe(false);
      expect(tables[0].rows).not.toBe(rows.length);
      expect(await countRows(blob, name, readAnything, unwatched)).toBe(rows.length);
    }
  });
});
