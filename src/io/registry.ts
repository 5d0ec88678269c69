import { Problem } from '../core/problem.ts';
import type { Progress } from '../core/progress.ts';
import { chosenTables } from './chosen.ts';
import type { FileContents, Format, ReadOptions, ReadResult } from './format.ts';
import { arrowFormat } from './formats/arrow/format.ts';
import { csvFormat } from './formats/csv/format.ts';
import { hdf5Format } from './formats/hdf5/format.ts';
import { jsonlFormat } from './formats/jsonl/format.ts';
import { nestFormat } from './formats/nest/format.ts';
import { npyFormat } from './formats/npy/format.ts';
import { parquetFormat } from './formats/parquet/format.ts';
import { rootFormat } from './formats/root/format.ts';
import { isGzip, readHead } from './inflate.ts';
import { knownSignature } from './signatures.ts';

/** Every readable format, the most particular first: any text may be CSV. */
export const formats: Format[] = [
  rootFormat,
  parquetFormat,
  hdf5Format,
  npyFormat,
  arrowFormat,
  jsonlFormat,
  nestFormat,
  csvFormat,
];

/** Formats that are text, and may be packed as one by gzip. */
const texts = [csvFormat, jsonlFormat, nestFormat];

const HEAD_BYTES = 1 << 16;

/** The format of a file by its first bytes, inflated where gzipped. Throws a Problem `bad-file` where none fits. */
export function detectFormat(head: Uint8Array, name: string): Format {
  const signature = knownSignature(head);
  const found = signature === null ? formats.find((format) => format.sniff(head, name)) : undefined;
  if (found) return found;
  const readable = formats.map(({ label }) => label).join(', ');
  const looks =
    signature === null ? `binary data of no known format${firstBinary(head)}` : `looks like ${signature}`;
  throw new Problem('bad-file', `${name}: ${looks}; expected one of ${readable}`);
}

/** Reads a file of any known format, found by its content. Errors are Problems that name the file and the place. */
export async function readTable(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<ReadResult & { format: string }> {
  const format = await formatOf(file, name);
  return { ...(await format.read(file, name, options, progress)), format: format.id };
}

/** What is in a file of any known format, without reading its rows. Errors as of `readTable`. */
export async function inspectFile(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<FileContents & { format: string }> {
  const format = await formatOf(file, name);
  return { ...(await format.inspect(file, name, options, progress)), format: format.id };
}

/** The exact number of rows that `readTable` would read of a file with no choice of rows. Errors as of `readTable`. */
export async function countRows(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<number> {
  const format = await formatOf(file, name);
  const [{ rows, exact }] = chosenTables(await format.inspect(file, name, options, progress), options, name);
  return exact || !format.count ? rows : format.count(file, name, options, progress);
}

async function formatOf(file: Blob, name: string): Promise<Format> {
  if (file.size === 0) {
    throw new Problem('bad-file', `${name}: empty (0 bytes); expected a table`);
  }
  const head = await readHead(file, name, HEAD_BYTES);
  if (head.length === 0) {
    throw new Problem('bad-file', `${name}: a gzip file with nothing in it; expected a table`);
  }
  const format = detectFormat(head, name);
  if (!texts.includes(format) && isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer()))) {
    throw new Problem('bad-file', `${name}: ${format.label} inside gzip; expected it unpacked`);
  }
  return format;
}

/** Where the first byte lies that no text has. */
function firstBinary(head: Uint8Array): string {
  const at = head.findIndex((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13);
  return at < 0 ? '' : ` (byte ${at} is ${head[at]})`;
}
