import { Problem } from '../../../core/problem.ts';
import type { FillKind } from '../../column-filler.ts';
import type { ColumnInfo, FileContents } from '../../format.ts';
import { basketsOf, blockOf, type RowBlock } from './baskets.ts';
import { columnsOfTree, rowsOfTree, type Tree } from './branches.ts';
import { findTrees, type Stored } from './find-trees.ts';
import { columnsOfTuple, openTuple } from './ntuple.ts';
import { checkObject, decoding, type OpenRoot } from './open-root.ts';

/** Consecutive rows of a column, decoded when asked for. */
export interface BlockPlace {
  from: number;
  to: number;
  read(): Promise<RowBlock>;
}

export interface StoredColumn extends ColumnInfo {
  fill: FillKind;
  /** All of its rows, in order. */
  blocks(): Promise<BlockPlace[]> | BlockPlace[];
}

/** A tree or ntuple, ready to be read column by column. */
export interface StoredTable {
  path: string;
  what: string;
  rows: number;
  columns: StoredColumn[];
}

/** Reads the header of a tree or ntuple. Throws a Problem `bad-file`. */
export function openTable(root: OpenRoot, stored: Stored): Promise<StoredTable> {
  const { path, key, kind } = stored;
  return decoding(root.name, `${kind} ${path}`, async () => {
    await checkObject(root, key);
    const object = await root.file.readObject(path, key.fCycle);
    if (kind === 'RNTuple') {
      const tuple = await openTuple(root, object, path);
      return { path, what: kind, rows: tuple.rows, columns: columnsOfTuple(root, tuple, path) };
    }
    const tree = object as Tree;
    const rows = rowsOfTree(tree, root.name, path);
    const columns = columnsOfTree(tree, root.file).map((column): StoredColumn => {
      const { name, type, shape, bytes, refusal, fill, branch } = column;
      const blocks = (): BlockPlace[] =>
        basketsOf(root, column, rows, path).map((place, i) => ({
          from: place.from,
          to: place.to,
          read: async () => {
            const basket = await place.read();
            const where = `tree ${path}, branch ${branch.fName}, basket ${i + 1}`;
            return decoding(root.name, where, () => blockOf(column, place, basket));
          },
        }));
      return { name, type, shape, bytes, refusal, fill, blocks };
    });
    return { path, what: kind, rows, columns };
  });
}

/** All tables of a file; one whose header cannot be read is named among the skipped, unless it is the only one. */
export async function openTables(root: OpenRoot): Promise<{
  tables: StoredTable[];
  skipped: FileContents['skipped'];
}> {
  const { stored, skipped } = await findTrees(root);
  const tables: StoredTable[] = [];
  for (const one of stored) {
    try {
      tables.push(await openTable(root, one));
    } catch (error) {
      if (!(error instanceof Problem) || stored.length === 1) throw error;
      skipped.push({ name: one.path, reason: error.message });
    }
  }
  return { tables, skipped };
}
