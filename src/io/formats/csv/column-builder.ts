import { type Bits, bitsNone, countBits, setBit } from '../../../core/table/bits.ts';
import { columnMemory } from '../../../core/table/share.ts';
import { ByteDictionary } from './byte-dictionary.ts';

/** Rows a block. Columns grow block by block and are copied once, into memory of the right size, at the end. */
export const BLOCK_ROWS = 8192;

/**
 * - number: only numbers so far, as doubles; NaN where missing
 * - big: only integers so far, some beyond 2^53
 * - text: as codes; -1 where missing
 * - mixed: numbers and text, whose values are no longer kept: an error, or text for a second reading
 * - ignored: a column not asked for
 */
export type Kind = 'number' | 'big' | 'text' | 'mixed' | 'ignored';

export interface BadCell {
  line: number;
  text: string;
}

/** One column under construction. Values are put at a row of the current block; `flush` closes the block. */
export class ColumnBuilder {
  readonly name: string;
  kind: Kind = 'number';
  /** The current block while `kind` is number, else null: what the scanner's fast path writes to. */
  block: Float64Array | null = new Float64Array(BLOCK_ROWS);
  /** 1 once a number had a decimal mark or an exponent, or was infinite. */
  real = 0;
  /** True once an integer beyond int64 was seen. */
  beyondInt64 = false;
  /** True once an integer beyond 2^53 shared the column with reals, so that it was rounded. */
  rounded = false;
  /** Text cells seen; where the column began as text they are all kept. */
  textCells = 0;
  /** Numbers seen while the column was text or mixed. */
  private numbersBesideText = 0;
  firstText: BadCell | null = null;
  readonly dictionary = new ByteDictionary();

  private readonly forced: boolean;
  private numberBlocks: Float64Array[] = [];
  private bigBlock: BigInt64Array | null = null;
  private bigBlocks: BigInt64Array[] = [];
  private bigMissing: number[] = [];
  private codeBlock: Int32Array | null = null;
  private codeBlocks: Int32Array[] = [];
  private blocks = 0;

  constructor(name: string, kind: 'number' | 'text' | 'ignored') {
    this.name = name;
    this.forced = kind === 'text';
    if (kind === 'ignored') this.become('ignored');
    if (kind === 'text') this.startText();
  }

  putMissing(row: number): void {
    if (this.block) this.block[row] = Number.NaN;
    else if (this.kind === 'text') this.codes()[row] = -1;
    else if (this.kind === 'big') this.bigMissing.push(this.blocks * BLOCK_ROWS + row);
  }

  /** A number that a double holds as the text says; `real` is 0 where it is written as an integer. */
  putNumber(row: number, value: number, real: number): void {
    if (this.kind === 'big') {
      if (real === 0) {
        this.bigs()[row] = BigInt(value);
        return;
      }
      this.rounded = true;
      this.becomeNumber(row);
    }
    if (this.block) {
      this.block[row] = value;
      this.real |= real;
    }
  }

  /** An integer beyond 2^53, as its digits. */
  putBigInteger(row: number, digits: string): void {
    const value = BigInt(digits);
    if (BigInt.asIntN(64, value) !== value) this.beyondInt64 = true;
    if (this.kind === 'number' && this.real === 0 && !this.beyondInt64) this.becomeBig(row);
    if (this.kind === 'big' && this.beyondInt64) this.becomeNumber(row);
    if (this.kind === 'big') this.bigs()[row] = value;
    else if (this.block) {
      this.rounded = true;
      this.block[row] = Number(value);
    }
  }

  /** A cell of bytes[start, end) that is no number. */
  putText(row: number, bytes: Uint8Array, start: number, end: number, bad: () => BadCell): void {
    if (this.kind === 'ignored') return;
    this.textCells++;
    this.firstText ??= bad();
    if (this.kind === 'number' || this.kind === 'big') {
      this.numbersBesideText = this.countNumbers(row);
      if (this.numbersBesideText > 0) {
        this.become('mixed');
        return;
      }
      this.startText(row);
    }
    if (this.kind === 'text') this.codes()[row] = this.dictionary.intern(bytes, start, end);
  }

