import { Problem } from '../core/problem.ts';
import type { Role } from '../core/table/column.ts';
import { type Column, numbersOf } from '../core/table/column.ts';
import { namesOfPart, partsOf } from './array-parts.ts';
import { type ColumnFiller, type Decoded, type FillKind, makeFiller } from './column-filler.ts';
import type { ArrayPart, ColumnInfo, ReadOptions } from './format.ts';

interface Part {
  name: string;
  filler: ColumnFiller;
  /** The value of a row of the result out of its list. */
  take(list: ArrayLike<unknown>, row: number): unknown;
}

/**
 * Fills what a column of lists (or of single values) becomes under the options: one column a part. A row without a
 * value at the place asked for is missing, and so is a row without a list.
 */
export class ListFiller {
  private readonly parts: Part[];
  private readonly single: boolean;

  constructor(
    column: ColumnInfo & { kind: FillKind },
    options: ReadOptions,
    rows: number,
    file: string,
    indices: Map<string, Column>,
  ) {
    this.single = column.shape.values === 'one';
    const one = {
      name: column.name,
      filler: makeFiller(column.kind, this.single ? rows : 0),
      take: () => null,
    };
    this.parts = this.single
      ? [one]
      : partsOf(column, options).flatMap((part) => makeParts(column, part, rows, file, indices));
  }

  /** Columns that others take their place in a list from, as the options say. */
  static indexNames(columns: ColumnInfo[], options: ReadOptions): Set<string> {
    const parts = columns.flatMap((column) => partsOf(column, options));
    return new Set(parts.flatMap((part) => (typeof part === 'object' ? [part.at] : [])));
  }

  put(start: number, values: Decoded): void {
    if (this.single) {
      this.parts[0].filler.put(start, values);
      return;
    }
    for (const { filler, take } of this.parts) {
      filler.put(
        start,
        Array.from({ length: values.length }, (_, i) => {
          const list = values[i] as ArrayLike<unknown> | null | undefined;
          return list === null || list === undefined ? null : (take(list, start + i) ?? null);
        }),
      );
    }
  }

  finish(unit: string | null, warnings: string[], role: Role = 'feature'): Column[] {
    return this.parts.map(({ name, filler }) => filler.finish(name, unit, role, warnings));
  }
}

function makeParts(
  column: ColumnInfo & { kind: FillKind },
  part: ArrayPart,
  rows: number,
  file: string,
  indices: Map<string, Column>,
): Part[] {
  const names = namesOfPart(column, part);
  const filler = (): ColumnFiller => makeFiller(column.kind, rows);
  if (part === 'length')
    return [{ name: names[0], filler: makeFiller({ to: 'int32' }, rows), take: (list) => list.length }];
  if (part === 'all') {
    if (column.shape.values !== 'fixed')
      throw new Problem(
        'bad-parameter',
        `${file}: column ${column.name} has another number of values in each row; expected a place, or the length`,
      );
    return names.map((name, i) => ({ name, filler: filler(), take: (list) => list[i] }));
  }
  if (typeof part === 'number') return [{ name: names[0], filler: filler(), take: (list) => list[part] }];
  const index = indices.get(part.at);
  if (!index || index.type === 'text')
    throw new Problem(
      'bad-parameter',
      `${file}: no column ${part.at} of whole numbers to say the place in ${column.name}`,
    );
  const places = numbersOf(index);
  return [{ name: names[0], filler: filler(), take: (list, row) => list[places[row]] }];
}
