import type { EmbedMethod, EmbedParams } from './embedding.ts';

/** How large a run is. */
export interface RunSize {
  /** Rows of the table, and those of them that are fitted. */
  tableRows: number;
  rows: number;
  dims: number;
  k: number;
  epochs: number;
  method: EmbedMethod;
  init: EmbedParams['init'];
}

/** What there is to be had, in bytes. */
export interface MemoryLimits {
  /** For all that a run allocates. */
  total: number;
  /** Where `total` comes from, in words that follow a number of bytes. */
  totalFrom: string;
  /** For JavaScript's own objects; null where it is not known. */
  heap: number | null;
}

/** Most bytes that a run holds at once, in the stage that holds them; beside what was held before it. */
export interface MemoryForecast {
  bytes: number;
  stage: string;
  /** Of them the largest memory of one WebAssembly kernel. */
  kernel: number;
  /** Of them JavaScript's own objects. */
  heap: number;
}

/** What 32-bit addresses reach. */
export const KERNEL_LIMIT = 4 * 1024 ** 3;

/** Edges of the union of all bonds, a bond: 1.5 to 1.65 on simulated runs, 2 where no bond is mutual. */
const UNION = 1.65;
/** Rows a node of the tree, whose leaves hold 40. */
const ROWS_A_NODE = 20;
/** Bytes a row and neighbour of umap-js: sparse matrices in maps with keys of text, arrays of arrays. */
const UMAP_JS_BOND = 3200;
/** Code, stacks and garbage not yet collected, in bytes; and of all the rest the share that garbage adds. */
const BASE = 40e6;
const GARBAGE = 0.2;

/**
 * Peak memory of a run, by adding up the arrays that each stage holds at once: matrix, tree, kernels' memory,
 * neighbours, graph, edges of the layout. O(1).
 */
export function forecastMemory(size: RunSize): MemoryForecast {
  const { tableRows, rows, dims, k, method, init } = size;
  const matrix = 4 * tableRows * dims;
  const width = (dims + 3) & ~3;
  const boxes = (8 * width + 24) * (rows / ROWS_A_NODE);
  const bonds = rows * (k - 1);
  const edges = UNION * bonds;
  const neighbors = 8 * rows * k;
  const kernels: Record<string, number> = {
    // The points twice and lists of neighbours, where a search that skips is refined.
    knn: 8 * rows * dims + 4 * rows * k + 8 * rows + boxes,
    layout: 6 * edges + 16 * rows,
  };
  const stages: Record<string, number> = {
    prepare: tableRows * (9 * dims + 28),
    knn: matrix + 8 * rows * dims + 2 * boxes + kernels.knn + neighbors + 16 * rows,
    graph: matrix + neighbors + 28 * bonds + 8 * edges,
    start: 2 * matrix + neighbors + (init === 'spectral' ? 20 * edges + 72 * rows : 24 * rows),
    layout: matrix + neighbors + 8 * edges + 40 * rows + kernels.layout,
    quality: 2 * matrix + neighbors + 100 * rows + kernels.layout,
  };
  const heap = method === 'umap-js' ? UMAP_JS_BOND * rows * k + 16 * rows * dims : 0;
  if (heap > 0) {
    kernels.layout = 0;
    stages.layout = matrix + 2 * neighbors + heap;
  }
  const [stage, most] = Object.entries(stages).reduce((a, b) => (b[1] > a[1] ? b : a));
  return {
    bytes: BASE + (1 + GARBAGE) * most,
    stage,
    kernel: Math.max(...Object.values(kernels)),
    heap,
  };
}

/** A sample goes in these steps. */
const STEPS = [5, 2, 1];
const SMALLEST_SAMPLE = 1000;

/** Why a run would not fit, and a number of rows to fit that would; null where it fits. */
export interface Refusal {
  reason: string;
  /** null where no sample would do. */
  sample: number | null;
}

/** Whether a run fits into memory. */
export function refuseBeyond(size: RunSize, limits: MemoryLimits): Refusal | null {
  const reason = reasonAgainst(size, limits);
  return reason === null ? null : { reason, sample: sampleThatFits(size, limits) };
}

function reasonAgainst(size: RunSize, { total, totalFrom, heap }: MemoryLimits): string | null {
  const forecast = forecastMemory(size);
  const run = `fitting ${count(size.rows)} events in ${size.dims} features with n_neighbors ${size.k} by ${size.method}`;
  if (heap !== null && forecast.heap > heap) {
    return `${run} needs about ${gigabytes(forecast.heap)} of JavaScript's own memory; expected at most ${gigabytes(heap)}, all that one worker may have here`;
  }
  if (forecast.bytes > total) {
    return `${run} needs about ${gigabytes(forecast.bytes)} of memory; expected at most ${gigabytes(total)}, ${totalFrom}`;
  }
  if (forecast.kernel > KERNEL_LIMIT) {
    return `${run} needs about ${gigabytes(forecast.kernel)} in one WebAssembly memory; expected at most ${gigabytes(KERNEL_LIMIT)}, all that it can address`;
  }
  return null;
}

function sampleThatFits(size: RunSize, limits: MemoryLimits): number | null {
  for (let unit = 10 ** Math.floor(Math.log10(size.rows)); unit >= SMALLEST_SAMPLE; unit /= 10) {
    for (const step of STEPS) {
      const rows = step * unit;
      if (rows <= 4 * size.k || rows >= size.rows) continue;
      if (reasonAgainst({ ...size, rows }, limits) === null) return rows;
    }
  }
  return null;
}

/** 12,345 */
function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 1.2 GB, 310 GB */
function gigabytes(bytes: number): string {
  const size = bytes / 1e9;
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} GB`;
}
