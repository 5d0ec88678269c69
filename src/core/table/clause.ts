/**
 * Selections as serialisable clauses. A selection is a list of steps; its rows are always recomputed from
 * them, so it survives a reload, an undo and another run of the same cells.
 */

/** A column of a cell's result, written `cell:column`, such as `data:s1_tba` or `embed:UMAP 1`. */
export type ColumnRef = string;

export type Scale = 'linear' | 'log';

/** A closed polygon drawn on two axes. Edges are straight on the axes as drawn, so on a log axis in log10. */
export interface PolygonClause {
  type: 'polygon';
  x: ColumnRef;
  y: ColumnRef;
  xScale: Scale;
  yScale: Scale;
  /** Vertices in data units, [x, y]; the last joins the first. */
  points: [number, number][];
}

/** low <= value <= high; null leaves that side open. */
export interface RangeClause {
  type: 'range';
  column: ColumnRef;
  low: number | null;
  high: number | null;
}

/** Both ranges at once: a box in a plot. */
export interface BoxClause {
  type: 'box';
  x: RangeClause;
  y: RangeClause;
}

/** Rows whose integer label (a cluster, a code of a text column) is one of the list. */
export interface LabelsClause {
  type: 'labels';
  column: ColumnRef;
  labels: number[];
}

/** Rows picked one by one. */
export interface RowsClause {
  type: 'rows';
  rows: number[];
}

/** The events that a selection once held, whatever it was made of: a plane and clusters are others after the next run. */
export interface EventsClause {
  type: 'events';
  /** Rows as `packRows` writes them. */
  events: string;
  count: number;
  /** Of the table that they are rows of. */
  rows: number;
  /** What they were called, as `cluster 2, as it was`; empty where they had no name. */
  from: string;
}

/** Rows where an expression of core/expression holds, such as a cut: where it is missing they are not selected. */
export interface ExpressionClause {
  type: 'expression';
  expression: string;
  /** The cells that its columns are of, by name; of two columns of one name that of the first cell counts. */
  cells: string[];
}

export type Clause =
  | PolygonClause
  | RangeClause
  | BoxClause
  | LabelsClause
  | RowsClause
  | EventsClause
  | ExpressionClause;

export type SelectionMode = 'replace' | 'add' | 'subtract' | 'intersect';

export type SelectionStep =
  | {
      mode: SelectionMode;
      clause: Clause;
      /** Of the rows of the clause those only that have these labels too: where a plot shows what passes cuts. */
      among?: LabelsClause;
    }
  | { mode: 'invert' };
