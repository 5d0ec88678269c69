import { Problem } from '../../../core/problem.ts';
import type { Progress } from '../../../core/progress.ts';
import type { Column } from '../../../core/table/column.ts';
import { makeTable } from '../../../core/table/table.ts';
import { ArrayFiller } from '../../array-filler.ts';
import { partsOf } from '../../array-parts.ts';
import { chosenColumns, chosenTables } from '../../chosen.ts';
import { makeFiller } from '../../column-filler.ts';
import type { FileContents, ReadOptions, ReadResult } from '../../format.ts';
import { type PickedRows, pickedWithin, pickRows, takePicked } from '../../picked-rows.ts';
import { openRoot } from './open-root.ts';
import { openTables, type StoredColumn, type StoredTable } from './table.ts';

/** Trees and ntuples with their columns, from their headers alone. */
export async function inspectRoot(
  file: Blob,
  name: string,
  _options: ReadOptions,
  progress: Progress,
): Promise<FileContents> {
  progress({ stage: 'looking into the file', done: 0, total: 0 });
  const { tables, skipped } = await openTables(await openRoot(file, name));
  return { tables: tables.map(infoOf), skipped };
}

/**
 * Reads branches of a TTree or fields of an RNTuple, one after another, basket by basket: never more than one of them beside
 * the table. Further tables of as many rows are read beside the first, as ROOT's friends; a column of theirs whose name is
 * taken becomes `tree.column`.
 */
export async function readRoot(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<ReadResult> {
  progress({ stage: 'looking into the file', done: 0, total: 0 });
  const { tables, skipped } = await openTables(await openRoot(file, name));
  const wanted = chosenTables({ tables: tables.map(infoOf), skipped }, options, name);
  const [lead, ...friends] = wanted.map(
    ({ name: path }) => tables.find((table) => table.path === path) as StoredTable,
  );
  for (const friend of friends) {
    if (friend.rows === lead.rows) continue;
    throw new Problem(
      'bad-parameter',
      `${name}: ${friend.path} has ${friend.rows} rows, ${lead.path} ${lead.rows}; expected as many, to be read side by side`,
    );
  }
  if (lead.rows === 0) throw new Problem('bad-file', `${name}: ${lead.what} ${lead.path} has no rows`);
  const all = sideBySide(lead, friends);
  const warnings: string[] = [];
  const chosen = chosenColumns(all, options, name, warnings);
  if (chosen.length === 0) {
    throw new Problem(
      'bad-file',
      `${name}: no column of ${lead.path} can be read; ${warnings[0] ?? 'it has none'}`,
    );
  }
  const picked = pickRows(options.rows, lead.rows, name);

  const known = new Map<string, Column[]>();
  const total = chosen.length;
  let done = 0;
  const readOne = async (column: StoredColumn): Promise<Column[]> => {
    const before = known.get(column.name);
    if (before) return before;
    const at = partsOf(column, options).flatMap((part) => (typeof part === 'object' ? [part.at] : []));
    for (const index of at) await readIndex(index, column.name);
    const columns = await readColumn(column, options, picked, indexColumn, warnings, (share) =>
      progress({ stage: 'reading', done: Math.min(done + share, total), total }),
    );
    known.set(column.name, columns);
    return columns;
  };
  const readIndex = async (index: string, of: string): Promise<void> => {
    const column = all.find(({ name: title }) => title === index);
    const parts = column && partsOf(column, options).some((part) => typeof part === 'object');
    if (!column || column.refusal !== null || column.fill.to === 'text' || parts) {
      throw new Problem(
        'bad-parameter',
        `${name}: ${of} is to be taken at ${index}, which is no column of numbers`,
      );
    }
    await readOne(column);
  };
  const indexColumn = (index: string): Column => (known.get(index) as Column[])[0];

  const columns: Column[] = [];
  for (const column of chosen) {
    columns.push(...(await readOne(column)));
    done++;
  }
  return { table: makeTable(withoutDoubles(columns, warnings)), warnings };
}

async function readColumn(
  column: StoredColumn,
  options: ReadOptions,
  picked: PickedRows,
  index: (name: string) => Column,
  warnings: string[],
  onShare: (share: number) => void,
): Promise<Column[]> {
  const single = column.shape.values === 'one' ? makeFiller(column.fill, picked.count) : null;
  const lists =
    single === null
      ? new ArrayFiller(
          column,
          column.fill,
          partsOf(column, options),
          picked.count,
          index,
          options.shortNames ?? false,
        )
      : null;
  const blocks = await column.blocks();
  for (let i = 0; i < blocks.length; i++) {
    const part = pickedWithin(picked, blocks[i].from, blocks[i].to);
    if (part.count > 0) {
      const { values, starts } = await blocks[i].read();
      single?.put(part.place, takePicked<ArrayLike<unknown>>(values, part));
      if (starts !== null) lists?.put(part, { values, starts });
    }
    onShare((i + 1) / blocks.length);
  }
  return single
    ? [single.finish(column.name, null, 'feature', warnings)]
    : (lists?.finish(null, warnings) ?? []);
}

/** The columns of all tables, those of friends under names that are free. */
function sideBySide(lead: StoredTable, friends: StoredTable[]): StoredColumn[] {
  const columns = [...lead.columns];
  const taken = new Set(columns.map(({ name }) => name));
  for (const { path, columns: more } of friends) {
    for (const column of more) {
      const name = taken.has(column.name) ? `${path}.${column.name}` : column.name;
      taken.add(name);
      columns.push({ ...column, name });
    }
  }
  return columns;
}

/** Two parts of an array, or a part and a branch, may come to the same name. */
function withoutDoubles(columns: Column[], warnings: string[]): Column[] {
  const seen = new Set<string>();
  return columns.filter(({ name }) => {
    if (!seen.has(name)) return Boolean(seen.add(name));
    warnings.push(`column ${name}: asked for twice; read once`);
    return false;
  });
}

function infoOf({ path, what, rows, columns }: StoredTable): FileContents['tables'][number] {
  return {
    name: path,
    what,
    rows,
    exact: true,
    columns: columns.map(({ name, type, shape, bytes, refusal }) => ({ name, type, shape, bytes, refusal })),
  };
}
