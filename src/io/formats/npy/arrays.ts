import { Problem } from '../../../core/problem.ts';
import { holdsObjects } from './dtype.ts';
import { type NpyHeader, npyHeaderBytes, parseNpyHeader } from './header.ts';
import { openZipEntry, readZipDirectory, type ZipEntry } from './zip.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** One array of a .npy file or of an .npz archive. */
export interface StoredArray {
  /** '' for the only one of a .npy file. */
  name: string;
  /** For error messages. */
  place: string;
  header: NpyHeader;
  /** Its bytes, header included, as a stream. */
  open(): Promise<ReadableStream<Bytes>>;
  /** The file, where its bytes lie in it as they are, so that a part can be read. */
  plain: Blob | null;
}

export interface ArraysFound {
  arrays: StoredArray[];
  skipped: { name: string; reason: string }[];
}

const LONGEST_HEADER = 1 << 20;

/** The arrays of a .npy file or .npz archive, by their headers alone. Throws a Problem `bad-file`. */
export async function findArrays(file: Blob, name: string): Promise<ArraysFound> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (magic[0] !== 0x50) return { arrays: [await plainArray(file, name)], skipped: [] };
  const entries = await readZipDirectory(file, name);
  const found: ArraysFound = { arrays: [], skipped: [] };
  for (const entry of entries) {
    const title = entry.name.replace(/\.npy$/, '');
    if (title === entry.name) {
      found.skipped.push({ name: entry.name, reason: 'no NumPy array (.npy)' });
      continue;
    }
    const array = await zippedArray(file, name, entry, title);
    if (holdsObjects(array.header.dtype))
      found.skipped.push({ name: title, reason: 'Python objects, stored as a pickle: code, not data' });
    else found.arrays.push(array);
  }
  if (
    entries.length > 0 &&
    found.skipped.length === entries.length &&
    found.skipped[0].reason.startsWith('no')
  )
    throw new Problem(
      'bad-file',
      `${name}: a zip archive without NumPy arrays (it holds ${entries[0].name}); expected .npy files in it, as numpy.savez writes them`,
    );
  return found;
}

async function plainArray(file: Blob, name: string): Promise<StoredArray> {
  const head = new Uint8Array(await file.slice(0, LONGEST_HEADER).arrayBuffer());
  const header = parseNpyHeader(head, name);
  if (holdsObjects(header.dtype))
    throw new Problem(
      'bad-file',
      `${name}: holds Python objects, stored as a pickle, which is code and not data, so it is not opened; expected numbers or text`,
    );
  const expected = header.dataStart + dataBytes(header);
  if (expected > file.size)
    throw new Problem(
      'bad-file',
      `${name}: ends at byte ${file.size}; expected ${expected}, as its header says (is it cut off?)`,
    );
  const open = async () => file.stream() as ReadableStream<Bytes>;
  return { name: '', place: name, header, open, plain: file };
}

async function zippedArray(file: Blob, name: string, entry: ZipEntry, title: string): Promise<StoredArray> {
  const place = `${name}, ${entry.name}`;
  const open = () => openZipEntry(file, name, entry);
  const reader = (await open()).getReader();
  try {
    let head: Bytes = new Uint8Array(0);
    for (;;) {
      const { done, value } = await reader.read();
      if (value) head = joined(head, value);
      const wanted = head.length < 12 ? 12 : npyHeaderBytes(head);
      if (done || (head.length >= 12 && head.length >= wanted)) break;
    }
    const header = parseNpyHeader(head, place);
    const expected = header.dataStart + dataBytes(header);
    if (!holdsObjects(header.dtype) && expected !== entry.size)
      throw new Problem(
        'bad-file',
        `${place}: has ${entry.size} bytes; expected ${expected}, as its header says`,
      );
    // What is left out is not read later on: its checksum tells now whether its header can be trusted.
    const readLater = header.shape.length > 0 && header.dtype.fields.every(({ type }) => type !== null);
    while (!readLater && !(await reader.read()).done);
    return { name: title, place, header, open, plain: null };
  } catch (cause) {
    throw arrayProblem(place, cause);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Bytes of all elements. */
export function dataBytes({ shape, dtype }: NpyHeader): number {
  return shape.reduce((product, length) => product * length, dtype.size);
}

export function arrayProblem(place: string, cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  const what = cause instanceof Error ? cause.message : String(cause);
  return new Problem('bad-file', `${place}: cannot be read (${what}); the file is damaged`, { cause });
}

function joined(a: Bytes, b: Bytes): Bytes {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
