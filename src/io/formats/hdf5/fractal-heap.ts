import { Cursor, UNDEFINED_ADDRESS } from './cursor.ts';
import type { FileBytes } from './file-bytes.ts';

interface Shape {
  width: number;
  firstBlock: number;
  largestDirect: number;
  heapBits: number;
  rootAddress: number;
  rootRows: number;
  lengthBytes: number;
}

/** The heap that holds names and attributes of groups with many of them. Only objects managed in blocks are read. */
export class FractalHeap {
  private readonly bytes: FileBytes;
  private readonly shape: Shape;

  private constructor(bytes: FileBytes, shape: Shape) {
    this.bytes = bytes;
    this.shape = shape;
  }

  static async open(bytes: FileBytes, address: number): Promise<FractalHeap> {
    const { offsets, lengths } = bytes.widths;
    const cursor = await bytes.cursor(address, 26 + 12 * lengths + 3 * offsets);
    bytes.verify(cursor.bytes, 'a fractal heap');
    cursor.expect('FRHP').skip(3);
    if (cursor.u16() > 0) throw new RangeError('a fractal heap with filters');
    const largestObject = cursor.skip(1).u32();
    cursor.skip(10 * lengths + 2 * offsets);
    const width = cursor.u16();
    const firstBlock = cursor.length();
    const largestDirect = cursor.length();
    const heapBits = cursor.u16();
    cursor.skip(2);
    const rootAddress = cursor.address();
    const rootRows = cursor.u16();
    const lengthBytes = Math.ceil(Math.log2(Math.min(largestDirect, largestObject) + 1) / 8);
    return new FractalHeap(bytes, {
      width,
      firstBlock,
      largestDirect,
      heapBits,
      rootAddress,
      rootRows,
      lengthBytes,
    });
  }

  /** The bytes of an object by its heap id. Throws a RangeError where it is not in a block. */
  async object(id: Uint8Array): Promise<Uint8Array> {
    const cursor = new Cursor(id, this.bytes.widths);
    const kind = (cursor.u8() >> 4) & 3;
    if (kind !== 0) throw new RangeError(`an object of kind ${kind} in a fractal heap`);
    const offset = cursor.uint(Math.ceil(this.shape.heapBits / 8));
    const length = cursor.uint(this.shape.lengthBytes);
    const { rootRows, rootAddress } = this.shape;
    const place = rootRows === 0 ? rootAddress + offset : await this.find(rootAddress, rootRows, offset, 0);
    return this.bytes.metadata(place, length);
  }

  /** The address of the byte at `offset` of the heap below an indirect block of `rows` rows. */
  private async find(address: number, rows: number, offset: number, depth: number): Promise<number> {
    const { width, largestDirect, heapBits, firstBlock } = this.shape;
    const { offsets } = this.bytes.widths;
    if (depth > 30) throw new RangeError('a fractal heap nested too deeply');
    const directRows = Math.log2(largestDirect / firstBlock) + 2;
    let start = 0;
    for (let row = 0; row < rows; row++) {
      const size = firstBlock * 2 ** Math.max(0, row - 1);
      if (offset >= start + width * size) {
        start += width * size;
        continue;
      }
      const column = Math.floor((offset - start) / size);
      const headBytes = 5 + offsets + Math.ceil(heapBits / 8);
      const child = (
        await this.bytes.cursor(address + headBytes + (row * width + column) * offsets, offsets)
      ).address();
      if (child === UNDEFINED_ADDRESS) throw new RangeError('an object in a block that is not there');
      const within = offset - start - column * size;
      if (row < directRows) return child + within;
      const childRows = Math.log2(size / (firstBlock * width)) + 1;
      return this.find(child, childRows, within, depth + 1);
    }
    throw new RangeError(`offset ${offset} outside a fractal heap`);
  }
}
