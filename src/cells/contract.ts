import type { ClassifyApi } from '../../workers/classify/api.ts';
import type { PlaneColumns } from '../../workers/cluster/api.ts';
import type { ColumnToDerive, DerivedColumn } from '../../workers/derive/api.ts';
import type { OnLayout } from '../../workers/embed/api.ts';
import type { JoinedOutcome, ReadApi, ReadOutcome } from '../../workers/read/api.ts';
import type { RealityApi } from '../../workers/reality/api.ts';
import type { ClassifierModel } from '../core/classify/classifier-model.ts';
import type { ClusteringResult, ClusterParams } from '../core/cluster/clustering.ts';
import type { CompareRequest, Comparison } from '../core/compare/comparison.ts';
import type { Cut, CutProposals } from '../core/cut/cut.ts';
import type { CutFlow, FlowSample } from '../core/cut/cut-flow.ts';
import type { CutQuestion } from '../core/cut/propose-cuts.ts';
import type { TunedOn } from '../core/cut/tuning-half.ts';
import type { EmbeddingResult, EmbedParams } from '../core/embed/embedding.ts';
import type { Preflight } from '../core/embed/preflight.ts';
import type { ColumnSummary, EffectList } from '../core/explain/effect.ts';
import type { ProblemData } from '../core/problem.ts';
import type { Progress, ProgressReport } from '../core/progress.ts';
import type { ColumnOverride, DecidedTable } from '../core/rq/decide.ts';
import type { FeatureSpec } from '../core/rq/proposal.ts';
import type { SimulateParams } from '../core/simulate/run.ts';
import type { Bits } from '../core/table/bits.ts';
import type { ColumnRef, SelectionStep } from '../core/table/clause.ts';
import type { Column } from '../core/table/column.ts';
import type { Resolved } from '../core/table/resolve.ts';
import type { Table } from '../core/table/table.ts';
import type { ReadOptions } from '../io/format.ts';
import type { CellKindSchema } from '../notebook/cell-kind.ts';
import type { CellDocument, NamedSelection } from '../notebook/document.ts';
import type { Theme, Tool } from '../plots/plot.ts';

/** Who asks, and how to call it off. */
export interface JobCall {
  cell: string;
  signal: AbortSignal;
}

/** The workers as cells see them; engine/ provides it, in the browser and in Node alike. */
export interface CellJobs {
  read(
    call: JobCall,
    file: Blob,
    name: string,
    options: ReadOptions,
    progress: Progress,
  ): Promise<ReadOutcome>;
  /** Several files as one table. */
  readSeveral(call: JobCall, ...args: Parameters<ReadApi['readSeveral']>): Promise<JoinedOutcome>;
  /** What each column is for, see core/rq/decide.ts. */
  decide(call: JobCall, table: Table, overrides: Record<string, ColumnOverride>): Promise<DecidedTable>;
  /** Columns by expression, see core/expression. */
  derive(
    call: JobCall,
    table: Table,
    columns: ColumnToDerive[],
    progress: Progress,
  ): Promise<DerivedColumn[]>;
  simulate(call: JobCall, params: SimulateParams, progress: Progress): Promise<Table>;
  embed(
    call: JobCall,
    table: Table,
    features: FeatureSpec[],
    params: EmbedParams,
    progress: Progress,
    onLayout: OnLayout,
  ): Promise<EmbeddingResult>;
  /** What such a run would take, see core/embed/preflight.ts. */
  estimate(
    call: JobCall,
    table: Table,
    features: FeatureSpec[],
    params: EmbedParams,
    progress: Progress,
  ): Promise<Preflight>;
  cluster(
    call: JobCall,
    x: Float32Array,
    y: Float32Array,
    params: ClusterParams,
    progress: Progress,
    columns?: PlaneColumns,
  ): Promise<ClusteringResult>;
  /** How well a classifier tells two populations apart, see core/classify. */
  separate(call: JobCall, ...args: Parameters<ClassifyApi['separate']>): ReturnType<ClassifyApi['separate']>;
  /** How well it tells several classes apart. */
  classify(call: JobCall, ...args: Parameters<ClassifyApi['classify']>): ReturnType<ClassifyApi['classify']>;
  /** A kept classifier on other events. */
  applyModel(
    call: JobCall,
    ...args: Parameters<ClassifyApi['applyModel']>
  ): ReturnType<ClassifyApi['applyModel']>;
  /** Reality cards of clusters, see core/reality. */
  judge(call: JobCall, ...args: Parameters<RealityApi['judge']>): ReturnType<RealityApi['judge']>;
  /** What is new since other events were reviewed, see core/compare. */
  compareEvents(call: JobCall, request: CompareRequest, progress: Progress): Promise<Comparison>;
  /** The shortest cuts for a selection, see core/cut/propose-cuts.ts. */
  proposeCuts(call: JobCall, table: Table, question: CutQuestion, progress: Progress): Promise<CutProposals>;
  /** What a list of cuts leaves of the events and of samples, on the rows that none of them was tuned on. */
  cutFlow(
    call: JobCall,
    table: Table,
    cuts: Cut[],
    samples: FlowSample[],
    tuned: TunedOn[],
  ): Promise<CutFlow>;
}

