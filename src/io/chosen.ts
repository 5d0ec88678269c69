import { Problem } from '../core/problem.ts';
import type { ColumnInfo, FileContents, ReadOptions, TableInfo } from './format.ts';

const BYTES = { float64: 8, float32: 4, int32: 4, int64: 8, text: 4 } as const;

/**
 * The tables that the options name, the first of them leading; where they name none, the only one with rows and a readable
 * column. Throws a Problem `bad-parameter` that lists the tables where several could be meant or one is not there.
 */
export function chosenTables(contents: FileContents, { tables }: ReadOptions, name: string): TableInfo[] {
  if (tables !== null && tables.length > 0) {
    return tables.map((wanted) => {
      const found = contents.tables.find((table) => table.name === wanted);
      if (found) return found;
      throw new Problem('bad-parameter', `no table ${wanted} in ${name}; it has ${listed(contents.tables)}`);
    });
  }
  const readable = contents.tables.filter(isReadable);
  if (readable.length === 1) return readable;
  if (readable.length > 1) {
    throw new Problem(
      'bad-parameter',
      `${name} holds ${readable.length} tables: ${listed(readable)}; expected one of them to be chosen`,
    );
  }
  if (contents.tables.length > 0) {
    const [first] = contents.tables;
    const why =
      first.rows === 0 ? 'no rows' : (first.columns.find(({ refusal }) => refusal)?.refusal ?? 'no columns');
    const others = contents.tables.length - 1;
    throw new Problem(
      'bad-file',
      `${name}: no table that can be read; ${first.what || 'table'} ${first.name || 'in it'} has ${why}${others > 0 ? ` (and ${others} more)` : ''}`,
    );
  }
  const others = contents.skipped.slice(0, 3).map((item) => `${item.name} (${item.reason})`);
  const found = others.length === 0 ? 'it is empty' : `it holds ${others.join(', ')}`;
  throw new Problem('bad-file', `${name}: no table in the file; ${found}; expected a table of events`);
}

/** The same for formats that read one table at a time. */
export function chosenTable(contents: FileContents, options: ReadOptions, name: string): TableInfo {
  const [table, ...more] = chosenTables(contents, options, name);
  if (more.length === 0) return table;
  throw new Problem('bad-parameter', `${name}: ${more.length + 1} tables named; expected one`);
}

/**
 * The columns to read, in the order of the file: those named, or all that can be read. Each one left out because it
 * cannot be read is said in `warnings`. Throws a Problem `bad-parameter` where a named one is missing or unreadable.
 */
export function chosenColumns<C extends Pick<ColumnInfo, 'name' | 'refusal'>>(
  all: readonly C[],
  { columns }: ReadOptions,
  name: string,
  warnings: string[],
): C[] {
  if (columns === null) {
    for (const column of all) {
      if (column.refusal !== null) warnings.push(`column ${column.name} left out: ${column.refusal}`);
    }
    return all.filter(({ refusal }) => refusal === null);
  }
  const wanted = new Set(columns);
  const known = new Set(all.map((column) => column.name));
  const unknown = columns.find((column) => !known.has(column));
  if (unknown !== undefined) {
    const names = all.map((column) => column.name).join(', ');
    throw new Problem('bad-parameter', `no column ${unknown} in ${name}; it has ${names}`);
  }
  const chosen = all.filter((column) => wanted.has(column.name));
  const refused = chosen.find(({ refusal }) => refusal !== null);
  if (refused) {
    throw new Problem('bad-parameter', `${name}: column ${refused.name} cannot be read: ${refused.refusal}`);
  }
  return chosen;
}

export function isReadable(table: TableInfo): boolean {
  return table.rows > 0 && table.columns.some(({ refusal }) => refusal === null);
}

/** Bytes that one value of a column takes in memory. */
export function bytesOfValue(column: ColumnInfo): number {
  return BYTES[column.type];
}

function listed(tables: TableInfo[]): string {
  const names = tables.slice(0, 12).map(({ name, rows }) => `${name} (${rows} rows)`);
  return names.join(', ') + (tables.length > 12 ? ` and ${tables.length - 12} more` : '');
}
