import { PRESETS } from '../../core/simulate/run.ts';
import { SCENARIOS } from '../../core/simulate/scenario.ts';
import { sameJson } from '../../notebook/json.ts';
import { z } from '../../notebook/zod.ts';
import { type DataPick, describePick, pickSchema } from './pick.ts';

const simulated = z.lazy(() =>
  z.object({
    type: z.literal('simulate'),
    preset: z.enum(PRESETS),
    events: z.int().min(100).max(2_000_000),
    seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    /** The same events after the pulse finder was mended. */
    reprocessed: z.boolean().optional(),
    scenario: z.enum(SCENARIOS).optional(),
    /** Without what each event truly is: as real data are. */
    sealed: z.boolean().optional(),
  }),
);

const bundled = z.lazy(() => z.object({ type: z.literal('bundled'), name: z.string().max(200) }));

const reference = () =>
  z.object({
    /** Under which the bytes are kept in this browser: the sha256 of the file. */
    key: z.string().max(200),
    name: z.string().max(500),
    size: z.number().min(0),
    /** Of the bytes that the notebook was made on, hex: other bytes are not taken for them. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits')
      .optional(),
    rows: z.int().min(0).optional(),
  });

/** A file that the user opened, by what it was like. */
export type FileReference = z.infer<ReturnType<typeof reference>>;

const opened = z.lazy(() =>
  reference().extend({
    type: z.literal('file'),
    /** What of it is read; absent where all is. */
    pick: pickSchema.optional(),
  }),
);

export const MOST_FILES = 500;

/** Files with the same columns as one table, row below row, in this order. */
const joined = z.lazy(() =>
  z.object({
    type: z.literal('files'),
    files: z.array(reference()).min(2).max(MOST_FILES),
    /** What of each is read. */
    pick: pickSchema.optional(),
  }),
);

export const dataSource = z.lazy(() =>
  z.discriminatedUnion('type', [z.object({ type: z.literal('none') }), bundled, simulated, opened, joined]),
);

/** Where the rows of a data cell come from. Bytes are never inside a notebook: only their name and hash are. */
export type DataSource = z.infer<typeof dataSource>;

/** A source of files that the user opened. */
export type FileSource = Extract<DataSource, { type: 'file' | 'files' }>;

export function isOpened(source: DataSource | undefined): source is FileSource {
  return source?.type === 'file' || source?.type === 'files';
}

/** The files behind it, in their order. */
export function filesOf(source: FileSource): FileReference[] {
  if (source.type === 'files') return source.files;
  const { type: _, pick: __, ...file } = source;
  return [file];
}

/** The source of these files; one is a source by itself. */
export function sourceOf(files: FileReference[], pick: DataPick | undefined): FileSource {
  const picked = pick && { pick };
  return files.length === 1 ? { type: 'file', ...files[0], ...picked } : { type: 'files', files, ...picked };
}

/** Whether both give the same rows in the same order: the same bytes, wherever they are kept, and the same choice of them. */
export function sameRows(a: DataSource, b: DataSource): boolean {
  if (!isOpened(a) || !isOpened(b)) return sameJson(a, b);
  const [files, others] = [filesOf(a), filesOf(b)];
  const sameBytes = (file: FileReference, other: FileReference): boolean =>
    file.sha256 !== undefined && other.sha256 !== undefined
      ? file.sha256 === other.sha256
      : file.key === other.key && file.size === other.size;
  const choice = ({ pick }: FileSource) => [pick?.tables ?? null, pick?.rows ?? null];
  return (
    files.length === others.length &&
    files.every((file, i) => sameBytes(file, others[i])) &&
    sameJson(choice(a), choice(b))
  );
}

/** `night.csv and 3 more`. */
export function describeFiles(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names[0]} and ${names.length - 1} more`;
}

function isOfEach(pick: DataPick | undefined): boolean {
  const rows = pick?.rows ?? null;
  return rows !== null && (rows.type === 'range' || rows.each === true);
}

export function describeSource(source: DataSource): string {
  switch (source.type) {
    case 'none':
      return 'no data yet';
    case 'bundled':
      return source.name;
    case 'file':
    case 'files': {
      const names = describeFiles(filesOf(source).map(({ name }) => name));
      const pick = source.pick ? describePick(source.pick) : '';
      if (pick === '') return names;
      return `${names}: ${pick}${source.type === 'files' && isOfEach(source.pick) ? ' of each' : ''}`;
    }
    case 'simulate':
      return `simulated ${source.preset}, ${source.events.toLocaleString('en')} events, seed ${source.seed}${source.reprocessed ? ', reprocessed' : ''}${source.scenario ? `, ${source.scenario}` : ''}`;
  }
}
