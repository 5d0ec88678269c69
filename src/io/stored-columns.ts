import { Problem } from '../core/problem.ts';
import { type Column, numbersOf } from '../core/table/column.ts';
import { MOST_VALUES, namesOfPart, partsOf } from './array-parts.ts';
import { type ColumnFiller, type Decoded, type FillKind, makeFiller } from './column-filler.ts';
import type { ArrayPart, ColumnInfo, FileContents, ReadOptions } from './format.ts';
import { type PickedRows, pickedWithin, takePicked } from './picked-rows.ts';
import { decodeStored, fillKindOf, type StoredType, type Strided } from './stored-type.ts';

/** A column whose values lie at fixed places within rows of bytes. */
export interface StoredColumn extends ColumnInfo {
  unit: string | null;
  kind: FillKind;
  /** Bytes from the start of a row to its first value, and from one value of an array to the next. */
  offset: number;
  step: number;
  decode(place: Strided): Decoded | Promise<Decoded>;
}

/** Rows next to each other, from row `row` of the table on. */
export interface RowBlock {
  row: number;
  rows: number;
  rowBytes: number;
  bytes: Uint8Array;
}

/** A column of values of one type, `lengths` of them in a row ([] for one). */
export function storedColumn(
  name: string,
  type: StoredType,
  size: number,
  lengths: number[],
  place: { offset: number; unit?: string | null },
): StoredColumn {
  const kind = fillKindOf(type);
  return {
    name,
    type: columnTypeOf(kind),
    shape: shapeOf(lengths),
    bytes: null,
    refusal: null,
    unit: place.unit ?? null,
    kind,
    offset: place.offset,
    step: size,
    decode: (where) => decodeStored(type, where),
  };
}

/** A column that is named but not read. */
export function refusedColumn(name: string, refusal: string): StoredColumn {
  return {
    name,
    type: 'float64',
    shape: { values: 'one' },
    bytes: null,
    refusal,
    unit: null,
    kind: { to: 'float64' },
    offset: 0,
    step: 0,
    decode: () => [],
  };
}

export function columnTypeOf({ to }: FillKind): Column['type'] {
  if (to === 'boolean') return 'int32';
  if (to === 'uint64') return 'int64';
  return to === 'decimal' ? 'float64' : to;
}

export function shapeOf(lengths: number[]): ColumnInfo['shape'] {
  const length = lengths.reduce((product, one) => product * one, 1);
  return lengths.length === 0 ? { values: 'one' } : { values: 'fixed', length };
}

/** What was found, as plain data, which crosses workers. */
export function plainContents({ tables, skipped }: FileContents): FileContents {
  return {
    tables: tables.map(({ name, what, rows, exact, columns }) => ({
      name,
      what,
      rows,
      exact,
      columns: columns.map(({ name: title, type, shape, bytes, refusal }) => ({
        name: title,
        type,
        shape,
        bytes,
        refusal,
      })),
    })),
    skipped,
  };
}

/** Columns that others take their place in an array from, as the options say. */
export function indexColumns(chosen: StoredColumn[], options: ReadOptions): Set<string> {
  const parts = chosen.flatMap((column) => partsOf(column, options));
  return new Set(parts.flatMap((part) => (typeof part === 'object' ? [part.at] : [])));
}

/** What one column of the file becomes, filled block by block. */
interface Target {
  name: string;
  filler: ColumnFiller;
  put(part: number, block: RowBlock): Promise<void>;
}

/** Fills the columns of a table from blocks of rows. `indices`: columns already read, of the picked rows. */
export class StoredRows {
  private readonly targets: { column: StoredColumn; targets: Target[] }[];
  private readonly picked: PickedRows;
  private readonly file: string;

