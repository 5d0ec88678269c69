import type { Chunk } from './chunk-entry.ts';
import { readChunks } from './chunk-index.ts';
import { UNDEFINED_ADDRESS } from './cursor.ts';
import type { Dataset, Layout } from './dataset.ts';
import { product } from './datatype.ts';
import type { FileBytes } from './file-bytes.ts';
import { undoFilters, unreadableFilter } from './filters.ts';

/** Rows of a dataset (its first dimension) next to each other, all values of a row together. */
export interface Band {
  row: number;
  rows: number;
  bytes: Uint8Array;
}

const BAND_BYTES = 1 << 22;
const LARGEST_BAND = 2 ** 30;

/** Why the values of a dataset cannot be read; null where they can. */
export function refusalOf({ layout, filters }: Dataset): string | null {
  if (layout.class === 'unread') return layout.reason;
  const filter = layout.class === 'chunked' ? unreadableFilter(filters) : null;
  return filter === null ? null : `packed by the filter ${filter}, which is not read`;
}

/**
 * Reads rows [from, to) of a dataset band by band, in order: at most a band of chunks in memory. A dataset without
 * dimensions has one row; bands without a wanted row are not read. Throws a RangeError where damaged.
 */
export async function* readBands(
  bytes: FileBytes,
  dataset: Dataset,
  from: number,
  to: number,
  isWanted: (from: number, to: number) => boolean = () => true,
): AsyncGenerator<Band> {
  const shape = dataset.shape ?? [0];
  const rowBytes = product(shape.slice(1)) * dataset.type.size;
  const { layout } = dataset;
  if (to <= from || rowBytes === 0) return;
  if (rowBytes > LARGEST_BAND) throw new RangeError(`rows of ${rowBytes} bytes`);
  switch (layout.class) {
    case 'compact':
      if (layout.bytes.length < to * rowBytes) throw new RangeError(`${layout.bytes.length} bytes of data`);
      yield { row: from, rows: to - from, bytes: layout.bytes.subarray(from * rowBytes, to * rowBytes) };
      return;
    case 'contiguous':
      yield* readContiguous(bytes, dataset, layout, rowBytes, from, to, isWanted);
      return;
    case 'chunked':
      yield* readChunked(bytes, dataset, layout, rowBytes, from, to, isWanted);
      return;
  }
}

async function* readContiguous(
  bytes: FileBytes,
  dataset: Dataset,
  layout: Extract<Layout, { class: 'contiguous' }>,
  rowBytes: number,
  from: number,
  to: number,
  isWanted: (from: number, to: number) => boolean,
): AsyncGenerator<Band> {
  if (layout.size < to * rowBytes)
    throw new RangeError(`${layout.size} bytes of data; expected ${to * rowBytes}`);
  const step = Math.max(1, Math.floor(BAND_BYTES / rowBytes));
  for (let row = from; row < to; row += step) {
    const rows = Math.min(step, to - row);
    if (!isWanted(row, row + rows)) continue;
    if (layout.address === UNDEFINED_ADDRESS) yield { row, rows, bytes: unwritten(dataset, rows * rowBytes) };
    else yield { row, rows, bytes: await bytes.data(layout.address + row * rowBytes, rows * rowBytes) };
  }
}

async function* readChunked(
  bytes: FileBytes,
  dataset: Dataset,
  { chunk }: Extract<Layout, { class: 'chunked' }>,
  rowBytes: number,
  from: number,
  to: number,
  isWanted: (from: number, to: number) => boolean,
): AsyncGenerator<Band> {
  const shape = dataset.shape ?? [];
  const chunkBytes = product(chunk) * dataset.type.size;
  const bandRows = chunk[0];
  if (chunkBytes > LARGEST_BAND || Math.min(bandRows, shape[0]) * rowBytes > LARGEST_BAND)
    throw new RangeError(`chunks of ${chunkBytes} bytes`);
  const byBand = new Map<number, Chunk[]>();
  for (const one of await readChunks(bytes, dataset)) {
    const band = Math.floor(one.start[0] / bandRows);
    const others = byBand.get(band);
    if (others) others.push(one);
    else byBand.set(band, [one]);
  }
  for (let row = Math.floor(from / bandRows) * bandRows; row < to; row += bandRows) {
    const rows = Math.min(bandRows, shape[0] - row);
    if (!isWanted(row, row + rows)) continue;
    const chunks = byBand.get(row / bandRows) ?? [];
    const whole = product(chunk.slice(1)) === product(shape.slice(1)) && chunks.length === 1;
    let band: Uint8Array = whole ? new Uint8Array(0) : unwritten(dataset, rows * rowBytes);
    for (const one of chunks) {
      // A size far beyond that of the values is damage, and is not worth reading.
      if (one.size > 2 * chunkBytes + 65536) throw new RangeError(`a chunk of ${one.size} bytes`);
      const stored = await bytes.data(one.address, one.size);
      const values = await undoFilters(stored, dataset.filters, one.mask, chunkBytes);
      if (whole) band = values.subarray(0, rows * rowBytes);
      else place(band, values, one.start, dataset, chunk, row, rows);
    }
    const first = Math.max(row, from);
    const last = Math.min(row + rows, to);
    yield {
      row: first,
      rows: last - first,
      bytes: band.subarray((first - row) * rowBytes, (last - row) * rowBytes),
    };
  }
}

/** Values that were never written: the fill value, or zeros. */
function unwritten({ fill, type }: Dataset, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  if (fill?.some((byte) => byte !== 0) && fill.length === type.size)
    for (let at = 0; at < length; at += fill.length) bytes.set(fill, at);
  return bytes;
}

/** Copies the part of a chunk that lies inside the data to its place in the band, run by run. */
function place(
  band: Uint8Array,
  values: Uint8Array,
  start: number[],
  { type, shape: lengths }: Dataset,
  chunk: number[],
  bandRow: number,
  bandRows: number,
): void {
  const shape = [bandRows, ...(lengths ?? []).slice(1)];
  const origin = [start[0] - bandRow, ...start.slice(1)];
  if (origin.some((at, d) => at < 0 || at >= shape[d]))
    throw new RangeError(`a chunk at ${start.join(', ')}, outside the data`);
  const last = shape.length - 1;
  const extent = shape.map((length, d) => Math.min(chunk[d], length - origin[d]));
  const runBytes = extent[last] * type.size;
  const at = shape.map(() => 0);
  for (;;) {
    let from = 0;
    let to = 0;
    for (let d = 0; d <= last; d++) {
      from = from * chunk[d] + at[d];
      to = to * shape[d] + origin[d] + at[d];
    }
    band.set(values.subarray(from * type.size, from * type.size + runBytes), to * type.size);
    let d = last - 1;
    while (d >= 0 && ++at[d] === extent[d]) at[d--] = 0;
    if (d < 0) return;
  }
}
