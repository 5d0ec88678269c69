import { Problem } from '../../../core/problem.ts';
import { Cursor, type Widths } from './cursor.ts';
import { lookup3 } from './lookup3.ts';

const PAGE = 1 << 16;
const MOST_PAGES = 256;
/** No structure of the file's metadata is larger. */
const LARGEST_STRUCTURE = 1 << 26;

/** Reads parts of an HDF5 file by address, its metadata through a cache of pages of which the oldest are dropped. */
export class FileBytes {
  readonly file: Blob;
  readonly name: string;
  /** Of the file, bytes; and what addresses count from. */
  base = 0;
  widths: Widths = { offsets: 8, lengths: 8 };
  private readonly pages = new Map<number, Promise<Uint8Array>>();

  constructor(file: Blob, name: string) {
    this.file = file;
    this.name = name;
  }

  /** A structure of the metadata. Throws a RangeError where it does not lie inside the file. */
  async cursor(address: number, length: number): Promise<Cursor> {
    return new Cursor(await this.metadata(address, length), this.widths);
  }

  /** A structure that begins at `address`, as many bytes as `most` or the file has. */
  async upTo(address: number, most: number): Promise<Cursor> {
    const end = this.file.size - this.base;
    return this.cursor(address, Math.max(0, Math.min(most, end - address)));
  }

  async metadata(address: number, length: number): Promise<Uint8Array> {
    const start = this.checked(address, length);
    if (length > LARGEST_STRUCTURE) throw new RangeError(`a structure of ${length} bytes at byte ${start}`);
    const first = Math.floor(start / PAGE);
    const last = Math.floor((start + Math.max(0, length - 1)) / PAGE);
    if (first === last) {
      const page = await this.page(first);
      return page.subarray(start - first * PAGE, start - first * PAGE + length);
    }
    const bytes = new Uint8Array(length);
    for (let index = first; index <= last; index++) {
      const page = await this.page(index);
      const from = Math.max(start, index * PAGE);
      const to = Math.min(start + length, index * PAGE + page.length);
      bytes.set(page.subarray(from - index * PAGE, to - index * PAGE), from - start);
    }
    return bytes;
  }

  /** Raw data, past the cache. */
  async data(address: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const start = this.checked(address, length);
    return new Uint8Array(await this.file.slice(start, start + length).arrayBuffer());
  }

  /** Throws a RangeError where the last 4 of the bytes are not the checksum of those before. */
  verify(bytes: Uint8Array, what: string): void {
    const body = bytes.subarray(0, bytes.length - 4);
    const stored = new Cursor(bytes, this.widths, body.length).u32();
    if (lookup3(body) !== stored) throw new RangeError(`${what} does not match its checksum`);
  }

  /** What was thrown while reading `place`, as a Problem `bad-file`. */
  problem(place: string, cause: unknown): Problem {
    if (cause instanceof Problem) return cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    return new Problem('bad-file', `${this.name}, ${place}: the file is damaged (${what})`, { cause });
  }

  private checked(address: number, length: number): number {
    const start = this.base + address;
    if (address < 0 || length < 0 || start + length > this.file.size)
      throw new RangeError(`bytes ${start} to ${start + length} wanted; the file has ${this.file.size}`);
    return start;
  }

  private page(index: number): Promise<Uint8Array> {
    let page = this.pages.get(index);
    if (!page) {
      page = this.file
        .slice(index * PAGE, (index + 1) * PAGE)
        .arrayBuffer()
        .then((buffer) => new Uint8Array(buffer));
      this.pages.set(index, page);
      if (this.pages.size > MOST_PAGES) this.pages.delete(this.pages.keys().next().value as number);
    }
    return page;
  }
}
