import { widthOf } from '../../io/array-parts.ts';
import { bytesOfValue, isReadable } from '../../io/chosen.ts';
import { type ColumnInfo, type FileContents, type ReadOptions, readAnything } from '../../io/format.ts';
import { boundedRecord } from '../../notebook/bounded-record.ts';
import { z } from '../../notebook/zod.ts';

const name = z.lazy(() => z.string().max(500));
const arrayPart = z.lazy(() =>
  z.union([z.int().min(0).max(1_000_000), z.literal('length'), z.literal('all'), z.object({ at: name })]),
);

/** What of a file is read, where not all of it is; counted and named as in `ReadOptions`. */
export const pickSchema = z.lazy(() =>
  z.object({
    tables: z.array(name).max(20).nullable(),
    columns: z.array(name).max(20_000).nullable(),
    rows: z
      .discriminatedUnion('type', [
        z.object({ type: z.literal('range'), first: z.int().min(0), end: z.int().min(1) }),
        z.object({
          type: z.literal('sample'),
          size: z
            .int()
            .min(1)
            .max(2 ** 31),
          seed: z.int().min(0),
          each: z.literal(true).optional(),
        }),
      ])
      .nullable(),
    arrays: boundedRecord(name, z.array(arrayPart).max(64), 20_000),
    shortNames: z.literal(true).optional(),
  }),
);

export type DataPick = z.infer<typeof pickSchema>;

/** More than this is read only when the user has seen what it takes. */
export const MUCH_MEMORY = 400e6;
/** More than this a tab does not bear. */
export const MOST_MEMORY = 4e9;
const MANY_COLUMNS = 200;
const MANY_ROWS = 2_000_000;

/** Bytes in memory of so many rows of columns, arrays as the options say. */
export function memoryOf(columns: readonly ColumnInfo[], rows: number, options: ReadOptions): number {
  let row = 0;
  for (const column of columns) {
    if (column.refusal === null) row += bytesOfValue(column) * widthOf(column, options);
  }
  return row * rows;
}

/** Why the user is to choose before a file is read; null where it can be read at once. */
export function whyChoose({ tables }: FileContents): string | null {
  const readable = tables.filter(isReadable);
  if (readable.length > 1) return `It holds ${readable.length} tables.`;
  if (readable.length === 0) return null;
  const [{ rows, columns }] = readable;
  const usable = columns.filter(({ refusal }) => refusal === null);
  const arrays = usable.filter(({ shape }) => shape.values !== 'one').length;
  if (arrays > 0) return `${arrays} of its ${usable.length} columns hold several values a row.`;
  if (usable.length > MANY_COLUMNS) return `It has ${usable.length} columns.`;
  if (rows > MANY_ROWS || memoryOf(usable, rows, readAnything) > MUCH_MEMORY) return 'It is large.';
  return null;
}

/** In a few words, behind the name of the file; '' where all is read. */
export function describePick({ tables, columns, rows }: DataPick): string {
  const words: string[] = [];
  if (tables) words.push(tables.join(' + '));
  if (columns) words.push(`${columns.length} of its columns`);
  if (rows?.type === 'sample') {
    words.push(`a sample of ${rows.size.toLocaleString('en')} rows, seed ${rows.seed}`);
  }
  if (rows?.type === 'range') {
    words.push(`rows ${(rows.first + 1).toLocaleString('en')} to ${rows.end.toLocaleString('en')}`);
  }
  return words.join(', ');
}
