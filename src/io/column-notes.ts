import { z } from 'zod';
import { Problem } from '../core/problem.ts';
import type { Table } from '../core/table/table.ts';

/** Key of a Parquet file's metadata that holds what Parquet itself has no place for: units and roles. */
export const COLUMN_NOTES_KEY = 'outcrop.columns';

const columnNotes = z.lazy(() =>
  z.record(
    z.string(),
    z.object({
      unit: z.string().nullable(),
      role: z.enum(['feature', 'position', 'time', 'id', 'truth', 'label']),
    }),
  ),
);

export type ColumnNotes = z.infer<typeof columnNotes>;

export function columnNotesOf(table: Table): string {
  return JSON.stringify(
    Object.fromEntries(table.columns.map(({ name, unit, role }) => [name, { unit, role }])),
  );
}

/** Throws a Problem `bad-file` where the text is not what columnNotesOf writes. */
export function parseColumnNotes(text: string, file: string): ColumnNotes {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Problem('bad-file', `${file}: metadata ${COLUMN_NOTES_KEY} is not JSON`, { cause });
  }
  const notes = columnNotes.safeParse(json);
  if (notes.success) return notes.data;
  const [issue] = notes.error.issues;
  throw new Problem(
    'bad-file',
    `${file}: metadata ${COLUMN_NOTES_KEY}, ${issue.path.join('.')}: ${issue.message}`,
  );
}
