import { whyChoose } from '../../cells/data/pick.ts';
import { Problem } from '../../core/problem.ts';
import { isReadable } from '../../io/chosen.ts';
import type { ColumnInfo, ColumnShape, FileContents, TableInfo } from '../../io/format.ts';

/** What is in a file, with its name. */
export interface NamedContents {
  name: string;
  contents: FileContents & { format: string };
}

/**
 * What several files are as one, and why the user is to choose from it, if so. Throws a Problem `bad-file` where they have
 * no column in common.
 */
export function joinFound(found: readonly NamedContents[]): {
  contents: FileContents & { format: string };
  why: string | null;
} {
  const contents = joinedContents(found);
  expectOne(found, contents);
  const [odd] = contents.tables.flatMap((table) => mismatches(found, table));
  const why = odd === undefined ? whyChoose(contents) : `The files differ in their columns: ${odd}.`;
  return { contents, why };
}

/**
 * What several files are as one: the tables that all of them have, with the rows of all. A column that is not in all of
 * them, or not alike, is there with a refusal that names a file where it differs. Files of one table each go together
 * whatever their tables are called.
 */
function joinedContents(files: readonly NamedContents[]): FileContents & { format: string } {
  const format = [...new Set(files.map(({ contents }) => contents.format))].join(', ');
  const readable = files.map(({ contents }) => contents.tables.filter(isReadable));
  const single = readable.every((tables) => tables.length === 1);
  const names = single ? [''] : [...new Set(readable.flat().map(({ name }) => name))];
  const skipped = files.flatMap(({ name, contents }) =>
    contents.skipped.map((item) => ({ ...item, name: `${name}: ${item.name}` })),
  );
  const tables: TableInfo[] = [];
  for (const name of names) {
    const parts = readable.map((tables) =>
      single ? tables[0] : tables.find((table) => table.name === name),
    );
    const lacking = files.filter((_, i) => parts[i] === undefined).map((file) => file.name);
    if (lacking.length > 0) skipped.push({ name, reason: `no such table in ${some(lacking)}` });
    else tables.push(joinedTable(files, parts as TableInfo[]));
  }
  return { format, tables, skipped };
}

/** The columns that are refused because files differ in them, in words; none where all fit. */
function mismatches(files: readonly NamedContents[], table: TableInfo): string[] {
  return table.columns.flatMap(({ name, refusal }) => {
    const own = files.every(({ contents }) =>
      contents.tables.some(({ columns }) => columns.some((column) => column.name === name && column.refusal)),
    );
    return refusal === null || own ? [] : [`${name} (${refusal})`];
  });
}

function joinedTable(files: readonly NamedContents[], parts: TableInfo[]): TableInfo {
  const names = [...new Set(parts.flatMap(({ columns }) => columns.map(({ name }) => name)))];
  return {
    name: parts[0].name,
    what: parts[0].what,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    exact: parts.every(({ exact }) => exact),
    columns: names.map((name) => {
      const found = parts.map(({ columns }) => columns.find((column) => column.name === name));
      return joinedColumn(files, found);
    }),
  };
}

function joinedColumn(files: readonly NamedContents[], found: (ColumnInfo | undefined)[]): ColumnInfo {
  const at = found.findIndex((column) => column !== undefined);
  const first = found[at] as ColumnInfo;
  const nameOf = (odd: (column: ColumnInfo | undefined) => boolean): string[] =>
    files.filter((_, i) => odd(found[i])).map(({ name }) => name);
  const absent = nameOf((column) => column === undefined);
  const refused = found.find((column) => column?.refusal)?.refusal ?? null;
  const words = nameOf((column) => column !== undefined && kindOf(column) !== kindOf(first));
  const shapes = nameOf((column) => column !== undefined && shapeOf(column.shape) !== shapeOf(first.shape));
  const lead = files[at].name;
  let refusal = refused;
  if (absent.length > 0) refusal = `not in ${some(absent)}`;
  else if (refused === null && words.length > 0)
    refusal = `${kindOf(first)} in ${lead}, not in ${some(words)}`;
  else if (refused === null && shapes.length > 0)
    refusal = `${shapeOf(first.shape)} in ${lead}, not in ${some(shapes)}`;
  const sizes = found.map((column) => column?.bytes ?? null);
  const bytes = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  return { ...first, type: widest(found), bytes, refusal };
}

const kindOf = ({ type }: ColumnInfo): string => (type === 'text' ? 'text' : 'numbers');

function shapeOf(shape: ColumnShape): string {
  if (shape.values === 'one') return 'one value a row';
  return shape.values === 'fixed' ? `${shape.length} values a row` : 'a list a row';
}

/** As core/table/join-tables.ts does: what is not of one type becomes float64, integers of two sizes the larger. */
function widest(columns: (ColumnInfo | undefined)[]): ColumnInfo['type'] {
  const types = new Set(columns.flatMap((column) => (column ? [column.type] : [])));
  const [first] = types;
  if (types.size === 1 || first === 'text') return first;
  return types.has('int64') && !types.has('float64') && !types.has('float32') ? 'int64' : 'float64';
}

function some(names: string[]): string {
  return names.length > 2 ? `${names[0]} and ${names.length - 1} more files` : names.join(' and ');
}

function expectOne(found: readonly NamedContents[], { tables, skipped }: FileContents): void {
  const usable = tables.some(({ columns }) => columns.some(({ refusal }) => refusal === null));
  if (usable) return;
  const [column] = tables.flatMap(({ columns }) => columns);
  const why = column
    ? `column ${column.name}: ${column.refusal}`
    : (skipped.map(({ name, reason }) => `table ${name}: ${reason}`).at(-1) ?? 'no table in them');
  throw new Problem(
    'bad-file',
    `${found[0].name} and ${found.length - 1} more have no column in common to be one table (${why})`,
  );
}
