import {
  type Table as ArrowTable,
  type Batch,
  CompressionType,
  setCompressionCodec,
  tableFromIPC,
} from '@uwdata/flechette';
import { decompressZstd } from 'hyparquet-compressors';
import { Problem } from '../../../core/problem.ts';
import type { Progress } from '../../../core/progress.ts';
import type { Column } from '../../../core/table/column.ts';
import { makeTable } from '../../../core/table/table.ts';
import { chosenColumns, chosenTable } from '../../chosen.ts';
import type { FileContents, ReadOptions, ReadResult } from '../../format.ts';
import { ListFiller } from '../../list-filler.ts';
import { pickedWithin, pickRows, takePicked } from '../../picked-rows.ts';
import { checkDictionary, checkLists } from './checks.ts';
import { type ArrowColumn, columnOfField, valuesOfBatch } from './columns.ts';
import { inflateLz4Frame } from './lz4-frame.ts';
import { findMessages, type Message } from './messages.ts';

/** Batches of up to so many bytes are decoded together. */
const GROUP_BYTES = 1 << 24;
const LARGEST_BATCH = 2 ** 31 - 1;
const LARGEST_BUFFER = 2 ** 31 - 1;

function registerCodecs(): void {
  const encode = (): Uint8Array => {
    throw new Problem('internal', 'Arrow data are only read');
  };
  setCompressionCodec(CompressionType.LZ4_FRAME, {
    encode,
    decode: (bytes, size) => inflateLz4Frame(bytes, expectedSize(size)),
  });
  setCompressionCodec(CompressionType.ZSTD, {
    encode,
    decode: (bytes, size) => {
      const inflated = decompressZstd(bytes);
      if (inflated.length !== expectedSize(size))
        throw new RangeError(`${inflated.length} bytes of Zstandard data; expected ${size}`);
      // Typed arrays on it want it at a multiple of their width.
      return inflated.byteOffset % 8 === 0 ? inflated : inflated.slice();
    },
  });
}

function expectedSize(size: number): number {
  if (!(size >= 0 && size <= LARGEST_BUFFER)) throw new RangeError(`a buffer of ${size} bytes`);
  return size;
}

interface Contents extends FileContents {
  messages: Message[];
  columns: ArrowColumn[];
  schema: Uint8Array;
  ended: boolean;
}

/** Schema and number of rows of an Arrow file or stream, by the metadata of its messages. Throws a Problem `bad-file`. */
export async function inspectArrow(file: Blob, name: string): Promise<Contents> {
  const { messages, ended } = await findMessages(file, name);
  const first = messages.find(({ kind }) => kind === 'schema');
  if (!first) throw new Problem('bad-file', `${name}: no schema; expected one as the first Arrow message`);
  const schema = await bytesOf(file, first);
  checkLists(schema, name, first.start);
  const table = decode([schema], name, first.start);
  const columns = table.schema.fields.map(columnOfField);
  const rows = messages.reduce((sum, message) => sum + message.rows, 0);
  const info = { name: '', what: '', rows, exact: true, columns };
  return { tables: [info], skipped: [], messages, columns, schema, ended };
}

/**
 * Reads Arrow IPC files (Feather 2) and streams, a few record batches at a time, with LZ4 and Zstandard. Integers of 64 bits stay
 * exact (int32 where all fit), times are integers with their unit, decimals float64, booleans int32 1/0, dictionaries what they
 * hold; null and NaN are missing. Structures, maps, unions and binary are left out and named.
 */
