/** Reads some of a large file of bench/large, in a process of its own: node read-part.mjs FILE OPTIONS ROWS, see `PartRun`. */
import { unwatched } from '../../src/core/progress.ts';
import { FileBlob } from '../../src/engine/node/file-blob.ts';
import { type ReadOptions, type RowChoice, readAnything } from '../../src/io/format.ts';
import { pickRows } from '../../src/io/picked-rows.ts';
import { inspectFile, readTable } from '../../src/io/registry.ts';
import { nameOf, valueAt } from '../large/values.ts';
import { memory } from '../measure/memory.ts';

/** What came of it, on stdout. */
export interface PartRun {
  seconds: number;
  /** Seconds of all threads. */
  cpu: number;
  rows: number;
  /** Bytes of memory beyond those before, at most. */
  peak: number;
}

async function main([path, asked, total]: string[]): Promise<PartRun> {
  const options = JSON.parse(asked) as (Pick<ReadOptions, 'columns'> & { rows: RowChoice }) | null;
  const blob = new FileBlob(path);
  const before = memory('VmRSS');
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const measured = (rows: number): PartRun => {
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - begun) / 1000;
    return { seconds, cpu: (user + system) / 1e6, rows, peak: memory('VmHWM') - before };
  };
  if (options === null) {
    const { tables } = await inspectFile(blob, path, readAnything, unwatched);
    return measured(tables[0].rows);
  }
  const { table } = await readTable(blob, path, { ...readAnything, ...options }, unwatched);
  const run = measured(table.rows);
  const names = Array.from({ length: 30 }, (_, i) => nameOf(i));
  const picked = pickRows(options.rows, Number(total), path);
  for (const column of table.columns) {
    if (column.type === 'text' || column.type === 'int64')
      throw new Error(`${column.name} is ${column.type}`);
    const place = names.indexOf(column.name);
    for (let i = 0; i < table.rows; i++) {
      const row = picked.rows ? picked.rows[i] : picked.first + i;
      if (column.values[i] === valueAt(place, row)) continue;
      throw new Error(`${column.name}, row ${row}: ${column.values[i]}; expected ${valueAt(place, row)}`);
    }
  }
  if (table.rows !== picked.count) throw new Error(`${table.rows} rows; expected ${picked.count}`);
  return run;
}

console.log(JSON.stringify(await main(process.argv.slice(2))));
