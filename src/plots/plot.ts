/**
 * The contract of plots. A plot is a pure function from a saved spec and the present data to a FigureModel;
 * `<Figure>` alone turns a model into pictures, and alone knows the plotting library.
 */
import type { Bits } from '../core/table/bits.ts';
import type { ColumnRef, Scale } from '../core/table/clause.ts';
import type { Column } from '../core/table/column.ts';

export const PLOT_TYPES = ['scatter', 'histogram', 'rate'] as const;
export type PlotType = (typeof PLOT_TYPES)[number];

export const COLOR_CHOICES = ['plain', 'cluster', 'density', 'column', 'selection'] as const;
export type ColorChoice = (typeof COLOR_CHOICES)[number];

export type Theme = 'light' | 'dark';
export type Tool = 'pan' | 'lasso' | 'box';

/** What is on one axis. On a histogram or a rate, the y axis has no column: it counts events. */
export interface AxisSpec {
  column: ColumnRef | null;
  scale: Scale;
  /** Ascending, in the unit of the column; null takes a robust range of the values. */
  range: [number, number] | null;
  /** Larger values to the left, or downwards, as for drift time. */
  reversed?: boolean;
  /** Draws the square of the value: r on a plane of equal area. */
  square?: boolean;
}

/** One plot as saved in a notebook. Plain JSON. */
export interface PlotSpec {
  id: string;
  type: PlotType;
  x: AxisSpec;
  y: AxisSpec;
  color: { by: ColorChoice; column: ColumnRef | null };
  /** Columns of the grid that it takes, 1 to 3. */
  span: number;
  /** In px. */
  height: number;
  title: string | null;
  /** One unit of x as long as one of y, as a map of the detector needs it. */
  equalAspect?: boolean;
  /** Number of bins of a histogram, or seconds a bin of a rate; null goes by the data. */
  bins?: number | null;
}

export interface ColumnLabel {
  name: string;
  /** '' where dimensionless, null where unknown. */
  unit: string | null;
  isEmbedding: boolean;
  /** Labels of clusters: a colour each, whatever they count. */
  isCluster?: boolean;
  /** Made by a cell that computes, not read with the data: not there until that cell has run. */
  isComputed?: boolean;
}

/** The data of one drawing. Arrays and columns are read, never written or copied. */
export interface PlotInput {
  column(ref: ColumnRef): Column | undefined;
  label(ref: ColumnRef): ColumnLabel;
  rows: number;
  /** null: no selection. */
  selected: Bits | null;
  /** The rows that are drawn, where cuts remove the others; null or absent: all. */
  within?: Bits | null;
  /** One a row: 0.. clusters, -1 noise, -2 not embedded; null where nothing was clustered. */
  clusterLabels: Int32Array | null;
  theme: Theme;
}

/**
 * How values become places on an axis: place = (value - offset) / factor, then squared (sign kept) or log10.
 * Every length on an axis is linear in the place.
 */
export interface AxisMap {
  scale: Scale;
  square: boolean;
  offset: number;
  factor: number;
}

export interface AxisModel extends AxisMap {
  ref: ColumnRef | null;
  /** As written on the axis, `S1c [phd]`. */
  label: string;
  /** Bare name and unit, for tooltips. */
  name: string;
  unit: string | null;
  /** Whole numbers of events are counted on it. */
  counting: boolean;
  /** Places at its ends, low < high, whichever way it runs. */
  low: number;
  high: number;
  /** The robust ends that a reset goes back to, where low and high are the user's. */
  robust?: { low: number; high: number };
  reversed: boolean;
  /** false draws neither ticks nor numbers nor grid, as on a UMAP plane. */
  ticks: boolean;
}

/** The cloud of a scatter, drawn by us into pixels. One value a row everywhere. Null in a model that came from a worker. */
export interface PointsLayer {
  /** Places on the axes; NaN where the row cannot be drawn. */
  x: Float64Array | Float32Array;
  y: Float64Array | Float32Array;
  /** Which row of `tones` colours a row; null where `density` or `values` do. */
  tone: Uint8Array | null;
  tones: Tone[];
  /** Shades in 0..1 of `ramp`, NaN where there is none. */
  values: Float32Array | null;
  /** Colours cells of the plane by log10 of their number of events. */
  density: boolean;
  /** 256 colours from low to high. */
  ramp: Rgb[] | null;
  /** Rows on top in the colour of selections or of their value, all others grey; null: no selection. */
  selected: Bits | null;
  selectedCount: number;
}

export type Rgb = readonly [number, number, number];

export interface Tone {
  color: Rgb;
  /** Higher ranks are drawn over lower ones; equal ranks mix in row order. */
  rank: number;
}

/** A curve or a histogram, in places on the axes. */
export interface SeriesModel {
  name: string;
  mark: 'area-steps' | 'steps' | 'line' | 'error-bars';
  /** For steps one longer than y: the edges of its bins. */
  x: number[];
  y: number[];
  /** Ends of the error bars. */
  low?: number[];
  high?: number[];
  color: string;
  /** Events behind each y. */
  counts?: number[];
}

/** A bar that explains the colours of `values` or `density`. */
export interface ColorBarModel {
  kind: 'values' | 'density';
  title: string;
  ramp: Rgb[];
  /** Ends in the unit of the column, or log10 of it where `log`; of a density they follow from the drawing. */
  low: number;
  high: number;
  log: boolean;
}

export interface LegendEntry {
  name: string;
  color: string;
  /** The label that a click selects; null where it stands for no single one. */
  label: number | null;
  count: number;
}

/** Where every row of the table went. */
export interface PlotCounts {
  rows: number;
  drawable: number;
  selected: number | null;
  left: LeftRows[];
}

/** Rows that cannot be drawn on these axes or have no colour, in words: `without s1_tba: not drawn`. */
export interface LeftRows {
  count: number;
  reason: string;
  /** They have no place on the axes. */
  undrawn?: boolean;
}

/** All that changes only when the plot itself does, never with a selection. Small: it is compared as JSON. */
export interface FrameModel {
  x: AxisModel;
  y: AxisModel;
  equalAspect: boolean;
  series: SeriesModel[];
  colorBar: ColorBarModel | null;
  legend: LegendEntry[];
  /** Column whose labels a click on the legend selects. */
  legendRef: ColumnRef | null;
  title: string | null;
  theme: Theme;
  /** Said on hover and in the description, such as that a UMAP plane has no scale. */
  help: string | null;
}

export interface FigureModel {
  type: PlotType | 'k-distance' | 'roc' | 'reliability';
  /** Why nothing can be drawn; null where something can. */
  message: string | null;
  frame: FrameModel;
  points: PointsLayer | null;
  /** Series of the selection, redrawn with it. */
  overlay: SeriesModel[];
  /** Which axes a gesture selects on. */
  selects: 'xy' | 'x' | 'none';
  clusterLabels: Int32Array | null;
  counts: PlotCounts;
  /** What the picture shows, in a sentence. */
  summary: string;
}

/** One kind of plot; one line each in registry.ts. */
export interface PlotKind {
  type: PlotType;
  name: string;
  /** One sentence for the menu that adds it. */
  about: string;
  encode(spec: PlotSpec, input: PlotInput): FigureModel;
  /** A small real drawing: test, and what a newcomer copies. */
  example(theme: Theme): { spec: PlotSpec; input: PlotInput };
}

/** What a figure calls for an axis range; null goes back to the robust one. In units of the columns. */
export type OnRanges = (x: [number, number] | null, y: [number, number] | null) => void;