export async function readArrow(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<ReadResult> {
  registerCodecs();
  const contents = await inspectArrow(file, name);
  const { messages, schema } = contents;
  const info = chosenTable(contents, options, name);
  if (info.rows === 0) throw new Problem('bad-file', `${name}: no rows; expected at least one`);
  const warnings = contents.ended ? [] : [`${name} has no end mark; it may have been cut off`];
  const columns = chosenColumns(contents.columns, options, name, warnings);
  const picked = pickRows(options.rows, info.rows, name);
  const fillers = new Map<ArrowColumn, ListFiller>();
  const asked = ListFiller.indexNames(columns, options);
  const indices = new Map<string, Column>();

  async function fill(wanted: ArrowColumn[], stage: string): Promise<void> {
    for (const column of wanted)
      fillers.set(column, new ListFiller(column, options, picked.count, name, indices));
    const dictionaries: Uint8Array[] = [];
    let group: { bytes: Uint8Array; rows: number }[] = [];
    let groupRow = 0;
    let row = 0;
    const flush = (message: Message): void => {
      if (group.length > 0) {
        const parts = [schema, ...dictionaries, ...group.map(({ bytes }) => bytes)];
        const rows = group.map((one) => one.rows);
        put(decode(parts, name, message.start), wanted, groupRow, rows, message);
      }
      group = [];
      groupRow = row;
    };
    for (const message of messages) {
      if (message.kind === 'dictionary') {
        flush(message);
        const bytes = await bytesOf(file, message);
        checkLists(bytes, name, message.start);
        checkDictionary(bytes, name, message.start);
        dictionaries.push(bytes);
      } else if (message.kind === 'records') {
        if (pickedWithin(picked, row, row + message.rows).count === 0) {
          flush(message);
          row += message.rows;
          groupRow = row;
          continue;
        }
        if (message.end - message.start > LARGEST_BATCH)
          throw new Problem(
            'bad-file',
            `${name}, byte ${message.start}: a record batch of ${message.end - message.start} bytes; expected less than 2 GB`,
          );
        const bytes = await bytesOf(file, message);
        checkLists(bytes, name, message.start);
        group.push({ bytes, rows: message.rows });
        row += message.rows;
        if (group.reduce((sum, { bytes }) => sum + bytes.length, 0) >= GROUP_BYTES) flush(message);
      }
      progress({ stage, done: message.end, total: file.size });
    }
    flush(messages[messages.length - 1]);
  }

  function put(
    table: ArrowTable,
    wanted: ArrowColumn[],
    first: number,
    rows: number[],
    message: Message,
  ): void {
    for (const column of wanted) {
      const batches = table.getChildAt(column.place).data as readonly Batch<unknown>[];
      let start = first;
      rows.forEach((count, b) => {
        const part = pickedWithin(picked, start, start + count);
        start += count;
        if (part.count === 0) return;
        try {
          if (batches[b].length !== count)
            throw new RangeError(`${batches[b].length} values; expected ${count}`);
          fillers.get(column)?.put(part.place, takePicked(valuesOfBatch(batches[b], column), part));
        } catch (cause) {
          throw damaged(`${name}, column ${column.name}`, message.start, cause);
        }
      });
    }
  }

  const indexed = contents.columns.filter(({ name: title, refusal }) => asked.has(title) && refusal === null);
  if (indexed.length > 0) {
    await fill(indexed, 'reading indices');
    for (const column of indexed)
      for (const one of fillers.get(column)?.finish(null, []) ?? []) indices.set(column.name, one);
  }
  await fill(columns, 'reading');
  const read = columns.flatMap((column) => fillers.get(column)?.finish(column.unit, warnings) ?? []);
  return { table: makeTable(read), warnings };
}

async function bytesOf(file: Blob, { start, end }: Message): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, end).arrayBuffer());
}

function decode(parts: Uint8Array[], name: string, at: number): ArrowTable {
  try {
    return tableFromIPC(parts, { useBigInt: true, useBigIntTimestamp: true });
  } catch (cause) {
    throw damaged(name, at, cause);
  }
}

function damaged(place: string, at: number, cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  const what = cause instanceof Error ? cause.message : String(cause);
  return new Problem(
    'bad-file',
    `${place}, near byte ${at}: cannot be decoded (${what}); the file is damaged`,
    {
      cause,
    },
  );
}
