import type { FillKind } from '../../column-filler.ts';
import type { ColumnInfo } from '../../format.ts';
import type { RowBlock } from './baskets.ts';
import { decodePage, type PageColumn, pageKind } from './ntuple-pages.ts';
import { decoding, type OpenRoot, readBytes } from './open-root.ts';
import type { BlockPlace, StoredColumn } from './table.ts';
import { unpack } from './unpack.ts';
import { xxhash3 } from './xxhash3.ts';

interface Field {
  fieldName: string;
  typeName: string;
  parentFieldId: number;
  structRole: number;
  arraySize: bigint | null;
  sourceFieldId: number | null;
}

interface Page {
  numElements: bigint;
  hasChecksum: boolean;
  locator: { size: number; offset: bigint };
}

interface PageList {
  pages: Page[];
  isSuppressed: boolean;
  compression: number | null;
}

/** What jsroot finds in the header, the footer and the first list of pages. */
interface Builder {
  fieldDescriptors: Field[];
  columnDescriptors: (PageColumn & { fieldId: number; representationIndex: number })[];
  clusterGroups: { pageListLocator: { size: number; offset: bigint }; pageListLength: bigint }[];
  clusterSummaries: { firstEntry: bigint; numEntries: number }[];
  pageLocations: PageList[][];
}

export interface Tuple extends Builder {
  rows: number;
}

const CHECKSUM = 8;
const LARGEST_PAGE = 1 << 28;

/** Reads header, footer and page lists. Throws a RangeError that says what is wrong. */
export async function openTuple(root: OpenRoot, anchor: unknown, path: string): Promise<Tuple> {
  await checkEnvelopes(root, anchor as Anchor, path);
  const { readHeaderFooter } = await import('jsroot/rntuple');
  const builder = (await readHeaderFooter(anchor)) as Builder | null;
  if (builder === null) throw new RangeError('its header, footer or list of pages is damaged');
  if (builder.clusterGroups.length > 1) {
    throw new RangeError(`${builder.clusterGroups.length} cluster groups; only files with one are read`);
  }
  for (const { pageListLocator, pageListLength } of builder.clusterGroups) {
    const seek = Number(pageListLocator.offset);
    await checkEnvelope(root, path, 'list of pages', seek, pageListLocator.size, Number(pageListLength));
  }
  let rows = 0;
  for (const { firstEntry, numEntries } of builder.clusterSummaries) {
    if (Number(firstEntry) !== rows)
      throw new RangeError(`a cluster begins at entry ${firstEntry}; expected ${rows}`);
    rows += numEntries;
  }
  if (!(rows < 2 ** 32)) throw new RangeError(`${rows} entries; expected fewer than 2^32`);
  return { ...builder, rows };
}

interface Anchor {
  fSeekHeader: number;
  fNBytesHeader: number;
  fLenHeader: number;
  fSeekFooter: number;
  fNBytesFooter: number;
  fLenFooter: number;
}

async function checkEnvelopes(root: OpenRoot, anchor: Anchor, path: string): Promise<void> {
  const { fSeekHeader, fNBytesHeader, fLenHeader, fSeekFooter, fNBytesFooter, fLenFooter } = anchor;
  await checkEnvelope(root, path, 'header', Number(fSeekHeader), Number(fNBytesHeader), Number(fLenHeader));
  await checkEnvelope(root, path, 'footer', Number(fSeekFooter), Number(fNBytesFooter), Number(fLenFooter));
}

/** Header, footer and lists of pages end with an XXH3 checksum of the rest, which jsroot passes over. */
async function checkEnvelope(
  root: OpenRoot,
  path: string,
  what: string,
  seek: number,
  packed: number,
  size: number,
): Promise<void> {
  const place = `RNTuple ${path}, ${what}`;
  const bytes = await readBytes(root.blob, `${root.name}, ${place}`, seek, seek + packed);
  await decoding(root.name, place, async () => {
    if (!(size > CHECKSUM && size <= LARGEST_PAGE)) throw new RangeError(`${size} bytes`);
    checkSum(await unpack(bytes, size));
  });
}

/** The last 8 bytes are the checksum of those before. */
function checkSum(bytes: Uint8Array): void {
  const end = bytes.length - CHECKSUM;
  const kept = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(end, true);
  if (xxhash3(bytes.subarray(0, end)) !== kept) throw new RangeError('its checksum does not fit');
}

