import { hasKernels, kernelMemory, MemoryPlan, startKernel } from '../kernels/kernel.ts';
import { polygonModule } from '../kernels/polygon.generated.ts';
import type { PolygonAxis } from './polygon-axis.ts';
import { OUTSIDE, type PolygonGrid } from './polygon-grid.ts';

/** Rows at a time: their places stay in the nearest cache. A multiple of 32. */
export const BLOCK = 4096;

/** Cells across; with the frame they are numbered 0 to 255, so that a number fits a byte. */
export const MOST_CELLS = 254;
const STRIDE = 256;

/** Finds the cells of a block of rows: fill `xs` and `ys`, call `find`, read the words. */
export interface Sides {
  /** Values as the axis places them but for float32: log10 where that is its place. NaN lies outside. */
  xs: Float64Array;
  ys: Float64Array;
  /** Of the first so many words of 32 rows. */
  find(words: number): void;
  /** One bit a row in a cell that lies inside. */
  inside: Uint32Array;
  /** One bit a row in a cell where an edge passes. */
  crossed: Uint32Array;
}

/** The kernel where there is one. What a call gives is valid until the next. */
export function polygonSides(grid: PolygonGrid, xAxis: PolygonAxis, yAxis: PolygonAxis): Sides {
  return hasKernels ? kernelSides(grid, xAxis, yAxis) : plainSides(grid, xAxis, yAxis);
}

/**
 * 1 + the cell of a value, at most MOST_CELLS + 1; 0 where it lies below the cells or is no number. The clamped array
 * rounds and clamps without a branch: rows come in any order, and each second guess would be wrong.
 */
export function placeOf({ place, origin, perUnit }: PolygonAxis, value: number): number {
  let placed = value;
  if (place === 'bits') {
    single[0] = value;
    placed = singleBits[0];
  }
  clamped[0] = (placed - origin) * perUnit + 0.5;
  return clamped[0];
}

const single = new Float32Array(1);
const singleBits = new Int32Array(single.buffer);
const clamped = new Uint8ClampedArray(1);

/** In TypeScript: the oracle of the kernel, and what runs where WebAssembly has no SIMD. */
export function plainSides(grid: PolygonGrid, xAxis: PolygonAxis, yAxis: PolygonAxis): Sides {
  const framed = new Uint8Array(STRIDE * STRIDE);
  frame(grid, framed);
  const xs = new Float64Array(BLOCK);
  const ys = new Float64Array(BLOCK);
  const inside = new Uint32Array(BLOCK / 32);
  const crossed = new Uint32Array(BLOCK / 32);
  const find = (words: number): void => {
    for (let w = 0; w < words; w++) {
      let word = 0;
      let edge = 0;
      for (let i = 0; i < 32; i++) {
        const row = 32 * w + i;
        const side = framed[STRIDE * placeOf(yAxis, ys[row]) + placeOf(xAxis, xs[row])];
        word |= (side & 1) << i;
        edge |= (side >>> 1) << i;
      }
      inside[w] = word;
      crossed[w] = edge;
    }
  };
  return { xs, ys, find, inside, crossed };
}

interface PolygonExports {
  sides(
    ...args: [
      ...[xs: number, ys: number, words: number],
      ...[xByBits: number, xOrigin: number, xPerUnit: number],
      ...[yByBits: number, yOrigin: number, yPerUnit: number],
      ...[framed: number, inside: number, crossed: number],
    ]
  ): void;
}

interface Room extends Omit<Sides, 'find'> {
  kernel: PolygonExports;
  framed: Uint8Array;
}

/** The memory of a kernel takes gigabytes of addresses, so it is kept. */
let kept: Room | null = null;

function room(): Room {
  if (kept) return kept;
  const plan = new MemoryPlan();
  const [xs, ys] = [plan.room(8 * BLOCK), plan.room(8 * BLOCK)];
  const framed = plan.room(STRIDE * STRIDE);
  const [inside, crossed] = [plan.room(BLOCK / 8), plan.room(BLOCK / 8)];
  const memory = kernelMemory(plan, false);
  const { buffer } = memory;
  kept = {
    kernel: startKernel<PolygonExports>(polygonModule, memory),
    xs: new Float64Array(buffer, xs, BLOCK),
    ys: new Float64Array(buffer, ys, BLOCK),
    framed: new Uint8Array(buffer, framed, STRIDE * STRIDE),
    inside: new Uint32Array(buffer, inside, BLOCK / 32),
    crossed: new Uint32Array(buffer, crossed, BLOCK / 32),
  };
  return kept;
}

export function kernelSides(grid: PolygonGrid, xAxis: PolygonAxis, yAxis: PolygonAxis): Sides {
  const { kernel, framed, ...sides } = room();
  frame(grid, framed);
  const of = (axis: PolygonAxis): [number, number, number] => [
    axis.place === 'bits' ? 1 : 0,
    axis.origin,
    axis.perUnit,
  ];
  const { xs, ys, inside, crossed } = sides;
  return {
    ...sides,
    find: (words) =>
      kernel.sides(
        ...([xs.byteOffset, ys.byteOffset, words] as const),
        ...of(xAxis),
        ...of(yAxis),
        ...([framed.byteOffset, inside.byteOffset, crossed.byteOffset] as const),
      ),
  };
}

/** The cells among cells that are outside, so that what lies beyond needs no question. */
function frame({ cells, columns, bands }: PolygonGrid, framed: Uint8Array): void {
  framed.fill(OUTSIDE);
  for (let band = 0; band < bands; band++) {
    framed.set(cells.subarray(band * columns, (band + 1) * columns), (band + 1) * STRIDE + 1);
  }
}
