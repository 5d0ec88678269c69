import { rowsOf } from '../../src/core/table/bits.ts';
import { csvParts } from '../../src/io/write/csv.ts';
import { parquetParts } from '../../src/io/write/parquet.ts';
import type { WriteApi } from './api.ts';

const WRITERS = { csv: csvParts, parquet: parquetParts };
const TYPES = { csv: 'text/csv', parquet: 'application/vnd.apache.parquet' };

/** Files as a job of a worker. */
export const writeApi: WriteApi = {
  async write(table, rows, format, progress) {
    const chosen = rows === null ? null : rowsOf(rows);
    const total = chosen?.length ?? table.rows;
    const parts: Blob[] = [];
    for (const { bytes, rowsDone } of WRITERS[format](table, chosen)) {
      parts.push(new Blob([bytes]));
      progress({ stage: 'writing', done: rowsDone, total });
      // Lets the report out between parts.
      await new Promise((resolve) => setTimeout(resolve));
    }
    return new Blob(parts, { type: TYPES[format] });
  },
};
