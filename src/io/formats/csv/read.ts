import { Problem } from '../../../core/problem.ts';
import type { Progress } from '../../../core/progress.ts';
import { makeTable } from '../../../core/table/table.ts';
import type { ReadOptions, ReadResult } from '../../format.ts';
import { beyondTheLast, type PickedRows, pickRows, runFrom } from '../../picked-rows.ts';
import { endOfRecords, LF } from './cell.ts';
import { ColumnBuilder } from './column-builder.ts';
import { type Dialect, detectDialect } from './dialect.ts';
import { finishColumn, judge } from './finish.ts';
import { isPlain, type Passed, passRecords } from './records.ts';
import { Scanner } from './scanner.ts';
import { TextBytes } from './text-bytes.ts';
import { textDoubts } from './text-doubts.ts';

const COMMA = 44;

interface Pass {
  dialect: Dialect;
  builders: ColumnBuilder[];
  rows: number;
  /** Records of the file that were seen, read or not. */
  seen: number;
}

/** Rows to read, of a file whose number of rows is not known. */
type Picks = PickedRows | null;

/**
 * Reads CSV or TSV as a stream. Types are decided over the whole file: integers within int32 become int32, within
 * 2^53 float64, beyond it int64 (exact), beyond that text; true/false become int32 1/0; anything else text.
 * A few words in a column of numbers are a Problem `bad-file`. NaN, NA and empty cells are missing.
 * Reads the file a second time only where a column turned out to be text after numbers, and once before to count its
 * rows where a sample of them is asked for; a range of rows ends the reading. Memory: never the file;
 * blocks of 8,192 rows, copied column by column into the table, so at worst twice the table until they are collected.
 */
export async function readCsv(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<ReadResult> {
  const picks = await picksOf(file, name, options, progress);
  const pass = await readOnce(file, name, options, progress, 'reading', null, picks);
  const { dialect, builders, rows } = pass;
  if (rows === 0) {
    if (picks !== null && pass.seen > 0) throw beyondTheLast(name, picks.first, pass.seen);
    const where = dialect.headerLine > 0 ? ` below the header on line ${dialect.headerLine}` : '';
    throw new Problem('bad-file', `${name}: no rows; expected at least one${where}`);
  }
  const warnings = [...dialect.warnings];
  const verdicts = builders.map((builder) => judge(builder, name));
  const bad = verdicts.filter((verdict) => verdict.is === 'bad').sort((a, b) => a.cell.line - b.cell.line);
  if (bad.length > 0) throw new Problem('bad-file', bad[0].message);

  const asText = new Set<number>();
  verdicts.forEach((verdict, i) => {
    if (verdict.is !== 'text') return;
    asText.add(i);
    if (verdict.warning) warnings.push(verdict.warning);
  });
  const again =
    asText.size > 0
      ? (await readOnce(file, name, options, progress, 'reading text columns', asText, picks)).builders
      : builders;

  const columns = [];
  for (let i = 0; i < builders.length; i++) {
    if (!asText.has(i) && builders[i].kind === 'ignored') continue;
    columns.push(finishColumn(asText.has(i) ? again[i] : builders[i], rows, warnings));
  }
  warnings.push(...textDoubts(columns, builders.length, name));
  return { table: makeTable(columns), warnings };
}

/** What is to be read: all, a range that need not end within the file, or a sample, whose size asks for a count. */
async function picksOf(file: Blob, name: string, options: ReadOptions, progress: Progress): Promise<Picks> {
  if (options.rows?.type !== 'sample') {
    return options.rows && pickRows(options.rows, Number.MAX_SAFE_INTEGER, name);
  }
  const seen = await countCsv(file, name, options, progress);
  return seen === 0 ? null : pickRows(options.rows, seen, name);
}

/** Number of rows, by one pass that looks for line ends only. */
export async function countCsv(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<number> {
  const nothing: PickedRows = { count: 0, first: 0, rows: new Uint32Array(0) };
  return (await readOnce(file, name, options, progress, 'counting rows', new Set(), nothing)).seen;
}

/** One pass over the file, or what of it holds the picked rows. `asText`: the columns to read, as text; null reads all that are asked for. */
async function readOnce(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
  stage: string,
  asText: Set<number> | null,
  picks: Picks,
): Promise<Pass> {
  const source = new TextBytes(file, name);
  try {
    const dialect = await openText(source, name, options);
    const builders = makeBuilders(dialect.names, name, options, asText);
    const scanner = new Scanner(name, scanRules(dialect), builders, dialect.bodyLine);
    const form = { delimiter: dialect.delimiter, width: dialect.names.length };
    const passed: Passed = { end: 0, records: 0, lines: 0 };
    let seen = 0;
    let from = dialect.bodyStart;
    for (;;) {
      // At the end of the file the last record gets its line end.
      const length = source.ended ? source.length + 1 : source.length;
      if (source.ended) source.bytes[source.length] = LF;
      const end = endOfRecords(source.bytes, from, length, dialect.delimiter);
      let beyond = false;
      if (picks === null) scanner.scan(source.bytes, from, end);
      else {
        const plain = isPlain(source.bytes, from, end);
        for (let p = from; p < end && !beyond; p = passed.end) {
          const run = runFrom(picks, seen);
          beyond = !run.picked && run.length === Number.POSITIVE_INFINITY && picks.count > 0;
          passRecords(source.bytes, p, end, form, run.length, plain, passed);
          if (run.picked) scanner.scan(source.bytes, p, passed.end);
          else scanner.passLines(passed.lines);
          seen += passed.records;
        }
      }
      progress({ stage, done: Math.min(source.fileBytes, file.size), total: file.size });
      if (beyond) return { dialect, builders, rows: scanner.rows, seen };
      if (source.ended && end < length) throw openQuote(name, scanner.currentLine);
      if (source.ended) break;
      await source.fill(end, scanner.currentLine);
      from = 0;
    }
    return { dialect, builders, rows: scanner.rows, seen };
  } finally {
    await source.close();
  }
}

/** Takes in the first block, and finds how the file writes its table. */
export async function openText(source: TextBytes, name: string, options: ReadOptions): Promise<Dialect> {
  await source.fill(0, 1);
  while (!source.ended && endOfRecords(source.bytes, 0, source.length, COMMA) === 0) await source.fill(0, 1);
  return detectDialect(source.bytes, source.length, source.ended, name, options);
}

function openQuote(name: string, line: number): Problem {
  return new Problem('bad-file', `${name}, line ${line}: a quote is never closed; expected a closing "`);
}

export function makeBuilders(
  names: string[],
  file: string,
  options: ReadOptions,
  asText: Set<number> | null,
) {
  const unknown = options.columns?.find((column) => !names.includes(column));
  if (unknown !== undefined) {
    throw new Problem('bad-parameter', `no column ${unknown} in ${file}; it has ${names.join(', ')}`);
  }
  return names.map((column, i) => {
    if (asText) return new ColumnBuilder(column, asText.has(i) ? 'text' : 'ignored');
    const wanted = options.columns?.includes(column) ?? true;
    return new ColumnBuilder(column, wanted ? 'number' : 'ignored');
  });
}

export function scanRules({ delimiter, mark, trailing, names, headerLine }: Dialect) {
  const source = headerLine > 0 ? `as the header on line ${headerLine} has` : 'as the first row has';
  return { delimiter, mark, trailing, expectation: `${names.length}, ${source}` };
}
