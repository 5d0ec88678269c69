import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine, Source } from './machine.ts';
import { ROWS } from './rows/registry.ts';
import type { Line } from './rows/row.ts';

/** A row as measured: each says on what machine, of which commit. */
export interface RowResult extends Source {
  name: string;
  title: string;
  quick: boolean;
  date: string;
  machine: Machine;
  lines: Line[];
}

/** Puts a row into bench/results.json in place of the same row of an earlier bench; rows of no name any more go. */
export function keepRow(root: string, result: RowResult): void {
  const path = join(root, 'bench/results.json');
  const before: RowResult[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).rows : [];
  const rows = ROWS.flatMap(({ name }) =>
    name === result.name ? [result] : before.filter((row) => row.name === name),
  );
  const round = (_key: string, value: unknown): unknown =>
    typeof value === 'number' ? Number(value.toPrecision(5)) : value;
  writeFileSync(path, `${JSON.stringify({ rows }, round, 2)}\n`);
}