  constructor(
    columns: StoredColumn[],
    options: ReadOptions,
    picked: PickedRows,
    file: string,
    indices: Map<string, Column> = new Map(),
  ) {
    this.picked = picked;
    this.file = file;
    this.targets = columns.map((column) => ({
      column,
      targets:
        column.shape.values === 'one'
          ? [this.target(column, column.name, 0)]
          : partsOf(column, options).flatMap((part) => this.targetsOf(column, part, indices)),
    }));
  }

  /** Takes what is picked of a block that holds these columns. Throws where values cannot be decoded. */
  async put(block: RowBlock, columns: StoredColumn[]): Promise<void> {
    const part = pickedWithin(this.picked, block.row, block.row + block.rows);
    if (part.count === 0) return;
    for (const { column, targets } of this.targets) {
      if (!columns.includes(column)) continue;
      for (const target of targets) await target.put(part.place, block);
    }
  }

  finish(warnings: string[]): Column[] {
    return this.targets.flatMap(({ column, targets }) =>
      targets.map(({ name, filler }) => filler.finish(name, column.unit, 'feature', warnings)),
    );
  }

  private targetsOf(column: StoredColumn, part: ArrayPart, indices: Map<string, Column>): Target[] {
    const names = namesOfPart(column, part);
    const length = column.shape.values === 'fixed' ? column.shape.length : 1;
    if (part === 'all') {
      if (length > MOST_VALUES)
        throw new Problem(
          'bad-parameter',
          `${this.file}: column ${column.name} has ${length} values a row; expected at most ${MOST_VALUES} to take all`,
        );
      return names.map((name, i) => this.target(column, name, i));
    }
    if (part === 'length') return [this.lengthTarget(names[0], length)];
    if (typeof part === 'object') return [this.indexedTarget(column, names[0], part.at, length, indices)];
    if (part < 0 || part >= length)
      throw new Problem(
        'bad-parameter',
        `${this.file}: column ${column.name} has no value ${part}; it has ${length} a row, counted from 0`,
      );
    return [this.target(column, names[0], part)];
  }

  private target(column: StoredColumn, name: string, value: number): Target {
    const filler = makeFiller(column.kind, this.picked.count);
    return {
      name,
      filler,
      put: async (start, block) => {
        filler.put(start, await this.take(column, value, block));
      },
    };
  }

  private lengthTarget(name: string, length: number): Target {
    const filler = makeFiller({ to: 'int32' }, this.picked.count);
    return {
      name,
      filler,
      put: async (start, { row, rows }) => {
        const { count } = pickedWithin(this.picked, row, row + rows);
        filler.put(start, new Int32Array(count).fill(length));
      },
    };
  }

  private indexedTarget(
    column: StoredColumn,
    name: string,
    at: string,
    length: number,
    indices: Map<string, Column>,
  ): Target {
    const index = indices.get(at);
    if (!index || index.type === 'text')
      throw new Problem(
        'bad-parameter',
        `${this.file}: no column ${at} of whole numbers to say the place in ${column.name}`,
      );
    const places = numbersOf(index);
    const filler = makeFiller(column.kind, this.picked.count);
    return {
      name,
      filler,
      put: async (start, block) => {
        const values: Decoded[] = [];
        for (let i = 0; i < length; i++) values.push(await this.take(column, i, block));
        const count = values[0]?.length ?? 0;
        filler.put(
          start,
          Array.from({ length: count }, (_, i) => values[places[start + i]]?.[i] ?? null),
        );
      },
    };
  }

  /** The picked ones of a block's values at one place of their rows. */
  private async take(column: StoredColumn, value: number, block: RowBlock): Promise<Decoded> {
    const { row, rows, rowBytes, bytes } = block;
    const part = pickedWithin(this.picked, row, row + rows);
    const offset = column.offset + value * column.step;
    const from = part.offsets === null ? part.start : 0;
    const count = part.offsets === null ? part.count : rows;
    const values = await column.decode({ bytes, offset: offset + from * rowBytes, stride: rowBytes, count });
    return part.offsets === null ? values : takePicked(values, part);
  }
}