/** The fields of one value a row, and lists of such; others with the reason why they are not read. */
export function columnsOfTuple(root: OpenRoot, tuple: Tuple, path: string): StoredColumn[] {
  const { fieldDescriptors: fields } = tuple;
  const columns: StoredColumn[] = [];
  const childrenOf = (id: number): number[] =>
    fields.flatMap((field, i) => (i !== id && field.parentFieldId === id ? [i] : []));
  const visit = (id: number, above: string, depth: number): void => {
    const field = fields[id];
    const name = above + field.fieldName;
    const children = childrenOf(id);
    // A record is its members, side by side.
    if (field.structRole === 2 && children.length > 0 && depth < 32) {
      for (const child of children) visit(child, `${name}.`, depth + 1);
      return;
    }
    columns.push(columnOf(root, tuple, path, id, name, children));
  };
  fields.forEach((field, id) => {
    if (field.parentFieldId === id) visit(id, '', 0);
  });
  return columns;
}

function columnOf(
  root: OpenRoot,
  tuple: Tuple,
  path: string,
  id: number,
  name: string,
  children: number[],
): StoredColumn {
  const field = tuple.fieldDescriptors[id];
  const place = `RNTuple ${path}, field ${name}`;
  const refuse = (refusal: string): StoredColumn => ({
    ...{ name, type: 'float64', shape: { values: 'one' }, bytes: null, refusal, fill: { to: 'float64' } },
    blocks: () => [],
  });
  const own = columnIdsOf(tuple, id);
  if (field.sourceFieldId !== null) return refuse('a view of another field');
  const store = (
    ids: number[],
    fill: FillKind,
    shape: ColumnInfo['shape'],
    blocks: StoredColumn['blocks'],
  ): StoredColumn => ({
    ...{ name, fill, shape, refusal: null, blocks },
    type: fill.to === 'uint64' ? 'int64' : (fill.to as ColumnInfo['type']),
    bytes: ids.reduce((sum, column) => sum + bytesOf(tuple, column), 0),
  });
  if (own.length === 2 && field.typeName === 'std::string') {
    return store(own, { to: 'text' }, { values: 'one' }, () => textBlocks(root, tuple, place, own));
  }
  if (own.length > 1) return refuse(`of type ${field.typeName}`);
  const leaf = own.length === 1 && children.length === 0 ? own[0] : null;
  if (leaf !== null) {
    const kind = pageKind(tuple.columnDescriptors[leaf]);
    if (kind === null) return refuse(`of type ${field.typeName}, in an encoding that is not read`);
    const length = Number(field.arraySize ?? 1n);
    if (length !== 1) return refuse(`of type ${field.typeName}`);
    return store([leaf], kind, { values: 'one' }, () => fixedBlocks(root, tuple, place, leaf, 1));
  }
  const [child] = children;
  const inner = children.length === 1 ? columnIdsOf(tuple, child) : [];
  const kind =
    inner.length === 1 &&
    !tuple.fieldDescriptors.some((other, i) => other.parentFieldId === child && i !== child)
      ? pageKind(tuple.columnDescriptors[inner[0]])
      : null;
  if (kind === null) return refuse(`of type ${field.typeName}`);
  if (field.arraySize !== null && own.length === 0) {
    const length = Number(field.arraySize);
    return store(inner, kind, { values: 'fixed', length }, () =>
      fixedBlocks(root, tuple, place, inner[0], length),
    );
  }
  // structRole 1: a collection, whose own column says where each list ends.
  if (own.length === 1 && field.structRole === 1) {
    return store([...own, ...inner], kind, { values: 'any', most: null }, () =>
      listBlocks(root, tuple, place, own[0], inner[0]),
    );
  }
  return refuse(`of type ${field.typeName}`);
}

/** Columns of a field in its first representation; a second one would hold the same values in another encoding. */
function columnIdsOf(tuple: Tuple, field: number): number[] {
  return tuple.columnDescriptors.flatMap((column, i) =>
    column.fieldId === field && column.representationIndex === 0 ? [i] : [],
  );
}

function bytesOf(tuple: Tuple, column: number): number {
  return tuple.pageLocations.reduce(
    (sum, lists) => sum + (lists[column]?.pages.reduce((all, { locator }) => all + locator.size, 0) ?? 0),
    0,
  );
}

