import type { Format } from '../../format.ts';
import { inspectParquet, readParquet } from './read.ts';

export const parquetFormat: Format = {
  id: 'parquet',
  label: 'Parquet',
  extensions: ['.parquet', '.pq'],
  sniff: (head) =>
    head[0] === 0x50 && head[1] === 0x41 && head[2] === 0x52 && (head[3] === 0x31 || head[3] === 0x45),
  inspect: inspectParquet,
  read: readParquet,
};
