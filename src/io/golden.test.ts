import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Problem } from '../core/problem.ts';
import { unwatched } from '../core/progress.ts';
import { type Column, isMissing } from '../core/table/column.ts';
import { readAnything } from './format.ts';
import { formats, readTable } from './registry.ts';

/** Every file of testdata/io has a golden of this form beside it, in `<file>.json`. */
interface Golden {
  /** The message, for a file that must be refused; `{formats}` stands for the list of those that can be read. */
  error?: string;
  format?: string;
  rows?: number;
  warnings?: string[];
  /** int64 and infinities as text; null where missing. */
  columns?: { name: string; type: string; values: (number | string | null)[] }[];
}

const folder = new URL('../../testdata/io/', import.meta.url);
const names = readdirSync(folder).filter((name) => !name.endsWith('.json') && !name.endsWith('.py'));

const everyFormat = formats.map(({ label }) => label).join(', ');

async function outcomeOf(name: string): Promise<Golden> {
  const file = new Blob([readFileSync(new URL(name, folder))]);
  try {
    const { format, table, warnings } = await readTable(file, name, readAnything, unwatched);
    const columns = table.columns.map((column) => ({
      name: column.name,
      type: column.type,
      values: Array.from({ length: table.rows }, (_, row) => plainValue(column, row)),
    }));
    return { format, rows: table.rows, warnings, columns };
  } catch (error) {
    if (error instanceof Problem && error.code === 'bad-file') {
      return { error: error.message.replace(everyFormat, '{formats}') };
    }
    throw error;
  }
}

function plainValue(column: Column, row: number): number | string | null {
  if (isMissing(column, row)) return null;
  if (column.type === 'text') return column.levels[column.codes[row]];
  const value = column.values[row];
  return typeof value === 'bigint' || !Number.isFinite(value) ? String(value) : value;
}

describe('files of testdata/io', () => {
  it.each(names)('%s reads as its golden says', async (name) => {
    const golden = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Golden;
    expect(await outcomeOf(name)).toEqual(golden);
  });
});
