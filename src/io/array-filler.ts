import { type Column, isMissing } from '../core/table/column.ts';
import { MOST_VALUES, namesOfPart } from './array-parts.ts';
import { type ColumnFiller, type FillKind, makeFiller } from './column-filler.ts';
import type { ArrayPart, ColumnInfo } from './format.ts';
import type { PickedPart } from './picked-rows.ts';

/** Where the values of each row of a block lie: row i has values[starts[i]] to values[starts[i + 1]]. */
export interface Lists {
  values: ArrayLike<unknown>;
  starts: ArrayLike<number>;
}

/** One column that comes out. */
interface Taken {
  name: string;
  filler: ColumnFiller;
  part: ArrayPart;
  /** Place of the value in the row, for parts that are one or all. */
  place: number;
}

/**
 * Turns a column with several values a row into columns of one, as its parts say. Rows with too few values are missing
 * there. By `shortNames` a list whose rows have one value at most keeps its plain name where its first value is taken.
 */
export class ArrayFiller {
  private readonly column: ColumnInfo;
  private readonly kind: FillKind;
  private readonly taken: Taken[];
  private readonly index: (name: string) => Column;
  private readonly shortNames: boolean;
  private most = 0;

  /** `index` gives the column of the picked rows that a part { at } names. */
  constructor(
    column: ColumnInfo,
    kind: FillKind,
    parts: ArrayPart[],
    rows: number,
    index: (name: string) => Column,
    shortNames: boolean,
  ) {
    this.shortNames = shortNames;
    this.column = column;
    this.kind = kind;
    this.index = index;
    this.taken = parts.flatMap((part) => {
      const filled: FillKind = part === 'length' ? { to: 'int32' } : kind;
      return namesOfPart(column, part).map((name, place) => ({
        name,
        part,
        place: typeof part === 'number' ? part : place,
        filler: makeFiller(filled, rows),
      }));
    });
  }

  /** Puts the picked rows of a block. */
  put(part: PickedPart, lists: Lists): void {
    const { starts } = lists;
    for (let i = 0; i < part.count; i++) {
      const row = rowOf(part, i);
      const length = starts[row + 1] - starts[row];
      if (length > this.most) this.most = length;
    }
    for (const taken of this.taken) taken.filler.put(part.place, this.gather(taken, part, lists));
  }

  finish(unit: string | null, warnings: string[]): Column[] {
    const { name, shape } = this.column;
    const columns = this.taken.map(({ name: title, filler, part }) => {
      const plain = this.shortNames && part === 0 && shape.values === 'any' && this.most <= 1;
      return filler.finish(plain ? name : title, part === 'length' ? '' : unit, 'feature', warnings);
    });
    if (
      shape.values === 'fixed' &&
      shape.length > MOST_VALUES &&
      this.taken.some(({ part }) => part === 'all')
    ) {
      warnings.push(`column ${name}: ${shape.length} values a row; the first ${MOST_VALUES} are read`);
    }
    return columns;
  }

  private gather({ part, place }: Taken, rows: PickedPart, { values, starts }: Lists): ArrayLike<unknown> {
    const { count } = rows;
    if (part === 'length') {
      return Int32Array.from({ length: count }, (_, i) => {
        const row = rowOf(rows, i);
        return starts[row + 1] - starts[row];
      });
    }
    const index = typeof part === 'object' ? this.index(part.at) : null;
    const floats = this.kind.to === 'float64' || this.kind.to === 'float32';
    const out: Float64Array | unknown[] = floats ? new Float64Array(count) : new Array<unknown>(count);
    for (let i = 0; i < count; i++) {
      const row = rowOf(rows, i);
      const at = index === null ? place : placeIn(index, rows.place + i);
      const length = starts[row + 1] - starts[row];
      out[i] = at >= 0 && at < length ? values[starts[row] + at] : floats ? Number.NaN : null;
    }
    return out;
  }
}

function rowOf({ start, offsets }: PickedPart, i: number): number {
  return offsets === null ? start + i : offsets[i];
}

/** The place that a row names; -1 where it names none. */
function placeIn(index: Column, row: number): number {
  if (index.type === 'text' || isMissing(index, row)) return -1;
  const place = Number(index.values[row]);
  return Number.isInteger(place) ? place : -1;
}
