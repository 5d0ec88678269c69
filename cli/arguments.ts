import { parseArgs } from 'node:util';
import {
  CLUSTER_METHODS,
  CLUSTER_SELECTIONS,
  CLUSTER_SPACES,
  type ClusterParams,
} from '../src/core/cluster/clustering.ts';
import { EMBED_METHODS, type EmbedMethod } from '../src/core/embed/embedding.ts';
import { PRESETS, type Preset } from '../src/core/simulate/run.ts';

/** The user asked for something that this program does not offer; exit code 2. */
export class UsageError extends Error {
  /** The command whose usage is to be shown; null for the list of commands. */
  readonly command: CommandName | null;

  constructor(message: string, command: CommandName | null) {
    super(message);
    this.name = 'UsageError';
    this.command = command;
  }
}

export type CommandName = 'simulate' | 'explore' | 'run';

export interface SimulateCommand {
  command: 'simulate';
  preset: Preset;
  events: number;
  seed: number;
  reprocessed: boolean;
  out: string;
  format: 'csv' | 'parquet';
}

export interface ExploreCommand {
  command: 'explore';
  /** Paths, or addresses of origins in `allow`. */
  files: string[];
  allow: string[];
  /** Tables to read of each file, side by side; null: the only one. */
  tables: string[] | null;
  out: string;
  /** null: those that Outcrop proposes. */
  features: string[] | null;
  truth: string | null;
  seed: number;
  /** null: as many as the engine sees fit. */
  threads: number | null;
  embed: EmbedMethod;
  /** Rows to fit, the rest placed among them; null: all. */
  sample: number | null;
  clustering: Required<ClusterParams>;
}

