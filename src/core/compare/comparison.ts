import type { EmbedParams } from '../embed/embedding.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import type { Quantity } from '../rq/quantity.ts';
import type { Interval } from '../stats/normal.ts';
import type { Bits } from '../table/bits.ts';
import type { SomeRows, Table } from '../table/table.ts';
import type { Sample, ShareChange } from './cluster-shares.ts';
import type { ColumnShifts, ComparedColumn } from './column-shifts.ts';
import type { CrowdedPlace } from './crowded-places.ts';
import type { ColumnChange, Transition } from './event-moves.ts';
import type { EventMatch } from './match-events.ts';
import type { FoundPockets } from './pockets.ts';

/** Labels of `population`. */
export const SCATTERED = -1;
export const ALIKE = -2;

/** What is compared with what: see compareEvents. */
export interface CompareRequest {
  reference: SomeRows;
  referenceName: string;
  /** Another table; null where runs of the reference table are compared with each other. */
  other: Table | null;
  otherName: string;
  features: FeatureSpec[];
  params: EmbedParams;
  /** Of the reference table: the plane, the rows that were fitted (null: all with a place), and the clusters. */
  x: Float32Array;
  y: Float32Array;
  fitted: Bits | null;
  labels: Int32Array;
  /** Column whose values are the runs; null: the other table is one run. */
  runColumn: string | null;
  /** Of one table: the runs that are the reference. */
  referenceRuns: string[];
  /** s by name of the run, of the reference under its own name. */
  livetimes: Record<string, number>;
  compared: ComparedColumn[];
  /** Names of columns in which crowded places are sought. */
  places: [x: string, y: string][];
  /** Which column of the reference holds which quantity: what can be derived for pockets. */
  quantities: Partial<Record<Quantity, string>>;
  /** Columns that tell events apart; empty: events are not matched. */
  ids: string[];
  tie: string | null;
  /** Share of ordinary events that is called unlike the reviewed ones by chance. */
  falseShare: number;
}

/** A feature in which a population lies elsewhere than the reviewed events, in its scale units. */
export interface Lead {
  feature: string;
  shift: number;
}

export interface ShareRow extends ShareChange {
  /** Corrected for all places looked at. */
  sigma: number;
}

export interface ClusterRow {
  /** 0.. or NOISE. */
  label: number;
  reference: number;
  referenceShare: number;
  referenceInterval: Interval;
  leads: Lead[];
  /** One a run. */
  runs: ShareRow[];
}

export interface NewPopulation {
  label: number;
  size: number;
  /** One a run. */
  byRun: number[];
  leads: Lead[];
  /** The cluster that most of it lies in on the plane, and the share of it that does. */
  within: { label: number; share: number };
}

export interface NovelEvents {
  /** One a run. */
  runs: ShareRow[];
  /** Of the reviewed events, each by the others. */
  reference: number;
  /** Share of ordinary events expected among them, and the events that makes a run. */
  expectedShare: number;
  expected: number[];
  populations: NewPopulation[];
  scattered: number;
}

export interface Processing {
  match: Omit<EventMatch, 'partner'>;
  /** Median rank correlation of the quantities of matched events. */
  agreement: number;
  changes: ColumnChange[];
  transitions: Transition[];
  /** Matched events with a place in both that lie elsewhere, and those of them in another cluster. */
  moved: number;
  crossed: number;
  /** Rows of the other table that moved most, that first, and how far in scale units. */
  most: { row: number; moved: number; from: number; to: number }[];
}

/** Result of compareEvents. Per-event values stand for the rows of the table whose events are new: the other, or the one there is. */
export interface Comparison {
  /** Runs of one table; two tables of different events; two processings of the same events. */
  mode: 'runs' | 'tables' | 'processings';
  reference: Sample;
  runs: Sample[];
  /** One a row: index of the run, -1 for the reference and for rows of no run. */
  runOf: Int32Array;
  x: Float32Array;
  y: Float32Array;
  /** NOT_EMBEDDED where a row has no place. */
  labels: Int32Array;
  /** To the 5th nearest reviewed event, in scale units; NaN without a place. */
  distance: Float32Array;
  /** 0.. new populations by falling size, SCATTERED, ALIKE. */
  population: Int32Array;
  /** How far an event moved in the features between two processings, NaN without a partner; and its cluster before. */
  moved: Float32Array | null;
  wasIn: Int32Array | null;
  /** Reviewed events, for the plane: at most some thousand. */
  backdrop: { x: Float32Array; y: Float32Array };
  clusters: ClusterRow[];
  novel: NovelEvents;
  /** Clusters times runs, and the new events of each run. */
  looks: number;
  columns: ColumnShifts;
  /** Boxes that hold more events than the reviewed ones let expect, and how many were looked at; none of two processings. */
  crowded: { places: CrowdedPlace[]; looks: number };
  /** Small populations among unusual events; none of two processings. */
  grown: FoundPockets;
  /** null where no ids were asked for, or there is one table. */
  match: { by: Omit<EventMatch, 'partner'>; agreement: number } | null;
  processing: Processing | null;
  /** Share of reviewed events whose carried label is their own cluster; null where labels were not carried. */
  carriedOwn: number | null;
  warnings: string[];
  /** ms a stage. */
  timings: Record<string, number>;
}
