import { type Bits, setBit } from '../core/table/bits.ts';
import type { Column, Role } from '../core/table/column.ts';
import { columnMemory } from '../core/table/share.ts';

/** What the values of a file become. */
export type FillKind =
  | { to: 'float64' | 'float32' | 'int32' | 'text' | 'boolean' }
  /** `narrow`: int32 where every value fits. */
  | { to: 'int64'; narrow: boolean }
  | { to: 'uint64' }
  /** Unscaled integers, as numbers, bigints or big-endian bytes. */
  | { to: 'decimal'; scale: number };

/** Decoded values of a column: a typed array, or an array with null or undefined where missing. */
export type Decoded = ArrayLike<unknown>;

/** A column being filled chunk by chunk. */
export interface ColumnFiller {
  /** Puts decoded values at rows from `start` on. Throws a TypeError where one is of the wrong type. */
  put(start: number, values: Decoded): void;
  finish(name: string, unit: string | null, role: Role, warnings: string[]): Column;
}

export function makeFiller(kind: FillKind, rows: number): ColumnFiller {
  switch (kind.to) {
    case 'text':
      return new TextFiller(rows);
    case 'int64':
      return new BigFiller(rows, kind.narrow);
    case 'uint64':
      return new UnsignedFiller(rows);
    case 'float64':
      return new NumberFiller(rows, 'float64', new Float64Array(columnMemory(8 * rows)), asNumber);
    case 'float32':
      return new NumberFiller(rows, 'float32', new Float32Array(columnMemory(4 * rows)), asNumber);
    case 'int32':
      return new NumberFiller(rows, 'int32', new Int32Array(columnMemory(4 * rows)), asNumber);
    case 'boolean':
      return new NumberFiller(rows, 'int32', new Int32Array(columnMemory(4 * rows)), asFlag);
    case 'decimal':
      return new NumberFiller(rows, 'float64', new Float64Array(columnMemory(8 * rows)), (value) =>
        unscaled(value, kind.scale),
      );
  }
}

/** Rows without a value; the words are made when the first is marked. */
class MissingRows {
  private bits: Bits | null = null;
  private readonly rows: number;

  constructor(rows: number) {
    this.rows = rows;
  }

  mark(row: number): void {
    this.bits ??= { length: this.rows, words: new Uint32Array(columnMemory(4 * ((this.rows + 31) >>> 5))) };
    setBit(this.bits, row);
  }

  get value(): Bits | null {
    return this.bits;
  }
}

class NumberFiller implements ColumnFiller {
  private readonly type: 'float64' | 'float32' | 'int32';
  private readonly values: Float64Array | Float32Array | Int32Array;
  private readonly convert: (value: unknown) => number;
  private readonly missing: MissingRows;

  constructor(
    rows: number,
    type: 'float64' | 'float32' | 'int32',
    values: Float64Array | Float32Array | Int32Array,
    convert: (value: unknown) => number,
  ) {
    this.type = type;
    this.values = values;
    this.convert = convert;
    this.missing = new MissingRows(rows);
  }

  put(start: number, values: Decoded): void {
    if (isIntegers(values) && (this.type === 'float64' || !(values instanceof Uint32Array))) {
      this.values.set(values, start);
      return;
    }
    if (values instanceof Float64Array || values instanceof Float32Array) {
      this.values.set(values, start);
      for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) this.missing.mark(start + i);
      return;
    }
    const gap = this.type === 'int32' ? 0 : Number.NaN;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      const number = value === null || value === undefined ? Number.NaN : this.convert(value);
      const missing = Number.isNaN(number);
      this.values[start + i] = missing ? gap : number;
      if (missing) this.missing.mark(start + i);
    }
  }

  finish(name: string, unit: string | null, role: Role): Column {
    return { name, unit, role, type: this.type, values: this.values, missing: this.missing.value };
  }
}

class BigFiller implements ColumnFiller {
  private readonly values: BigInt64Array;
  private readonly narrow: boolean;
  private readonly missing: MissingRows;
  /** Values that 64 bits cannot hold, such as times far from now in ns. */
  private beyond = 0;

  constructor(rows: number, narrow: boolean) {
    this.values = new BigInt64Array(columnMemory(8 * rows));
    this.narrow = narrow;
    this.missing = new MissingRows(rows);
  }

