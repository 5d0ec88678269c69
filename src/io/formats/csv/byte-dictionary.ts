/** Distinct byte strings numbered in order of appearance, without making a JavaScript string for each cell. */
export class ByteDictionary {
  size = 0;
  private arena = new Uint8Array(1024);
  private offsets = new Int32Array(65);
  private hashes = new Int32Array(64);
  /** Open addressing: code + 1, or 0 where free. Always a power of two, at most half full. */
  private slots = new Int32Array(128);

  /** The code of bytes[start, end), a new one where it was not seen before. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) {
      const code = this.slots[slot] - 1;
      if (this.hashes[code] === hash && this.equals(code, bytes, start, end)) return code;
      slot = (slot + 1) & mask;
    }
    return this.add(slot, hash, bytes, start, end);
  }

  bytesOf(code: number): Uint8Array {
    return this.arena.subarray(this.offsets[code], this.offsets[code + 1]);
  }

  private equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.offsets[code];
    const length = end - start;
    if (this.offsets[code + 1] - from !== length) return false;
    for (let i = 0; i < length; i++) if (this.arena[from + i] !== bytes[start + i]) return false;
    return true;
  }

  private add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const code = this.size++;
    const from = this.offsets[code];
    const to = from + end - start;
    if (to > this.arena.length) this.arena = grown(this.arena, new Uint8Array(2 * to));
    if (code === this.hashes.length) {
      this.hashes = grown(this.hashes, new Int32Array(2 * code));
      this.offsets = grown(this.offsets, new Int32Array(2 * code + 1));
    }
    this.arena.set(bytes.subarray(start, end), from);
    this.offsets[code + 1] = to;
    this.hashes[code] = hash;
    this.slots[slot] = code + 1;
    if (2 * this.size > this.slots.length) this.rehash();
    return code;
  }

  private rehash(): void {
    const slots = new Int32Array(2 * this.slots.length);
    const mask = slots.length - 1;
    for (let code = 0; code < this.size; code++) {
      let slot = this.hashes[code] & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.slots = slots;
  }
}

function grown<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