export const EXPORT_FORMATS = ['py', 'ipynb', 'md'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface RunCommand {
  command: 'run';
  notebook: string;
  /** Files in place of those that the notebook names; `cell` is null where the notebook has one data cell only. */
  data: { cell: string | null; file: string }[];
  out: string;
  check: boolean;
  /** Further files to write. */
  exports: ExportFormat[];
  /** null: as many as the engine sees fit. */
  threads: number | null;
}

export interface HelpCommand {
  command: 'help';
  about: CommandName | null;
}

export type Command = SimulateCommand | ExploreCommand | RunCommand | HelpCommand;

/** @param args what stands behind the name of the program. Throws UsageError. */
export function parseCommand(args: string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError('no command given', null);
  if (name === '--help' || name === '-h' || name === 'help') return { command: 'help', about: null };
  if (name !== 'simulate' && name !== 'explore' && name !== 'run') {
    throw new UsageError(`unknown command: ${name}`, null);
  }
  if (rest.includes('--help') || rest.includes('-h')) return { command: 'help', about: name };
  if (name === 'run') return parseRun(rest);
  return name === 'simulate' ? parseSimulate(rest) : parseExplore(rest);
}

function parseRun(args: string[]): RunCommand {
  const flags = args.filter((arg) => arg !== '--check');
  const { values, positionals } = parseOptions('run', flags, ['out', 'threads', 'export'], ['data']);
  const given = values.data ?? [];
  const named = given.filter((text) => text.includes('=')).length;
  if (named > 0 && named < given.length) {
    throw new UsageError('several --data; expected NAME=FILE in each, NAME being a data cell', 'run');
  }
  if (positionals.length !== 1) {
    const what = positionals.length === 0 ? 'no notebook given' : `unexpected argument: ${positionals[1]}`;
    throw new UsageError(what, 'run');
  }
  return {
    command: 'run',
    notebook: positionals[0],
    data: given.map(parseData),
    out: required('run', values, 'out'),
    check: flags.length < args.length,
    exports: (values.export?.split(',') ?? []).map((name) =>
      oneOf('run', 'export', name.trim(), EXPORT_FORMATS),
    ),
    threads: values.threads === undefined ? null : whole('run', 'threads', values.threads, 1, 1024),
  };
}

/** FILE, or NAME=FILE; a file whose name has a = in it is given with its cell. */
function parseData(text: string): RunCommand['data'][number] {
  const at = text.indexOf('=');
  const [cell, file] = at < 0 ? [null, text] : [text.slice(0, at).trim(), text.slice(at + 1)];
  if (file === '' || cell === '') {
    throw new UsageError(`invalid --data: ${text}; expected FILE or NAME=FILE`, 'run');
  }
  return { cell, file };
}

function parseSimulate(args: string[]): SimulateCommand {
  const flags = args.filter((arg) => arg !== '--reprocessed');
  const { values, positionals } = parseOptions('simulate', flags, ['preset', 'events', 'seed', 'out']);
  if (positionals.length > 0) throw new UsageError(`unexpected argument: ${positionals[0]}`, 'simulate');
  const out = required('simulate', values, 'out');
  const format = /\.(csv|parquet)$/i.exec(out)?.[1].toLowerCase() as SimulateCommand['format'] | undefined;
  if (!format)
    throw new UsageError(`invalid --out: ${out}; expected a name ending in .csv or .parquet`, 'simulate');
  return {
    command: 'simulate',
    preset: oneOf('simulate', 'preset', values.preset ?? 'lz-sr1', PRESETS),
    events: whole('simulate', 'events', values.events ?? '20000', 1, 100_000_000),
    seed: whole('simulate', 'seed', values.seed ?? '1', 0, Number.MAX_SAFE_INTEGER),
    reprocessed: flags.length < args.length,
    out,
    format,
  };
}

function parseExplore(args: string[]): ExploreCommand {
  const known = [
    'out',
    'features',
    'table',
    'truth',
    'seed',
    'threads',
    'embed',
    'sample',
    ...CLUSTER_OPTIONS,
  ] as const;
  const { values, positionals } = parseOptions('explore', args, known, ['allow']);
  if (positionals.length === 0) throw new UsageError('no file given', 'explore');
  const features = values.features?.split(',').map((name) => name.trim());
  return {
    command: 'explore',
    files: positionals,
    allow: (values.allow ?? []).map(parseOrigin),
    tables: values.table?.split(',') ?? null,
    out: required('explore', values, 'out'),
    features: features ? [...new Set(features.filter((name) => name !== ''))] : null,
    truth: values.truth ?? null,
    seed: whole('explore', 'seed', values.seed ?? '1', 0, Number.MAX_SAFE_INTEGER),
    threads: values.threads === undefined ? null : whole('explore', 'threads', values.threads, 1, 1024),
    embed: oneOf('explore', 'embed', values.embed ?? 'umap', EMBED_METHODS),
    sample: values.sample === undefined ? null : whole('explore', 'sample', values.sample, 3, 1_000_000_000),
    clustering: parseClustering(values),
  };
}

function parseOrigin(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (origin !== text.replace(/\/$/, '') || !/^https?:/.test(origin)) {
    throw new UsageError(
      `invalid --allow: ${text}; expected an origin, such as https://data.example.org`,
      'explore',
    );
  }
  return origin;
}

const CLUSTER_OPTIONS = [
  'cluster',
  'space',
  'eps',
  'min-samples',
  'min-cluster-size',
  'selection',
  'selection-epsilon',
] as const;

/** What is not given goes by the data, as in the app. */
function parseClustering(
  values: Partial<Record<(typeof CLUSTER_OPTIONS)[number], string>>,
): Required<ClusterParams> {
  const { eps, 'min-samples': minSamples, 'min-cluster-size': minClusterSize } = values;
  return {
    method: oneOf('explore', 'cluster', values.cluster ?? 'dbscan', CLUSTER_METHODS),
    space: oneOf('explore', 'space', values.space ?? 'plane', CLUSTER_SPACES),
    eps: eps === undefined ? null : length('eps', eps),
    minSamples: minSamples === undefined ? null : whole('explore', 'min-samples', minSamples, 1, 100_000),
    minClusterSize:
      minClusterSize === undefined
        ? null
        : whole('explore', 'min-cluster-size', minClusterSize, 2, 1_000_000),
    selection: oneOf('explore', 'selection', values.selection ?? 'eom', CLUSTER_SELECTIONS),
    selectionEpsilon: length('selection-epsilon', values['selection-epsilon'] ?? '0', 0),
  };
}

/** A number of units of the space; above 0 where no least one is given. */
function length(name: string, text: string, least?: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && (least === undefined ? value > 0 : value >= least)) return value;
  const expected = least === undefined ? 'a number > 0' : `a number >= ${least}`;
  throw new UsageError(`invalid --${name}: ${text}; expected ${expected}`, 'explore');
}

function parseOptions<Name extends string, Many extends string = never>(
  command: CommandName,
  args: string[],
  names: readonly Name[],
  /** Those that may be given several times. */
  repeated: readonly Many[] = [],
): { values: Partial<Record<Name, string>> & Partial<Record<Many, string[]>>; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: Object.fromEntries([
        ...names.map((name) => [name, { type: 'string' as const }]),
        ...repeated.map((name) => [name, { type: 'string' as const, multiple: true }]),
      ]),
      allowPositionals: true,
    });
    return {
      values: values as Partial<Record<Name, string>> & Partial<Record<Many, string[]>>,
      positionals,
    };
  } catch (error) {
    // Node adds advice about its own syntax after the first sentence.
    const message = error instanceof Error ? error.message.split(/\.\s|\n/, 1)[0] : String(error);
    // `--seed -1`: Node takes the number for an option.
    const unclear = /^Option '(--[\w-]+)' argument is ambiguous/.exec(message);
    throw new UsageError(unclear ? `${unclear[1]} is followed by no value` : message, command);
  }
}

function required<Name extends string>(
  command: CommandName,
  values: Partial<Record<Name, string>>,
  name: Name,
): string {
  const value = values[name];
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`, command);
  return value;
}

function whole(command: CommandName, name: string, text: string, low: number, high: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= low && value <= high)) {
    throw new UsageError(
      `invalid --${name}: ${text}; expected a whole number from ${low} to ${high}`,
      command,
    );
  }
  return value;
}

function oneOf<T extends string>(command: CommandName, name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new UsageError(`invalid --${name}: ${text}; expected one of ${choices.join(', ')}`, command);
}
