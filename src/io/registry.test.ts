import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unwatched } from '../core/progress.ts';
import { readAnything } from './format.ts';
import { detectFormat, formats, readTable } from './registry.ts';

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
});
