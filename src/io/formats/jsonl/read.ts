import { Problem } from '../../../core/problem.ts';
import type { Progress } from '../../../core/progress.ts';
import { makeTable } from '../../../core/table/table.ts';
import type { FileContents, ReadOptions, ReadResult } from '../../format.ts';
import { readHead } from '../../inflate.ts';
import { beyondTheLast, type PickedRows, pickRows, runFrom } from '../../picked-rows.ts';
import { decodeText } from '../csv/decode-text.ts';
import { TextBytes } from '../csv/text-bytes.ts';
import { arrayItems } from './array-items.ts';
import { JsonRows } from './json-rows.ts';

const LF = 10;
/** Of one array of objects, which is parsed in one piece. */
const LARGEST_ARRAY = 1 << 26;

/** A block of whole lines, the first of which is `line`. */
interface Lines {
  texts: string[];
  line: number;
  fileBytes: number;
  ended: boolean;
  /** Of the file that was read up to the end of these lines. */
  share: number;
}

async function* readLines(file: Blob, name: string): AsyncGenerator<Lines> {
  await refuseLargeArray(file, name);
  const source = new TextBytes(file, name);
  let line = 1;
  let consumed = 0;
  try {
    for (;;) {
      await source.fill(consumed, line);
      const end = source.ended ? source.length : source.bytes.lastIndexOf(LF, source.length - 1) + 1;
      consumed = end;
      if (end === 0 && !source.ended) continue;
      const { text } = decodeText(source.bytes.subarray(0, end));
      const texts = text.split('\n');
      if (texts.at(-1) === '') texts.pop();
      yield { texts, line, fileBytes: source.fileBytes, ended: source.ended, share: source.shareOf(end) };
      line += texts.length;
      if (source.ended) return;
    }
  } finally {
    await source.close();
  }
}

/** Columns by the first megabyte; the number of rows is estimated from it where the file is longer. */
export async function inspectJsonLines(file: Blob, name: string): Promise<FileContents> {
  const rows = new JsonRows(name);
  for await (const { texts, line, share, ended } of readLines(file, name)) {
    if (isArray(texts)) {
      await putArray(file, name, rows);
      break;
    }
    texts.forEach((text, i) => {
      if (text.trim() !== '') rows.putLine(text, line + i);
    });
    const info = {
      name: '',
      what: '',
      rows: Math.round(rows.rows / share),
      exact: ended,
      columns: rows.infos(),
    };
    return { tables: [info], skipped: [] };
  }
  return {
    tables: [{ name: '', what: '', rows: rows.rows, exact: true, columns: rows.infos() }],
    skipped: [],
  };
}

/**
 * Reads JSON lines as a stream, one object a line, a column a key: a key that a line does not name, or null, is missing.
 * Integers within int32 become int32, within 2^53 float64, beyond it int64 (exact), beyond that rounded, which is said;
 * true and false int32 1/0; NaN and Infinity are read as Python writes them. Nested values are left out and named.
 * One array of objects is read too, up to 64 MB.
 */
export async function readJsonLines(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<ReadResult> {
  const rows = new JsonRows(name);
  const picked = await picksOf(file, name, options, progress);
  let seen = 0;
  reading: for await (const { texts, line, fileBytes } of readLines(file, name)) {
    if (line === 1 && isArray(texts)) {
      seen = await putArray(file, name, rows, picked);
      break;
    }
    for (let i = 0; i < texts.length; i++) {
      if (texts[i].trim() === '') continue;
      const row = seen++;
      if (picked === null) rows.putLine(texts[i], line + i);
      else {
        const run = runFrom(picked, row);
        if (run.picked) rows.putLine(texts[i], line + i);
        else if (run.length === Number.POSITIVE_INFINITY) break reading;
      }
    }
    progress({ stage: 'reading', done: Math.min(fileBytes, file.size), total: file.size });
  }
  if (rows.rows === 0) {
    if (picked !== null && seen > 0) throw beyondTheLast(name, picked.first, seen);
    throw new Problem('bad-file', `${name}: no rows; expected an object on each line`);
  }
  const warnings: string[] = [];
  const columns = rows.chosen(options, warnings);
  if (columns.length === 0)
    throw new Problem('bad-file', `${name}: no column of numbers or text; ${warnings[0] ?? ''}`);
  return { table: makeTable(columns.map((column) => column.finish(rows.rows, warnings))), warnings };
}

/** What is to be read: all, a range that need not end within the file, or a sample, whose size asks for a count. */
async function picksOf(
  file: Blob,
  name: string,
  { rows }: ReadOptions,
  progress: Progress,
): Promise<PickedRows | null> {
  if (rows === null) return null;
  if (rows.type !== 'sample') return pickRows(rows, Number.MAX_SAFE_INTEGER, name);
  return pickRows(rows, Math.max(1, await countJsonLines(file, name, progress)), name);
}

/** Number of objects, by one pass that parses no line. */
export async function countJsonLines(file: Blob, name: string, progress: Progress): Promise<number> {
  let total = 0;
  for await (const { texts, fileBytes } of readLines(file, name)) {
    if (total === 0 && isArray(texts)) {
      const counted = new JsonRows(name);
      total = await putArray(file, name, counted);
      break;
    }
    for (const text of texts) if (text.trim() !== '') total++;
    progress({ stage: 'counting rows', done: Math.min(fileBytes, file.size), total: file.size });
  }
  return total;
}

/** Before it is taken for a line without end. */
async function refuseLargeArray(file: Blob, name: string): Promise<void> {
  if (file.size <= LARGEST_ARRAY) return;
  if (!isArray([new TextDecoder().decode(await readHead(file, name, 1024))])) return;
  throw new Problem(
    'bad-file',
    `${name}: one JSON array of ${file.size} bytes; expected at most ${LARGEST_ARRAY}, or an object on each line (JSON lines)`,
  );
}

function isArray(texts: string[]): boolean {
  return (
    texts
      .find((text) => text.trim() !== '')
      ?.trimStart()
      .startsWith('[') ?? false
  );
}

/** Takes the picked objects of a file that is one array of them; says how many it has. */
async function putArray(
  file: Blob,
  name: string,
  rows: JsonRows,
  picked: PickedRows | null = null,
): Promise<number> {
  const parts: string[] = [];
  for await (const { texts } of readLines(file, name)) parts.push(texts.join('\n'));
  let row = 0;
  for (const { text, line } of arrayItems(parts.join('\n'), name)) {
    const taken = picked === null || runFrom(picked, row).picked;
    if (taken) rows.putLine(text, line);
    row++;
  }
  return row;
}
