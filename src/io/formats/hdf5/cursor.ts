/** Widths of addresses and lengths of a file, bytes, as its superblock says. */
export interface Widths {
  offsets: number;
  lengths: number;
}

/** An address that stands for "nothing there": all bits set. */
export const UNDEFINED_ADDRESS = -1;

/** Reads little-endian fields one after another. Throws a RangeError where the bytes end first. */
export class Cursor {
  at: number;
  readonly bytes: Uint8Array;
  readonly widths: Widths;
  private readonly view: DataView;

  constructor(bytes: Uint8Array, widths: Widths, at = 0) {
    this.bytes = bytes;
    this.widths = widths;
    this.at = at;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  skip(count: number): this {
    this.at += count;
    return this;
  }

  /** To the next multiple of 8 bytes from `start`. */
  align(start: number): void {
    this.at = start + ((this.at - start + 7) & ~7);
  }

  u8(): number {
    return this.view.getUint8(this.at++);
  }

  u16(): number {
    this.at += 2;
    return this.view.getUint16(this.at - 2, true);
  }

  u32(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  /** An unsigned integer of 0 to 8 bytes. Throws a RangeError beyond 2^53. */
  uint(width: number): number {
    let value = 0;
    for (let i = width - 1; i >= 0; i--) value = value * 256 + this.view.getUint8(this.at + i);
    this.at += width;
    if (value > Number.MAX_SAFE_INTEGER) throw new RangeError(`length ${value}; expected less than 2^53`);
    return value;
  }

  length(): number {
    return this.uint(this.widths.lengths);
  }

  /** An address in the file, or UNDEFINED_ADDRESS. */
  address(): number {
    const { offsets } = this.widths;
    let all = true;
    for (let i = 0; i < offsets; i++) if (this.view.getUint8(this.at + i) !== 255) all = false;
    if (!all) return this.uint(offsets);
    this.at += offsets;
    return UNDEFINED_ADDRESS;
  }

  take(count: number): Uint8Array {
    if (count < 0 || count > this.left) throw new RangeError(`${count} bytes wanted; ${this.left} are left`);
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** A name up to a zero, which is skipped too. */
  name(): string {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0) throw new RangeError('a name without an end');
    const text = new TextDecoder().decode(this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return text;
  }

  /** Throws a RangeError where the next 4 bytes are not this signature. */
  expect(signature: string): this {
    const found = String.fromCharCode(...this.take(4));
    if (found !== signature) throw new RangeError(`no ${signature} there`);
    return this;
  }
}
