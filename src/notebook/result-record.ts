import { boundedRecord } from './bounded-record.ts';
import { isId } from './document-id.ts';
import { limits } from './limits.ts';
import { z } from './zod.ts';

/** What a data cell read: the rows themselves are never in a notebook. */
export interface DataReference {
  name: string;
  format: string;
  bytes: number;
  /** Of the bytes as stored, hex; '' where the rows were simulated. */
  sha256: string;
  rows: number;
}

/** Labels of every `every`-th row from row 0, plus 2 (0 not embedded, 1 noise, 2.. clusters), as little-endian base64. */
export interface PackedLabels {
  rows: number;
  every: number;
  /** Bytes a label. */
  width: 1 | 2;
  base64: string;
}

/** How a result came about, and a digest of it: enough to tell later whether another run gives the same. */
export interface ResultRecord {
  kind: string;
  /** Of the kind of cell, at that time. */
  version: number;
  /** Hash of kind, version, parameters and all that was read, see resultKeys. */
  key: string;
  /** Version of Outcrop. */
  app: string;
  /** The program that ran it, such as `Chrome 140` or `Node 20`: their exp and log differ in the last digit. */
  engine: string;
  /** When the run began, ISO 8601 in UTC. */
  started: string;
  /** Milliseconds it took. */
  elapsed: number;
  /** Seed of what chance had a part in; null where none had. */
  seed: number | null;
  /** Results that were read: name of the input, its cell, its key. */
  reads: { input: string; cell: string; key: string }[];
  data: DataReference | null;
  /** Numbers that sum the result up, such as `clusters` and `noise`. */
  figures: { name: string; value: number }[];
  /** The columns it added, each with the first 128 bits of its SHA-256, hex. */
  columns: { name: string; digest: string }[];
  labels: PackedLabels | null;
}

const id = z.lazy(() => z.string().refine(isId, 'expected a letter, then up to 63 letters, digits, _ or -'));
const hex = (length: number) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`), `expected ${length} hex digits`);
const name = z.lazy(() => z.string().max(500));

export const resultRecordSchema: z.ZodType<ResultRecord> = z.lazy(() =>
  z.object({
    kind: id,
    version: z.int().min(1),
    key: hex(32),
    app: z.string().max(60),
    engine: z.string().max(60),
    started: z.iso.datetime(),
    elapsed: z.number().min(0),
    seed: z.number().nullable(),
    reads: z.array(z.object({ input: name, cell: id, key: hex(32) })).max(20),
    data: z
      .object({
        name: z.string().max(2000),
        format: z.string().max(60),
        bytes: z.number().min(0),
        sha256: z.string().regex(/^([0-9a-f]{64})?$/, 'expected 64 hex digits'),
        rows: z.int().min(0),
      })
      .nullable(),
    figures: z.array(z.object({ name, value: z.number() })).max(limits.recordedFigures),
    columns: z.array(z.object({ name, digest: hex(32) })).max(limits.recordedColumns),
    labels: z
      .object({
        rows: z.int().min(0),
        every: z.int().min(1),
        width: z.union([z.literal(1), z.literal(2)]),
        base64: z
          .string()
          .max(limits.recordedLabels * 3)
          .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'expected base64'),
      })
      .nullable(),
  }),
);

/** Cell id -> record. */
export const resultsSchema = z.lazy(() => boundedRecord(id, resultRecordSchema, limits.records));
