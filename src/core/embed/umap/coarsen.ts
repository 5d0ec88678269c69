/** A symmetric weighted graph with self-loops, compressed by rows. */
export interface WeightedGraph {
  rows: number;
  offsets: Int32Array;
  targets: Int32Array;
  weights: Float32Array;
  /** Sum of each row's weights, self-loop included. */
  degrees: Float64Array;
}

/** The coarse row of each fine row. */
export interface Coarsening {
  coarse: WeightedGraph;
  parent: Int32Array;
}

const LARGEST_AGGREGATE = 8;

export function withDegrees(graph: Omit<WeightedGraph, 'degrees'>): WeightedGraph {
  const degrees = new Float64Array(graph.rows);
  for (let row = 0; row < graph.rows; row++) {
    for (let e = graph.offsets[row]; e < graph.offsets[row + 1]; e++) degrees[row] += graph.weights[e];
  }
  return { ...graph, degrees };
}

/**
 * Joins each row with up to 7 of its most strongly bound free neighbours; a row whose neighbours are all taken
 * joins the strongest of them. Weights inside an aggregate become its self-loop, so that degrees add up: the
 * Galerkin coarsening of the normalised Laplacian under piecewise constants. O(edges).
 */
export function coarsen(graph: WeightedGraph): Coarsening {
  const { rows, offsets, targets, weights } = graph;
  const parent = new Int32Array(rows).fill(-1);
  const chosen = new Int32Array(LARGEST_AGGREGATE);
  const chosenWeight = new Float64Array(LARGEST_AGGREGATE);
  let aggregates = 0;
  for (let row = 0; row < rows; row++) {
    if (parent[row] >= 0) continue;
    let found = 0;
    let strongest = -1;
    let strongestWeight = 0;
    for (let e = offsets[row]; e < offsets[row + 1]; e++) {
      const other = targets[e];
      if (other === row) continue;
      const weight = weights[e];
      if (parent[other] >= 0) {
        if (weight > strongestWeight) {
          strongestWeight = weight;
          strongest = other;
        }
        continue;
      }
      if (found === LARGEST_AGGREGATE - 1 && weight <= chosenWeight[found - 1]) continue;
      let slot = found < LARGEST_AGGREGATE - 1 ? found++ : found - 1;
      while (slot > 0 && chosenWeight[slot - 1] < weight) {
        chosenWeight[slot] = chosenWeight[slot - 1];
        chosen[slot] = chosen[slot - 1];
        slot--;
      }
      chosenWeight[slot] = weight;
      chosen[slot] = other;
    }
    if (found === 0 && strongest >= 0) {
      parent[row] = parent[strongest];
      continue;
    }
    parent[row] = aggregates;
    for (let i = 0; i < found; i++) parent[chosen[i]] = aggregates;
    aggregates++;
  }
  return { coarse: collapse(graph, parent, aggregates), parent };
}

function collapse(graph: WeightedGraph, parent: Int32Array, aggregates: number): WeightedGraph {
  const { offsets: fineOffsets, targets: fineTargets, weights: fineWeights } = graph;
  const first = new Int32Array(aggregates + 1);
  for (let row = 0; row < graph.rows; row++) first[parent[row] + 1]++;
  for (let i = 0; i < aggregates; i++) first[i + 1] += first[i];
  const members = new Int32Array(graph.rows);
  const next = first.slice(0, aggregates);
  for (let row = 0; row < graph.rows; row++) members[next[parent[row]]++] = row;
  const offsets = new Int32Array(aggregates + 1);
  const targets = new Int32Array(graph.targets.length);
  const weights = new Float32Array(graph.targets.length);
  const slotOf = new Int32Array(aggregates).fill(-1);
  let edges = 0;
  for (let aggregate = 0; aggregate < aggregates; aggregate++) {
    const start = edges;
    for (let i = first[aggregate]; i < first[aggregate + 1]; i++) {
      const row = members[i];
      const end = fineOffsets[row + 1];
      for (let e = fineOffsets[row]; e < end; e++) {
        const target = parent[fineTargets[e]];
        const slot = slotOf[target];
        if (slot < start) {
          slotOf[target] = edges;
          targets[edges] = target;
          weights[edges++] = fineWeights[e];
        } else weights[slot] += fineWeights[e];
      }
    }
    offsets[aggregate + 1] = edges;
  }
  return withDegrees({
    rows: aggregates,
    offsets,
    targets: targets.subarray(0, edges),
    weights: weights.subarray(0, edges),
  });
}