  /** A number in a column that holds text: kept as written. */
  putNumberAsText(row: number, bytes: Uint8Array, start: number, end: number): void {
    this.numbersBesideText++;
    if (this.kind !== 'text') return;
    this.codes()[row] = this.dictionary.intern(bytes, start, end);
    // Mostly numbers after all: whether that is an error shows at the end, so keep no more of them as text.
    if (!this.forced && this.numbersBesideText > 1024 && this.numbersBesideText > 2 * this.textCells) {
      this.become('mixed');
    }
  }

  /** Numbers among the cells of a column that has text as well. */
  get numberCells(): number {
    return this.numbersBesideText;
  }

  flush(): void {
    this.blocks++;
    if (this.block) {
      this.numberBlocks.push(this.block);
      this.block = new Float64Array(BLOCK_ROWS);
    } else if (this.kind === 'big') {
      this.bigBlocks.push(this.bigs());
      this.bigBlock = new BigInt64Array(BLOCK_ROWS);
    } else if (this.kind === 'text') {
      this.codeBlocks.push(this.codes());
      this.codeBlock = new Int32Array(BLOCK_ROWS);
    }
  }

  /** The rows without a value; null where every row has one. */
  missingRows(rows: number): Bits | null {
    const missing = { length: rows, words: new Uint32Array(columnMemory(4 * ((rows + 31) >>> 5))) };
    if (this.kind === 'big') {
      for (const row of this.bigMissing) setBit(missing, row);
    } else if (this.kind === 'text') markNegative([...this.codeBlocks, this.codes()], missing);
    else markNaN(this.allNumberBlocks(), missing);
    return missing.words.some((word) => word !== 0) ? missing : null;
  }

  /** True if every number is an integer within int32. */
  fitsInt32(rows: number): boolean {
    return this.real === 0 && areWithinInt32(this.allNumberBlocks(), rows);
  }

  // The take functions give the values of all rows in one array of the right size, and forget the blocks.

  takeNumbers(rows: number): Float64Array {
    const values = new Float64Array(columnMemory(8 * rows));
    join(values, this.allNumberBlocks());
    this.become('ignored');
    return values;
  }

  takeInt32(rows: number): Int32Array {
    const values = new Int32Array(columnMemory(4 * rows));
    // A missing row's NaN becomes 0 in int32.
    this.allNumberBlocks().forEach((block, b) => {
      const first = b * BLOCK_ROWS;
      const end = Math.min(BLOCK_ROWS, rows - first);
      for (let i = 0; i < end; i++) values[first + i] = block[i];
    });
    this.become('ignored');
    return values;
  }

  takeBigs(rows: number): BigInt64Array {
    const values = new BigInt64Array(columnMemory(8 * rows));
    join(values, [...this.bigBlocks, this.bigs()]);
    this.become('ignored');
    return values;
  }

  takeCodes(rows: number): Int32Array {
    const codes = new Int32Array(columnMemory(4 * rows));
    join(codes, [...this.codeBlocks, this.codes()]);
    this.become('ignored');
    return codes;
  }

  private allNumberBlocks(): Float64Array[] {
    return this.block ? [...this.numberBlocks, this.block] : this.numberBlocks;
  }

  private countNumbers(row: number): number {
    const rows = this.blocks * BLOCK_ROWS + row;
    if (this.kind === 'big') return rows - this.bigMissing.length;
    const missing = bitsNone(rows);
    markNaN(this.allNumberBlocks(), missing);
    return rows - countBits(missing);
  }

  private become(kind: Kind): void {
    this.kind = kind;
    this.block = kind === 'number' ? new Float64Array(BLOCK_ROWS) : null;
    this.bigBlock = kind === 'big' ? new BigInt64Array(BLOCK_ROWS) : null;
    this.codeBlock = kind === 'text' ? new Int32Array(BLOCK_ROWS) : null;
    this.numberBlocks = [];
    this.bigBlocks = [];
    this.codeBlocks = [];
  }