/** Answers about selections of one table, from the worker that keeps it. */
export interface Inspection {
  /** @param columns quantities to compare, of the data or derived */
  effects(of: SelectionStep[], against: SelectionStep[] | null, columns: string[]): Promise<EffectList>;
  /** The rows of a selection, and what of it could not be applied. */
  rows(of: SelectionStep[]): Promise<Resolved>;
}

/** Where a data cell finds the bytes behind its source. */
export interface Files {
  /** A file that came with the app, such as `lz-sr1-commissioning.parquet`. */
  bundled(name: string): Promise<Blob>;
  /** A file the user opened, by the key it was given then; undefined where it is not at hand any more. */
  opened(key: string): Promise<Blob | undefined>;
}

/** What a computation may use; it has no other way to the world. */
export interface ComputeContext {
  cell: string;
  signal: AbortSignal;
  progress: Progress;
  /** Shows an unfinished result while the run goes on; dropped when it ends. */
  partial(value: unknown): void;
  jobs: CellJobs;
  files: Files;
  inspection(dataCell: string): Promise<Inspection>;
  /** Keeps a dear intermediate (the table as read) under a key while it is in use. */
  memo<T>(key: string, make: () => Promise<T>): Promise<T>;
}

/** An upstream cell with its finished result, and those of the cells that fed it. */
export interface CellInput {
  cell: string;
  result: unknown;
  inputs?: Record<string, CellInput>;
}

/** One kind of cell without its view: all that the scheduler, the document and the CLI need. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds kinds of any parameters; each kind is typed in its own folder
export interface CellKind<P = any, R = any> extends CellKindSchema<P> {
  /** What it is for, in a line for the menu that adds cells. */
  about: string;
  /** False for a kind that the app alone makes: no menu offers it. */
  offered?: false;
  /** What it still needs from the user before it can run, such as a file; null where it can. */
  needs?(params: P): string | null;
  /** cheap ones rerun by themselves when something upstream changes; dear ones wait for the user. */
  cost: 'cheap' | 'dear';
  /** null for kinds that have nothing to compute (note, plot). */
  compute: ((context: ComputeContext, params: P, inputs: Record<string, CellInput>) => Promise<R>) | null;
  /** The columns a result adds to the rows of its data cell, so that plots and selections can use them. */
  columns: ((result: R) => Column[]) | null;
  /** Numbers that sum a result up, kept with a saved notebook to tell later whether another run gives the same. */
  figures?: (result: R) => Record<string, number>;
  /** Relative difference of figures that are no whole numbers, up to which they are the same; 1e-6 unless told. */
  tolerance?: number;
  /** A few words for the cell's header, such as `20,000 x 31`. */
  summary: (result: R, params: P) => string;
}

