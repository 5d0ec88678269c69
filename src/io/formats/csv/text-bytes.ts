import { Problem } from '../../../core/problem.ts';
import { damagedGzip, inflatedStream, isGzip } from '../../inflate.ts';

const FIRST_BLOCK = 1 << 20;
const LONGEST_RECORD = 1 << 26;

/**
 * The text of a file as UTF-8 bytes, block by block: gzip inflated, UTF-16 (with a byte order mark) recoded, the
 * mark left out. Keeps what the caller has not consumed at the front of one growing buffer.
 */
export class TextBytes {
  /** Unconsumed text is bytes[0, length); at least one more byte can be read behind it, a 0 at the end of the file. */
  bytes = new Uint8Array(FIRST_BLOCK + 1);
  length = 0;
  ended = false;
  /** Bytes of the file taken in, compressed where it is. */
  fileBytes = 0;

  private readonly file: Blob;
  private readonly name: string;
  private reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null = null;
  private gzip = false;
  private inflated = 0;
  /** Part of a chunk that did not fit. */
  private pending: Uint8Array = new Uint8Array(0);
  private recode: ((chunk: Uint8Array, last: boolean) => Uint8Array) | null = null;
  private begun = false;

  constructor(file: Blob, name: string) {
    this.file = file;
    this.name = name;
  }

  /** Drops bytes[0, consumed) and fills the buffer up again; where nothing was consumed, makes it larger. */
  async fill(consumed: number, line: number): Promise<void> {
    if (consumed > 0) {
      this.bytes.copyWithin(0, consumed, this.length);
      this.length -= consumed;
    } else if (this.length === this.bytes.length - 1) this.enlarge(line);
    while (!this.ended && this.length < this.bytes.length - 1) {
      if (this.pending.length === 0) await this.take();
      const part = this.pending.subarray(0, this.bytes.length - 1 - this.length);
      this.bytes.set(part, this.length);
      this.pending = this.pending.subarray(part.length);
      this.length += part.length;
    }
    if (this.ended) this.bytes[this.length] = 0;
  }

  /** Share of the file that bytes[0, end) make up, while nothing has been consumed; roughly where it is gzip. */
  shareOf(end: number): number {
    if (this.ended) return 1;
    const taken = this.gzip ? Math.min(this.fileBytes, this.file.size) : this.inflated;
    return ((taken / this.file.size) * end) / (this.length + this.pending.length);
  }

  async close(): Promise<void> {
    await this.reader?.cancel().catch(() => undefined);
  }

  private enlarge(line: number): void {
    if (this.length >= LONGEST_RECORD) {
      throw new Problem(
        'bad-file',
        `${this.name}, line ${line}: a record of more than ${LONGEST_RECORD >> 20} MB; expected its end (is a quote never closed?)`,
      );
    }
    const larger = new Uint8Array(2 * (this.bytes.length - 1) + 1);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  private async take(): Promise<void> {
    if (!this.reader) {
      this.gzip = isGzip(new Uint8Array(await this.file.slice(0, 2).arrayBuffer()));
      const stream = await inflatedStream(this.file, (bytes) => {
        this.fileBytes += bytes;
      });
      this.reader = stream.getReader();
    }
    let result: ReadableStreamReadResult<Uint8Array>;
    try {
      result = await this.reader.read();
    } catch (error) {
      if (this.gzip) throw damagedGzip(this.name, this.inflated, error);
      throw new Problem('bad-file', `${this.name}, byte ${this.inflated}: cannot be read: ${String(error)}`, {
        cause: error,
      });
    }
    if (result.done) {
      this.pending = this.recode ? this.recode(new Uint8Array(0), true) : this.pending;
      this.recode = null;
      this.ended = this.pending.length === 0;
      return;
    }
    this.pending = this.begun ? this.text(result.value) : this.begin(result.value);
  }

  /** Looks for a byte order mark. */
  private begin(chunk: Uint8Array): Uint8Array {
    this.begun = true;
    const [a, b, c] = chunk;
    const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
    if (encoding) {
      const decoder = new TextDecoder(encoding);
      const encoder = new TextEncoder();
      this.recode = (part, last) => encoder.encode(decoder.decode(part, { stream: !last }));
      return this.text(chunk);
    }
    return this.text(a === 0xef && b === 0xbb && c === 0xbf ? chunk.subarray(3) : chunk);
  }

  private text(chunk: Uint8Array): Uint8Array {
    const text = this.recode ? this.recode(chunk, false) : chunk;
    const binary = text.indexOf(0);
    if (binary >= 0) {
      throw new Problem(
        'bad-file',
        `${this.name}, byte ${this.inflated + binary}: binary data (a zero byte); expected text, in UTF-8 or in UTF-16 with a byte order mark`,
      );
    }
    this.inflated += chunk.length;
    return text;
  }
}
