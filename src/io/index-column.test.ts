import { float64, int32, list, tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { unwatched } from '../core/progress.ts';
import { isMissing } from '../core/table/column.ts';
import { columnNamed } from '../core/table/table.ts';
import { readAnything } from './format.ts';
import { readTable } from './registry.ts';

/** Three pulses an event, and which of them is the S1; it is none in one event, and beyond the last in another. */
const events = [
  { s1: 0, area: [1.5, 2, 3] },
  { s1: 2, area: [4, 5, 6.5] },
  { s1: -1, area: [7, 8, 9] },
  { s1: 3, area: [1, 2, 3] },
  { s1: 1, area: [4, 5.5, 6] },
];
const expected = [1.5, 6.5, null, null, 5.5];

function npyFile(): Uint8Array<ArrayBuffer> {
  const dtype = `{'descr': [('s1', '<i4'), ('area', '<f8', (3,))], 'fortran_order': False, 'shape': (${events.length},), }`;
  const header = `${dtype.padEnd(117)}\n`;
  const bytes = new Uint8Array(10 + header.length + 28 * events.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  view.setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  events.forEach(({ s1, area }, i) => {
    const at = 10 + header.length + 28 * i;
    view.setInt32(at, s1, true);
    for (const [j, value] of area.entries()) view.setFloat64(at + 4 + 8 * j, value, true);
  });
  return bytes;
}

function arrowFile(): Uint8Array<ArrayBuffer> {
  const table = tableFromArrays(
    { s1: events.map(({ s1 }) => s1), area: events.map(({ area }) => area) },
    { types: { s1: int32(), area: list(float64()) } },
  );
  return Uint8Array.from(tableToIPC(table, { format: 'file' }) as Uint8Array);
}

describe.each([
  ['run.npy', npyFile()],
  ['run.arrow', arrowFile()],
])('%s: a list at an index column', (name, bytes) => {
  it('gives the value at that place of its row, and none where there is no such place', async () => {
    for (const rows of [null, { type: 'range', first: 1, end: 5 }] as const) {
      const options = { ...readAnything, rows, arrays: { area: [{ at: 's1' }, 'length' as const] } };
      const { table } = await readTable(new Blob([bytes]), name, options, unwatched);
      const column = columnNamed(table, 'area[s1]');
      const values = Array.from({ length: table.rows }, (_, row) =>
        isMissing(column, row) || column.type === 'text' ? null : column.values[row],
      );
      expect(values).toEqual(expected.slice(rows?.first ?? 0));
    }
  });

  it('is refused where the index is no column of whole numbers', async () => {
    for (const at of ['nope', 'area']) {
      const options = { ...readAnything, arrays: { area: [{ at }] } };
      await expect(readTable(new Blob([bytes]), name, options, unwatched)).rejects.toMatchObject({
        code: 'bad-parameter',
        message: expect.stringContaining(at),
      });
    }
  });
});