export type CellStatus = 'blocked' | 'stale' | 'queued' | 'running' | 'fresh' | 'failed';

/** What happens in a cell now; never saved. */
export interface CellState {
  status: CellStatus;
  /** The last finished result, kept while stale. */
  result: unknown;
  partial: unknown;
  progress: ProgressReport | null;
  /** When the run and its present stage began, ms since the epoch. */
  startedAt: number;
  stageStartedAt: number;
  elapsed: number | null;
  error: ProblemData | null;
  /** Why it is blocked. */
  reason: string | null;
}

export interface FrameColumn {
  ref: ColumnRef;
  cell: string;
  /** Title of the cell that the column comes from. */
  from: string;
  column: Column;
  /** True for the axes of a UMAP plane, which have no unit and no meaning one by one. */
  isEmbedding: boolean;
  isCluster: boolean;
  /** Made by an expression: a quantity like those of the data, though another cell holds it. */
  isDerived: boolean;
}

/** All columns over the rows of one data cell: its own and those computed from it. */
export interface Frame {
  dataCell: string;
  rows: number;
  columns: FrameColumn[];
  find(ref: ColumnRef): FrameColumn | undefined;
}

/** The row under the pointer in any plot: apart from the rest, since it changes with every move. */
export interface Pointer {
  get(): number | null;
  set(row: number | null): void;
  subscribe(listener: () => void): () => void;
}

/** Events by name, as they were when they were asked about. */
export interface Population {
  name: string;
  steps: SelectionStep[];
}

/** What a cell's view sees of the session. */
export interface CellHost<P = unknown> {
  cell: CellDocument & { params: P };
  state: CellState;
  /** Changes parameters; calls with the same merge key fold to one undo step. */
  setParams(patch: Partial<P>, options?: { merge?: string }): void;
  setView(patch: Record<string, unknown>): void;
  setInput(name: string, cell: string): void;
  run(): void;
  cancel(): void;
  /** Finished result of the cell that feeds this input. */
  input(name: string): CellInput | null;
  /** Finished result of any cell, for views that look further up than their inputs. */
  resultOf(cell: string): unknown;
  /** Cells that could feed this input. */
  choices(name: string): { id: string; title: string }[];
  frame: Frame | null;
  summaries: ColumnSummary[] | null;
  selected: Bits | null;
  selectedCount: number;
  /** The cells of cuts over the same events, for plots that show them; none elsewhere. */
  cutCells: CellDocument[];
  /** Changes the parameters of another cell, as an undo step of its own. */
  changeCell(id: string, patch: Record<string, unknown>, options?: { merge?: string; label?: string }): void;
  /** The steps of the current selection. */
  selection: SelectionStep[];
  selections: NamedSelection[];
  select(step: SelectionStep, what: string): void;
  /** Puts a whole selection in the place of the current one. */
  selectSteps(steps: SelectionStep[], what: string): void;
  pointer: Pointer;
  /** What a view may ask of the workers by itself, when the user wants it. */
  jobs: Pick<CellJobs, 'estimate' | 'proposeCuts'>;
  /** The rows of any selection of this cell's events. */
  rowsOf(steps: SelectionStep[]): Promise<Bits>;
  theme: Theme;
  tool: Tool;
  pinned: string[];
  pin(plot: string): void;
  unpin(plot: string): void;
  setTool(tool: Tool): void;
  /** Adds a cell that trains a classifier on two populations, and runs it; null is all other events. */
  classify(of: Population, against: Population | null): void;
  /** Adds a cell that holds a trained classifier and applies it to any events, and runs it. */
  keepModel(model: ClassifierModel, name: string): void;
  openFile(): void;
  /** Does a command of the app on this cell, by its id; `about` names a part of it, such as a record of a ledger. */
  command(id: string, about?: string): void;
  /** Takes the file behind a data cell as it is now, though the notebook was made on another. */
  acceptFile(): void;
  /** Says something to the user that belongs to no place in the cell. */
  tell(level: 'info' | 'bad', text: string): void;
}
