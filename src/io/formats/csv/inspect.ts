import type { ColumnInfo, FileContents, ReadOptions } from '../../format.ts';
import { endOfRecords, LF } from './cell.ts';
import type { ColumnBuilder } from './column-builder.ts';
import { finishColumn, judge } from './finish.ts';
import { makeBuilders, openText, scanRules } from './read.ts';
import { Scanner } from './scanner.ts';
import { TextBytes } from './text-bytes.ts';

/** Columns by the first megabyte; the number of rows is estimated from it where the file is longer. */
export async function inspectCsv(file: Blob, name: string, options: ReadOptions): Promise<FileContents> {
  const source = new TextBytes(file, name);
  try {
    const dialect = await openText(source, name, options);
    const builders = makeBuilders(dialect.names, name, { ...options, columns: null }, null);
    const scanner = new Scanner(name, scanRules(dialect), builders, dialect.bodyLine);
    const length = source.ended ? source.length + 1 : source.length;
    if (source.ended) source.bytes[source.length] = LF;
    const end = endOfRecords(source.bytes, dialect.bodyStart, length, dialect.delimiter);
    scanner.scan(source.bytes, dialect.bodyStart, end);
    const { rows } = scanner;
    const columns = builders.map((builder): ColumnInfo => {
      const type = typeOf(builder, rows, name);
      return { name: builder.name, type, shape: { values: 'one' }, bytes: null, refusal: null };
    });
    return {
      tables: [
        { name: '', what: '', rows: Math.round(rows / source.shareOf(end)), exact: source.ended, columns },
      ],
      skipped: [],
    };
  } finally {
    await source.close();
  }
}

/** What a column seems to become: whether a word among numbers is a mistake shows when all is read. */
function typeOf(builder: ColumnBuilder, rows: number, name: string): ColumnInfo['type'] {
  const verdict = judge(builder, name);
  if (verdict.is === 'text') return 'text';
  if (verdict.is === 'bad') return 'float64';
  return finishColumn(builder, rows, []).type;
}
