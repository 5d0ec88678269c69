/** How one quantity tells a selection from the others. Rank-based, so no unit, no outlier and no transform matters. */
export interface Effect {
  column: string;
  unit: string | null;
  /** 2 AUC - 1, signed: +1 all of the selection above all others, 0 no difference, -1 below. */
  score: number;
  /** 95 % interval of the score. */
  low: number;
  high: number;
  /** Medians in the unit of the column, and their difference. */
  medianIn: number;
  medianOut: number;
  /** Rows with a value on either side, and rows without. */
  countIn: number;
  countOut: number;
  missingIn: number;
  missingOut: number;
  /** Columns that move together (|Spearman| >= 0.9) share a group; the strongest of it leads. */
  group: number;
  leader: boolean;
  /** The two distributions on common bins, as shares of each side: for drawing over each other. */
  edges: Float32Array;
  sharesIn: Float32Array;
  sharesOut: Float32Array;
  /** True where the edges are spaced in log10. */
  log: boolean;
  /**
   * Set where the effect is not of the values but of their absence: the columns that are missing in just the
   * same rows. `column` then reads `s1_tba missing`, and the medians are the shares of missing rows.
   */
  missingOf?: string[];
}

export interface EffectList {
  selected: number;
  against: number;
  total: number;
  /** Best first by |score|. */
  effects: Effect[];
  /** Columns that say nothing here, and why. */
  left: { column: string; reason: string }[];
}

/** What the column panel shows of a column. */
export interface ColumnSummary {
  column: string;
  rows: number;
  missing: number;
  infinite: number;
  distinct: number | null;
  min: number;
  max: number;
  median: number;
  q05: number;
  q95: number;
  /** Histogram over [q001, q999] or so, its outer bins holding the rest; log-spaced where `log`. */
  edges: Float32Array;
  counts: Float32Array;
  log: boolean;
  /** The most extreme values (up to 3 each end), with their rows. */
  extremes: { row: number; value: number }[];
  /** For text: its most frequent values. */
  levels: { value: string; count: number }[] | null;
}
