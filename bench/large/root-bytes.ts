/** Bytes as ROOT's streamers write them, big-endian; classes and versions are those of ROOT 6.20. */
export class RootBytes {
  private bytes = new Uint8Array(1 << 16);
  private length = 0;
  private readonly encoder = new TextEncoder();

  get size(): number {
    return this.length;
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  u8(value: number): void {
    this.room(1).setUint8(0, value);
  }
  i16(value: number): void {
    this.room(2).setInt16(0, value);
  }
  i32(value: number): void {
    this.room(4).setInt32(0, value);
  }
  u32(value: number): void {
    this.room(4).setUint32(0, value);
  }
  i64(value: number): void {
    this.room(8).setBigInt64(0, BigInt(value));
  }
  f32(value: number): void {
    this.room(4).setFloat32(0, value);
  }
  f64(value: number): void {
    this.room(8).setFloat64(0, value);
  }

  put(part: Uint8Array): void {
    this.room(part.length);
    this.bytes.set(part, this.length - part.length);
  }

  /** A TString: a byte of length and the text, of fewer than 255 bytes. */
  text(value: string): void {
    const part = this.encoder.encode(value);
    this.u8(part.length);
    this.put(part);
  }

  /** What `write` writes behind the number of its bytes and a version. */
  versioned(version: number, write: () => void): void {
    this.counted(() => {
      this.i16(version);
      write();
    });
  }

  /** An object by pointer: its class by name, and what `write` writes. */
  pointed(className: string, write: () => void): void {
    this.counted(() => {
      this.u32(0xffffffff);
      this.put(this.encoder.encode(`${className}\0`));
      write();
    });
  }

  tObject(): void {
    this.i16(1);
    this.u32(0);
    this.u32(0x02000000);
  }

  tNamed(name: string, title: string): void {
    this.versioned(1, () => {
      this.tObject();
      this.text(name);
      this.text(title);
    });
  }

  tObjArray(items: (() => void)[]): void {
    this.versioned(3, () => {
      this.tObject();
      this.text('');
      this.i32(items.length);
      this.i32(0);
      for (const item of items) item();
    });
  }

  private counted(write: () => void): void {
    const at = this.length;
    this.u32(0);
    write();
    new DataView(this.bytes.buffer).setUint32(at, 0x40000000 + this.length - at - 4);
  }

  private room(bytes: number): DataView {
    const at = this.length;
    this.length += bytes;
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.bytes.subarray(0, at));
      this.bytes = larger;
    }
    return new DataView(this.bytes.buffer, at, bytes);
  }
}
