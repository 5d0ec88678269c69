/** The pixels that a cloud is drawn on: device pixels of the plot area and a margin that takes half-hidden points. */
export interface Sheet {
  width: number;
  height: number;
  margin: number;
  /** Row length of its buffers: width + 2 margin. */
  stride: number;
  /** Pixels of its buffers, margins and all. */
  size: number;
}

const MARGIN = 8;

export function makeSheet(width: number, height: number): Sheet {
  const stride = width + 2 * MARGIN;
  return { width, height, margin: MARGIN, stride, size: stride * (height + 2 * MARGIN) };
}

/** Width of a point in device pixels: the fewer the larger, 1 to 3 px of the page. */
export function pointSize(count: number, ratio: number): number {
  const size = count <= 3000 ? 3 : count <= 60_000 ? 2 : 1;
  return Math.min(Math.max(1, Math.round(size * ratio)), 2 * MARGIN - 2);
}

/** Pixels of a disc as offsets into a buffer. A larger disc of the same parity holds every smaller one. */
export function stamp(size: number, stride: number): Int32Array {
  const first = -Math.floor(size / 2);
  const offsets: number[] = [];
  const middle = (size - 1) / 2;
  const reach = size <= 2 ? Infinity : (size / 2 - 0.15) ** 2;
  for (let dy = 0; dy < size; dy++) {
    for (let dx = 0; dx < size; dx++) {
      const distance = (dx - middle) ** 2 + (dy - middle) ** 2;
      if (distance <= reach) offsets.push((first + dy) * stride + first + dx);
    }
  }
  return Int32Array.from(offsets);
}
