import { closeSync, openSync, writeSync } from 'node:fs';
import { valuesOf } from './values.ts';

const BLOCK = 20_000;

/** Writes a CSV file of the same values as `writeRoot`; the rows, a block at a time. */
export function writeCsv(path: string, names: string[], rows: number): void {
  const file = openSync(path, 'w');
  writeSync(file, `${names.join(',')}\n`);
  for (let from = 0; from < rows; from += BLOCK) {
    const count = Math.min(BLOCK, rows - from);
    const columns = names.map((_, column) => valuesOf(column, from, count));
    const lines: string[] = [];
    for (let row = 0; row < count; row++) lines.push(columns.map((values) => values[row]).join(','));
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
}
