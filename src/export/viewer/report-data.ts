/** What a report carries for its figures, as JSON. Shared by those who write it and the script that draws it. */

/** Values of the drawn events: 16 bits from low to high (65535 none), or 32-bit floats (NaN none), little-endian. */
export interface PackedColumn {
  type: 'u16' | 'f32';
  low: number;
  high: number;
  base64: string;
}

export interface ReportAxis {
  label: string;
  name: string;
  unit: string | null;
  log: boolean;
  square: boolean;
  /** Value = place as said by log and square, times factor, plus offset. */
  offset: number;
  factor: number;
  low: number;
  high: number;
  reversed: boolean;
  ticks: boolean;
}

/** A colour in the light theme and in the dark one. */
export type TwoColors = [light: string, dark: string];

export interface ReportSeries {
  name: string;
  mark: 'area-steps' | 'steps' | 'line' | 'error-bars';
  x: number[];
  y: number[];
  low?: number[];
  high?: number[];
  counts?: number[];
  color: TwoColors;
  /** The cluster that it counts; null for others. */
  cluster: number | null;
}

export interface ReportFigure {
  title: string;
  x: ReportAxis;
  y: ReportAxis;
  equalAspect: boolean;
  /** Columns of the report that hold the places of the events; null in figures of counts. */
  points: {
    x: number;
    y: number;
    color: 'plain' | 'cluster' | 'density' | 'values';
    values: number | null;
  } | null;
  /** For density and values: colours from low to high. */
  ramp: [light: string[], dark: string[]] | null;
  series: ReportSeries[];
}

export interface ReportData {
  /** Rows of the table, and which of them are drawn. */
  rows: number;
  drawn: number;
  /** Row numbers of the drawn events, where not all are. */
  rowNumbers: PackedColumn | null;
  columns: PackedColumn[];
  /** One a drawn event: its label plus 2, at most 65535. */
  labels: string | null;
  clusters: { label: number; name: string; count: number; color: TwoColors }[];
  /** One byte a drawn event: 1 where it is selected. */
  selected: string | null;
  plain: TwoColors;
  accent: TwoColors;
  context: TwoColors;
  figures: ReportFigure[];
}

export interface ReportContent {
  /** One set of events a data cell; a figure on the page names its set and its place in it. */
  sets: ReportData[];
}
