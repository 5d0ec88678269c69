import { writeFile } from 'node:fs/promises';
import type { Progress } from '../src/core/progress.ts';
import type { Jobs } from '../src/engine/jobs.ts';
import { writeCsv } from '../src/io/write/csv.ts';
import { writeParquet } from '../src/io/write/parquet.ts';
import type { SimulateCommand } from './arguments.ts';
import { diskProblem } from './disk.ts';

/** Writes a simulated run; gives a line for the user. */
export async function simulate(command: SimulateCommand, jobs: Jobs, progress: Progress): Promise<string> {
  const { preset, events, seed, reprocessed, out, format } = command;
  const table = await jobs.run('simulate', { cell: 'simulate' }, (api) =>
    api.simulate({ preset, events, seed, reprocessed }, progress),
  );
  const bytes = format === 'csv' ? writeCsv(table) : writeParquet(table);
  await writeFile(out, bytes).catch(diskProblem(out));
  return `${out}: ${table.rows} events, ${table.columns.length} columns`;
}