  put(start: number, values: Decoded): void {
    if (values instanceof BigInt64Array) {
      this.values.set(values, start);
      return;
    }
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined) {
        this.missing.mark(start + i);
        continue;
      }
      const integer = asBigint(value);
      if (BigInt.asIntN(64, integer) === integer) this.values[start + i] = integer;
      else {
        this.missing.mark(start + i);
        this.beyond++;
      }
    }
  }

  finish(name: string, unit: string | null, role: Role, warnings: string[]): Column {
    const { values, beyond } = this;
    if (beyond > 0) warnings.push(`column ${name}: ${beyond} values beyond 64 bits; read as missing`);
    const missing = this.missing.value;
    if (!this.narrow || !values.every((value) => value === BigInt.asIntN(32, value))) {
      return { name, unit, role, type: 'int64', values, missing };
    }
    const small = new Int32Array(columnMemory(4 * values.length));
    for (let row = 0; row < values.length; row++) small[row] = Number(values[row]);
    return { name, unit, role, type: 'int32', values: small, missing };
  }
}

/** Unsigned 64 bits: int64 where all fit, else text, since no other column keeps them exact. */
class UnsignedFiller implements ColumnFiller {
  private readonly values: BigUint64Array;
  private readonly missing: MissingRows;

  constructor(rows: number) {
    this.values = new BigUint64Array(columnMemory(8 * rows));
    this.missing = new MissingRows(rows);
  }

  put(start: number, values: Decoded): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined) this.missing.mark(start + i);
      else this.values[start + i] = asBigint(value);
    }
  }

  finish(name: string, unit: string | null, role: Role, warnings: string[]): Column {
    const { values } = this;
    const rows = values.length;
    if (values.every((value) => value < 1n << 63n)) {
      const signed = new BigFiller(rows, true);
      signed.put(0, new BigInt64Array(values.buffer));
      const column = signed.finish(name, unit, role, warnings);
      return { ...column, missing: this.missing.value };
    }
    warnings.push(`column ${name}: integers beyond 64 bits signed; read as text`);
    const text = new TextFiller(rows);
    text.put(0, Array.from(values, String));
    return { ...text.finish(name, unit, role), missing: this.missing.value };
  }
}

class TextFiller implements ColumnFiller {
  private readonly codes: Int32Array;
  private readonly known = new Map<string, number>();
  private readonly missing: MissingRows;

  constructor(rows: number) {
    this.codes = new Int32Array(columnMemory(4 * rows));
    this.missing = new MissingRows(rows);
  }

  put(start: number, values: Decoded): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined) {
        this.codes[start + i] = -1;
        this.missing.mark(start + i);
        continue;
      }
      if (typeof value !== 'string') throw new TypeError(`${typeof value}; expected text`);
      let code = this.known.get(value);
      if (code === undefined) {
        code = this.known.size;
        this.known.set(value, code);
      }
      this.codes[start + i] = code;
    }
  }

  finish(name: string, unit: string | null, role: Role): Column {
    const levels = [...this.known.keys()];
    return { name, unit, role, type: 'text', codes: this.codes, levels, missing: this.missing.value };
  }
}

type Integers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

function isIntegers(values: Decoded): values is Integers {
  return (
    values instanceof Int32Array ||
    values instanceof Uint32Array ||
    values instanceof Int16Array ||
    values instanceof Uint16Array ||
    values instanceof Int8Array ||
    values instanceof Uint8Array
  );
}

function asNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError(`${typeof value}; expected a number`);
}

function asFlag(value: unknown): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new TypeError(`${typeof value}; expected true or false`);
}

function asBigint(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  throw new TypeError(`${typeof value}; expected an integer of 64 bits`);
}

/** An unscaled decimal as a double: one division by an exact power of ten up to 10^22. */
function unscaled(value: unknown, scale: number): number {
  if (value instanceof Uint8Array) return Number(bigEndian(value)) / 10 ** scale;
  if (typeof value === 'bigint' || typeof value === 'number') return Number(value) / 10 ** scale;
  throw new TypeError(`${typeof value}; expected a decimal number`);
}

function bigEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(8 * bytes.length, value);
}