/** Everything a column holds in one cluster. */
async function readColumn(
  root: OpenRoot,
  tuple: Tuple,
  place: string,
  cluster: number,
  column: number,
): Promise<RowBlock['values']> {
  const list = tuple.pageLocations[cluster]?.[column];
  const where = `${place}, cluster ${cluster + 1}`;
  return decoding(root.name, where, async () => {
    if (!list) throw new RangeError('no pages of it');
    if (list.isSuppressed) throw new RangeError('kept in a second encoding, which is not read');
    const descriptor = tuple.columnDescriptors[column];
    const parts: Exclude<RowBlock['values'], string[]>[] = [];
    let total = 0;
    for (const { numElements, hasChecksum, locator } of list.pages) {
      const count = Number(numElements);
      const from = Number(locator.offset);
      const end = from + locator.size;
      const size = Math.ceil((count * descriptor.bitsOnStorage) / 8);
      if (!(size > 0 && size <= LARGEST_PAGE)) throw new RangeError(`a page of ${count} values`);
      const stored = await readBytes(
        root.blob,
        `${root.name}, ${where}`,
        from,
        end + (hasChecksum ? CHECKSUM : 0),
      );
      if (hasChecksum) checkSum(stored);
      const data = await unpack(stored.subarray(0, locator.size), size);
      parts.push(decodePage(descriptor, data, count));
      total += count;
    }
    return joined(parts, total);
  });
}

function joined(parts: Exclude<RowBlock['values'], string[]>[], total: number): RowBlock['values'] {
  if (parts.length === 1) return parts[0];
  if (parts.length === 0) return new Float64Array(0);
  const make = parts[0].constructor as new (length: number) => Float64Array;
  const out = new make(total);
  let at = 0;
  for (const part of parts) {
    out.set(part as Float64Array, at);
    at += part.length;
  }
  return out;
}

function clusterPlaces(
  tuple: Tuple,
  read: (cluster: number, from: number, to: number) => Promise<RowBlock>,
): BlockPlace[] {
  let from = 0;
  return tuple.clusterSummaries.map(({ numEntries }, cluster) => {
    const begin = from;
    const to = begin + numEntries;
    from = to;
    return { from: begin, to, read: () => read(cluster, begin, to) };
  });
}

function fixedBlocks(
  root: OpenRoot,
  tuple: Tuple,
  place: string,
  column: number,
  length: number,
): BlockPlace[] {
  return clusterPlaces(tuple, async (cluster, from, to) => {
    const values = await readColumn(root, tuple, place, cluster, column);
    const rows = to - from;
    await decoding(root.name, `${place}, cluster ${cluster + 1}`, () =>
      expectLength(values.length, rows * length),
    );
    const starts = length === 1 ? null : Uint32Array.from({ length: rows + 1 }, (_, i) => i * length);
    return { from, to, values, starts };
  });
}

function listBlocks(root: OpenRoot, tuple: Tuple, place: string, ends: number, items: number): BlockPlace[] {
  return clusterPlaces(tuple, async (cluster, from, to) => {
    const stored = await readColumn(root, tuple, place, cluster, ends);
    const values = await readColumn(root, tuple, place, cluster, items);
    const starts = await decoding(root.name, `${place}, cluster ${cluster + 1}`, () =>
      startsFrom(stored, to - from, values.length),
    );
    return { from, to, values, starts };
  });
}

function textBlocks(root: OpenRoot, tuple: Tuple, place: string, [ends, letters]: number[]): BlockPlace[] {
  return clusterPlaces(tuple, async (cluster, from, to) => {
    const stored = await readColumn(root, tuple, place, cluster, ends);
    const bytes = Uint8Array.from((await readColumn(root, tuple, place, cluster, letters)) as Int32Array);
    const starts = await decoding(root.name, `${place}, cluster ${cluster + 1}`, () =>
      startsFrom(stored, to - from, bytes.length),
    );
    const decoder = new TextDecoder();
    const values = Array.from({ length: to - from }, (_, i) =>
      decoder.decode(bytes.subarray(starts[i], starts[i + 1])),
    );
    return { from, to, values, starts: null };
  });
}

function startsFrom(ends: RowBlock['values'], rows: number, values: number): Uint32Array {
  expectLength(ends.length, rows);
  const starts = new Uint32Array(rows + 1);
  for (let i = 0; i < rows; i++) {
    const end = Number(ends[i]);
    if (!(end >= starts[i] && end <= values))
      throw new RangeError(`row ${i} ends at value ${end} of ${values}`);
    starts[i + 1] = end;
  }
  if (starts[rows] !== values) throw new RangeError(`${values} values; expected ${starts[rows]}`);
  return starts;
}

function expectLength(found: number, expected: number): void {
  if (found !== expected) throw new RangeError(`${found} values; expected ${expected}`);
}
