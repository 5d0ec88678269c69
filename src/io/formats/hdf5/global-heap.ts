import { decodeText } from '../csv/decode-text.ts';
import { Cursor } from './cursor.ts';
import type { FileBytes } from './file-bytes.ts';

const MOST_COLLECTIONS = 64;

/** The values of variable length: collections of objects, of which the latest used are kept. */
export class GlobalHeap {
  private readonly bytes: FileBytes;
  private readonly collections = new Map<number, Map<number, Uint8Array>>();

  constructor(bytes: FileBytes) {
    this.bytes = bytes;
  }

  /** The texts that the references at `offset + i * stride` stand for; null where there is none. */
  async texts(block: Uint8Array, offset: number, stride: number, count: number): Promise<(string | null)[]> {
    const cursor = new Cursor(block, this.bytes.widths);
    const texts: (string | null)[] = [];
    for (let i = 0; i < count; i++) {
      cursor.at = offset + i * stride;
      const length = cursor.u32();
      const address = cursor.uint(this.bytes.widths.offsets);
      const index = cursor.u32();
      if (address === 0 || length === 0) {
        texts.push(address === 0 ? null : '');
        continue;
      }
      const object = (await this.collection(address)).get(index);
      if (!object || object.length < length) throw new RangeError(`text ${index} of a heap is not there`);
      const text = object.subarray(0, length);
      const end = text.indexOf(0);
      texts.push(decodeText(end < 0 ? text : text.subarray(0, end)).text);
    }
    return texts;
  }

  private async collection(address: number): Promise<Map<number, Uint8Array>> {
    const known = this.collections.get(address);
    if (known) return known;
    const { lengths } = this.bytes.widths;
    const head = (await this.bytes.cursor(address, 8 + lengths)).expect('GCOL').skip(4);
    const cursor = await this.bytes.cursor(address, head.length());
    cursor.skip(8 + lengths);
    const objects = new Map<number, Uint8Array>();
    while (cursor.left >= 8 + lengths) {
      const index = cursor.u16();
      const size = cursor.skip(6).length();
      if (index === 0) break;
      const start = cursor.at;
      objects.set(index, cursor.take(size));
      cursor.align(start);
    }
    this.collections.set(address, objects);
    if (this.collections.size > MOST_COLLECTIONS)
      this.collections.delete(this.collections.keys().next().value as number);
    return objects;
  }
}
