import { type Bits, setBit } from '../../../core/table/bits.ts';
import type { Column } from '../../../core/table/column.ts';
import { columnMemory } from '../../../core/table/share.ts';

type Kind = 'empty' | 'number' | 'boolean' | 'text' | 'nested';

const INT32 = 2 ** 31;

/** One key of the objects, its values growing row by row. Rows that do not name it are missing. */
export class JsonColumn {
  readonly name: string;
  kind: Kind = 'empty';
  /** Where a nested value was first seen. */
  nestedLine = 0;
  /** True once numbers met text, so that all became text. */
  mixed = false;
  private rows = 0;
  private numbers = new Float64Array(0);
  /** Integers beyond 2^53, exact, by row. */
  private readonly bigs = new Map<number, bigint>();
  private allIntegers = true;
  private codes = new Int32Array(0);
  private readonly levels = new Map<string, number>();

  constructor(name: string) {
    this.name = name;
  }

  putNumber(row: number, value: number): void {
    if (this.kind === 'text') {
      this.mixed = true;
      this.putCode(row, String(value));
      return;
    }
    if (this.kind === 'nested') return;
    this.kind = 'number';
    this.reach(row);
    this.numbers[row] = value;
    if (!Number.isInteger(value)) this.allIntegers = false;
  }

  putBoolean(row: number, value: boolean): void {
    if (this.kind === 'empty') this.kind = 'boolean';
    if (this.kind === 'boolean') {
      this.reach(row);
      this.numbers[row] = value ? 1 : 0;
    } else this.putNumber(row, value ? 1 : 0);
  }

  /** An integer that a double does not hold. */
  putBig(row: number, digits: string): void {
    this.putNumber(row, Number(digits));
    if (this.kind === 'number') this.bigs.set(row, BigInt(digits));
    else if (this.kind === 'text') this.putCode(row, digits);
  }

  putText(row: number, value: string): void {
    if (this.kind === 'nested') return;
    if (this.kind === 'number' || this.kind === 'boolean') this.turnToText();
    this.kind = 'text';
    this.putCode(row, value);
  }

  putNested(line: number): void {
    if (this.kind !== 'nested') this.nestedLine = line;
    this.kind = 'nested';
    this.numbers = new Float64Array(0);
    this.codes = new Int32Array(0);
  }

  finish(rows: number, warnings: string[]): Column {
    const { name, kind } = this;
    const base = { name, unit: null, role: 'feature' as const };
    if (this.mixed) warnings.push(`column ${name}: numbers beside text; read as text`);
    const missing: Bits = { length: rows, words: new Uint32Array(columnMemory(4 * ((rows + 31) >>> 5))) };
    let gaps = 0;
    const mark = (row: number): void => {
      setBit(missing, row);
      gaps++;
    };
    if (kind === 'text') {
      const codes = new Int32Array(columnMemory(4 * rows)).fill(-1);
      codes.set(this.codes.subarray(0, this.rows));
      codes.forEach((code, row) => {
        if (code < 0) mark(row);
      });
      return {
        ...base,
        type: 'text',
        codes,
        levels: [...this.levels.keys()],
        missing: gaps > 0 ? missing : null,
      };
    }
    const values = new Float64Array(columnMemory(8 * rows)).fill(Number.NaN);
    values.set(this.numbers.subarray(0, this.rows));
    values.forEach((value, row) => {
      if (Number.isNaN(value)) mark(row);
    });
    const gap = gaps > 0 ? missing : null;
    if (kind === 'empty' || !this.allIntegers) {
      if (this.bigs.size > 0)
        warnings.push(
          `column ${name}: integers beyond 2^53 beside real numbers; read as doubles, which round them`,
        );
      return { ...base, type: 'float64', values, missing: gap };
    }
    const bigs = [...this.bigs.values()];
    if (bigs.some((value) => BigInt.asIntN(64, value) !== value)) {
      warnings.push(`column ${name}: integers beyond 64 bits; read as doubles, which round them`);
      return { ...base, type: 'float64', values, missing: gap };
    }
    if (bigs.length > 0) {
      const exact = new BigInt64Array(columnMemory(8 * rows));
      values.forEach((value, row) => {
        if (!Number.isNaN(value)) exact[row] = this.bigs.get(row) ?? BigInt(value);
      });
      return { ...base, type: 'int64', values: exact, missing: gap };
    }
    if (!values.every((value) => Number.isNaN(value) || (value >= -INT32 && value < INT32)))
      return { ...base, type: 'float64', values, missing: gap };
    const small = new Int32Array(columnMemory(4 * rows));
    values.forEach((value, row) => {
      small[row] = Number.isNaN(value) ? 0 : value;
    });
    return { ...base, type: 'int32', values: small, missing: gap };
  }

  private putCode(row: number, value: string): void {
    this.reach(row);
    let code = this.levels.get(value);
    if (code === undefined) {
      code = this.levels.size;
      this.levels.set(value, code);
    }
    this.codes[row] = code;
  }

  private turnToText(): void {
    this.mixed = true;
    const boolean = this.kind === 'boolean';
    const { numbers, rows } = this;
    this.kind = 'text';
    this.numbers = new Float64Array(0);
    this.codes = new Int32Array(Math.max(16, rows)).fill(-1);
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(numbers[row])) continue;
      const plain = boolean ? String(numbers[row] === 1) : String(numbers[row]);
      this.putCode(row, this.bigs.get(row)?.toString() ?? plain);
    }
  }

  /** Makes room for a row; those passed over are missing. */
  private reach(row: number): void {
    if (this.kind === 'text') {
      if (row >= this.codes.length) {
        const larger = new Int32Array(Math.max(16, 2 * row)).fill(-1);
        larger.set(this.codes);
        this.codes = larger;
      }
    } else if (row >= this.numbers.length) {
      const larger = new Float64Array(Math.max(16, 2 * row)).fill(Number.NaN);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.rows = Math.max(this.rows, row + 1);
  }
}
