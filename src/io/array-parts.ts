import type { ArrayPart, ColumnInfo, ReadOptions } from './format.ts';

/** Arrays of up to so many values a row are taken whole unless the user says otherwise. */
export const FEW_VALUES = 16;
/** No array gives more columns than this. */
export const MOST_VALUES = 256;

/** What is read of a column with several values a row unless told: all of a few, else the first. */
export function defaultParts({ shape }: ColumnInfo): ArrayPart[] {
  return shape.values === 'fixed' && shape.length <= FEW_VALUES ? ['all'] : [0];
}

/** What is read of a column: as the options say, else by default. One value a row has no parts. */
export function partsOf(column: ColumnInfo, { arrays }: ReadOptions): ArrayPart[] {
  if (column.shape.values === 'one') return [];
  const asked = Object.hasOwn(arrays, column.name) ? arrays[column.name] : [];
  return asked.length > 0 ? asked : defaultParts(column);
}

/** Names of the columns that a part becomes: `area[0]`, `area.length`, `area[s1PulseID]`. */
export function namesOfPart({ name, shape }: ColumnInfo, part: ArrayPart): string[] {
  if (part === 'length') return [`${name}.length`];
  if (typeof part === 'object') return [`${name}[${part.at}]`];
  // One value in every row needs no place.
  if (shape.values === 'fixed' && shape.length === 1) return [name];
  if (typeof part === 'number') return [`${name}[${part}]`];
  const length = shape.values === 'fixed' ? Math.min(shape.length, MOST_VALUES) : 1;
  return Array.from({ length }, (_, i) => `${name}[${i}]`);
}

/** Number of columns that a column of the file becomes under the options. */
export function widthOf(column: ColumnInfo, options: ReadOptions): number {
  if (column.shape.values === 'one') return 1;
  return partsOf(column, options).reduce<number>((sum, part) => sum + namesOfPart(column, part).length, 0);
}
