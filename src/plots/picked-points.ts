import type { PointsLayer } from './plot.ts';

/** Some rows of a cloud, one value each in the order in which they were asked for; NaN or -Infinity: not drawn. */
export interface PickedPoints {
  x: Float64Array<ArrayBuffer>;
  y: Float64Array<ArrayBuffer>;
  /** Their shades in 0..1; null where the cloud is not coloured by a value. */
  values: Float64Array<ArrayBuffer> | null;
}

export function pickPoints({ x, y, values }: PointsLayer, rows: Int32Array): PickedPoints {
  return { x: take(x, rows), y: take(y, rows), values: values && take(values, rows) };
}

function take(values: Float64Array | Float32Array, rows: Int32Array): Float64Array<ArrayBuffer> {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
  return taken;
}
