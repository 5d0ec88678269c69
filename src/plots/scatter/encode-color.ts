import { type Column, isNumeric } from '../../core/table/column.ts';
import { axisLabel } from '../axis-label.ts';
import { IDENTITY } from '../axis-model.ts';
import { placesOf } from '../axis-places.ts';
import { rampOf } from '../color-map.ts';
import { makeKeep } from '../keep.ts';
import { clusterColor, clusterTone, NOISE_TONE, paletteOf } from '../palette.ts';
import type {
  ColorBarModel,
  LeftRows,
  LegendEntry,
  PlotInput,
  PlotSpec,
  PointsLayer,
  Theme,
} from '../plot.ts';
import { extentOf } from '../robust-range.ts';

/** What colours the points of a scatter, and what explains it. */
export interface Coloring {
  layer: Pick<PointsLayer, 'tone' | 'values' | 'density' | 'ramp'>;
  bar: ColorBarModel | null;
  legend: LegendEntry[];
  left: LeftRows[];
}

const PLAIN: Coloring = {
  layer: { tone: null, values: null, density: false, ramp: null },
  bar: null,
  legend: [],
  left: [],
};

const keepColoring = makeKeep<Coloring>();

/** Also where the column that was chosen to colour by holds clusters: they are names, not a measure. */
export function colorsByCluster({ color }: PlotSpec, input: PlotInput): boolean {
  if (color.by === 'column' && color.column !== null) return input.label(color.column).isCluster === true;
  return color.by === 'cluster';
}

export function encodeColor(spec: PlotSpec, input: PlotInput): Coloring {
  const { by, column: ref } = spec.color;
  if (by === 'density') return colorByDensity(input.theme);
  const { clusterLabels: labels, theme } = input;
  if (colorsByCluster(spec, input) && labels)
    return keepColoring(labels, theme, () => colorByLabel(labels, null, theme));
  if (by !== 'column' || ref === null) return PLAIN;
  const column = input.column(ref);
  if (!column) return PLAIN;
  if (column.type === 'text') {
    return keepColoring(column.codes, theme, () => colorByLabel(codesOf(column), column.levels, theme));
  }
  const label = input.label(ref);
  const key = JSON.stringify([theme, label.name, label.unit]);
  return keepColoring(column.values, key, () => colorByValue(column, label.name, label.unit, theme));
}

function colorByDensity(theme: Theme): Coloring {
  const ramp = rampOf('viridis', theme);
  return {
    ...PLAIN,
    layer: { ...PLAIN.layer, density: true, ramp },
    bar: { kind: 'density', title: 'Events per cell', ramp, low: 0, high: 1, log: true },
  };
}

function codesOf(column: Column & { type: 'text' }): Int32Array {
  const codes = column.codes.slice();
  if (column.missing) {
    for (let row = 0; row < codes.length; row++) {
      if (column.missing.words[row >>> 5] & (1 << (row & 31))) codes[row] = -1;
    }
  }
  return codes;
}

/** Entries of a legend that are named one by one. */
const LEGEND = 24;

export function colorByLabel(labels: Int32Array, names: string[] | null, theme: Theme): Coloring {
  const tone = new Uint8Array(labels.length);
  const sizes: number[] = [];
  let none = 0;
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    tone[row] = label < 0 ? NOISE_TONE : clusterTone(label);
    if (label >= 0) sizes[label] = (sizes[label] ?? 0) + 1;
    else if (label === -1) none++;
  }
  const legend: LegendEntry[] = [];
  for (let label = 0; label < sizes.length; label++) {
    if (!sizes[label]) continue;
    legend.push({
      name: names?.[label] ?? String(label),
      color: clusterColor(theme, label),
      label,
      count: sizes[label],
    });
  }
  if (legend.length > LEGEND) {
    const rest = legend.splice(LEGEND);
    const count = rest.reduce((sum, entry) => sum + entry.count, 0);
    legend.push({ name: `and ${rest.length} more`, color: paletteOf(theme).softText, label: null, count });
  }
  if (none > 0) {
    const name = names ? 'none' : 'noise';
    legend.push({ name, color: paletteOf(theme).noise, label: names ? null : -1, count: none });
  }
  return { ...PLAIN, layer: { ...PLAIN.layer, tone }, legend };
}

/** Viridis between the outer hundredths; about 0 in two hues where a dimensionless quantity has both signs. */
function colorByValue(column: Column, name: string, unit: string | null, theme: Theme): Coloring {
  if (!isNumeric(column)) return PLAIN;
  const linear = placesOf(column, IDENTITY);
  const raw = extentOf(linear);
  if (Number.isNaN(raw.min)) {
    return { ...PLAIN, left: [] };
  }
  const diverging = unit === '' && raw.low < 0 && raw.high > 0;
  const log = !diverging && raw.low > 0 && raw.high / raw.low > 300;
  const places = log ? placesOf(column, { ...IDENTITY, scale: 'log' }) : linear;
  const tails = extentOf(places);
  const most = Math.max(-tails.low, tails.high);
  const low = diverging ? -most : tails.low;
  const high = diverging ? most : tails.high > tails.low ? tails.high : tails.low + 1;
  const values = new Float32Array(places.length);
  let without = 0;
  for (let row = 0; row < values.length; row++) {
    const share = (places[row] - low) / (high - low);
    values[row] = Math.max(0, Math.min(share, 1));
    if (Number.isNaN(share)) without++;
  }
  const ramp = rampOf(diverging ? 'diverging' : 'viridis', theme);
  return {
    layer: { tone: null, values, density: false, ramp },
    bar: { kind: 'values', title: axisLabel(name, unit), ramp, low, high, log },
    legend: [],
    left: without > 0 ? [{ count: without, reason: `without ${name}, in grey` }] : [],
  };
}
