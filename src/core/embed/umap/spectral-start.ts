import { cosine, sine } from '../../math/circle.ts';
import { type Progress, unwatched } from '../../progress.ts';
import type { Rng } from '../../random/rng.ts';
import type { Crew } from '../../threads/crew.ts';
import { principalPlane } from '../principal-axes.ts';
import { type WeightedGraph, withDegrees } from './coarsen.ts';
import { type Components, connectedComponents } from './components.ts';
import type { FuzzyGraph } from './fuzzy-set.ts';
import { laplacianEigenvectors } from './laplacian-eigenvectors.ts';

/** Components up to this size are scattered, not laid out. */
const SMALL = 4;
/** Circles of more components than this are left where they overlap. */
const MANY = 1000;

/**
 * Two coordinates a row from the graph's Laplacian eigenmaps, interleaved. Where the graph falls into
 * components, each is laid out by itself in a circle whose area goes with its rows, the circles lie as the
 * components' centroids do in their principal plane, moved apart until none overlap.
 * @param matrix row-major, in the order of the graph's rows.
 */
export async function spectralCoordinates(
  graph: FuzzyGraph,
  matrix: Float32Array,
  dims: number,
  rng: Rng,
  crew: Crew,
  progress: Progress = unwatched,
): Promise<Float64Array> {
  const { rows } = graph;
  const report = (done: number): void => progress({ stage: 'start', done, total: rows });
  const components = connectedComponents(graph);
  if (components.count === 1) {
    return eigenmap(withDegrees(graph), rng, crew, report);
  }
  const centers = componentCircles(components, matrix, rows, dims);
  const result = new Float64Array(2 * rows);
  let done = 0;
  for (const { members, part } of parts(graph, components)) {
    const before = done;
    const component = components.of[members[0]];
    const radius = radiusOf(components.sizes[component], rows);
    const local =
      members.length <= SMALL ? null : await eigenmap(part, rng, crew, (inside) => report(before + inside));
    const extent =
      local === null ? 1 : local.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
    members.forEach((row, i) => {
      for (let axis = 0; axis < 2; axis++) {
        const inside = local === null ? 2 * rng.uniform() - 1 : local[2 * i + axis] / extent;
        result[2 * row + axis] = centers[2 * component + axis] + 0.7 * radius * inside;
      }
    });
    done += members.length;
    report(done);
  }
  return result;
}

/** Both axes brought to the same spread. */
async function eigenmap(
  graph: WeightedGraph,
  rng: Rng,
  crew: Crew,
  report: (rowsDone: number) => void,
): Promise<Float64Array> {
  const coordinates = await laplacianEigenvectors(graph, 2, rng, crew, report);
  for (let axis = 0; axis < 2; axis++) {
    let extent = 0;
    for (let i = axis; i < coordinates.length; i += 2) extent = Math.max(extent, Math.abs(coordinates[i]));
    if (extent > 0) for (let i = axis; i < coordinates.length; i += 2) coordinates[i] /= extent;
  }
  return coordinates;
}

function radiusOf(size: number, rows: number): number {
  return Math.sqrt(size / rows);
}

/** Each component as a graph of its own, with its rows. */
function* parts(
  graph: FuzzyGraph,
  components: Components,
): Generator<{ members: Int32Array; part: WeightedGraph }> {
  const { rows, offsets } = graph;
  const first = new Int32Array(components.count + 1);
  for (let c = 0; c < components.count; c++) first[c + 1] = first[c] + components.sizes[c];
  const next = first.slice(0, components.count);
  const sorted = new Int32Array(rows);
  const local = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const c = components.of[row];
    local[row] = next[c] - first[c];
    sorted[next[c]++] = row;
  }
  for (let c = 0; c < components.count; c++) {
    const members = sorted.subarray(first[c], first[c + 1]);
    let edges = 0;
    for (const row of members) edges += offsets[row + 1] - offsets[row];
    const partOffsets = new Int32Array(members.length + 1);
    const targets = new Int32Array(edges);
    const weights = new Float32Array(edges);
    let edge = 0;
    members.forEach((row, i) => {
      for (let e = offsets[row]; e < offsets[row + 1]; e++) {
        targets[edge] = local[graph.targets[e]];
        weights[edge++] = graph.weights[e];
      }
      partOffsets[i + 1] = edge;
    });
    yield { members, part: withDegrees({ rows: members.length, offsets: partOffsets, targets, weights }) };
  }
}

/** Centres of circles of area size / rows, x and y of each component. */
function componentCircles(
  components: Components,
  matrix: Float32Array,
  rows: number,
  dims: number,
): Float64Array {
  const { count, of, sizes } = components;
  const centroids = new Float32Array(count * dims);
  for (let row = 0; row < rows; row++) {
    const at = of[row] * dims;
    for (let d = 0; d < dims; d++) centroids[at + d] += matrix[row * dims + d] / sizes[of[row]];
  }
  const centers = principalPlane(centroids, count, dims);
  let extent = 0;
  for (const value of centers) extent = Math.max(extent, Math.abs(value));
  for (let i = 0; i < centers.length; i++) centers[i] /= extent > 0 ? extent : 1;
  if (count > MANY) return centers;
  const radii = Float64Array.from(sizes, (size) => 1.1 * radiusOf(size, rows));
  for (let round = 0; round < 200; round++) {
    let moved = false;
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        let dx = centers[2 * j] - centers[2 * i];
        let dy = centers[2 * j + 1] - centers[2 * i + 1];
        const wanted = radii[i] + radii[j];
        // Most pairs lie apart: no square root for them.
        if (dx * dx + dy * dy >= wanted * wanted) continue;
        let distance = Math.sqrt(dx * dx + dy * dy);
        if (distance < 1e-9) {
          // Coinciding centres part at the golden angle, each pair its own way.
          dx = cosine(2.39996 * (i + j));
          dy = sine(2.39996 * (i + j));
          distance = 1;
        }
        // The smaller one makes way.
        const shift = ((wanted - Math.min(distance, wanted)) / distance) * 0.5;
        const share = sizes[i] / (sizes[i] + sizes[j]);
        centers[2 * i] -= shift * (1 - share) * dx;
        centers[2 * i + 1] -= shift * (1 - share) * dy;
        centers[2 * j] += shift * share * dx;
        centers[2 * j + 1] += shift * share * dy;
        moved = true;
      }
    }
    if (!moved) break;
  }
  return centers;
}