  /** From here on text; every row before `row` of the current block was missing. */
  private startText(row = 0): void {
    const full = this.blocks;
    this.become('text');
    for (let b = 0; b < full; b++) this.codeBlocks.push(new Int32Array(BLOCK_ROWS).fill(-1));
    this.codes().fill(-1, 0, row);
  }

  private becomeBig(row: number): void {
    const blocks = this.allNumberBlocks();
    this.become('big');
    for (let b = 0; b < blocks.length; b++) {
      const last = b === blocks.length - 1;
      const bigs = last ? this.bigs() : new BigInt64Array(BLOCK_ROWS);
      const end = last ? row : BLOCK_ROWS;
      for (let i = 0; i < end; i++) {
        if (Number.isNaN(blocks[b][i])) this.bigMissing.push(b * BLOCK_ROWS + i);
        else bigs[i] = BigInt(blocks[b][i]);
      }
      if (!last) this.bigBlocks.push(bigs);
    }
  }

  private becomeNumber(row: number): void {
    const bigs = [...this.bigBlocks, this.bigs()];
    const missing = this.bigMissing;
    this.bigMissing = [];
    this.become('number');
    for (let b = 0; b < bigs.length; b++) {
      const last = b === bigs.length - 1;
      const block = last && this.block ? this.block : new Float64Array(BLOCK_ROWS);
      const end = last ? row : BLOCK_ROWS;
      for (let i = 0; i < end; i++) block[i] = Number(bigs[b][i]);
      if (!last) this.numberBlocks.push(block);
    }
    for (const gap of missing) {
      const block = this.numberBlocks[Math.floor(gap / BLOCK_ROWS)] ?? this.block;
      if (block) block[gap % BLOCK_ROWS] = Number.NaN;
    }
  }

  private bigs(): BigInt64Array {
    if (!this.bigBlock) throw new TypeError(`column ${this.name} is ${this.kind}, not big`);
    return this.bigBlock;
  }

  private codes(): Int32Array {
    if (!this.codeBlock) throw new TypeError(`column ${this.name} is ${this.kind}, not text`);
    return this.codeBlock;
  }
}

function markNaN(blocks: Float64Array[], missing: Bits): void {
  for (let b = 0; b < blocks.length; b++) {
    const block = blocks[b];
    const first = b * BLOCK_ROWS;
    const end = Math.min(BLOCK_ROWS, missing.length - first);
    for (let i = 0; i < end; i++) if (Number.isNaN(block[i])) setBit(missing, first + i);
  }
}

function markNegative(blocks: Int32Array[], missing: Bits): void {
  for (let b = 0; b < blocks.length; b++) {
    const block = blocks[b];
    const first = b * BLOCK_ROWS;
    const end = Math.min(BLOCK_ROWS, missing.length - first);
    for (let i = 0; i < end; i++) if (block[i] < 0) setBit(missing, first + i);
  }
}

function areWithinInt32(blocks: Float64Array[], rows: number): boolean {
  for (let b = 0; b < blocks.length; b++) {
    const block = blocks[b];
    const end = Math.min(BLOCK_ROWS, rows - b * BLOCK_ROWS);
    for (let i = 0; i < end; i++) if (block[i] < -2147483648 || block[i] > 2147483647) return false;
  }
  return true;
}

interface Block<Self> {
  length: number;
  set(from: Self, at: number): void;
  subarray(start: number, end: number): Self;
}

function join<T extends Block<T>>(target: T, blocks: T[]): void {
  for (let b = 0; b < blocks.length; b++) {
    const at = b * BLOCK_ROWS;
    const rest = target.length - at;
    if (rest <= 0) return;
    target.set(rest < BLOCK_ROWS ? blocks[b].subarray(0, rest) : blocks[b], at);
  }
}
