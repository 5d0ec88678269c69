import type { CoreSquares } from '../../src/core/cluster/core-distances.ts';

/** Keeps the last answer, and gives it again where the points are the same to the bit. */
export function rememberCores(compute: CoreSquares): CoreSquares {
  let last: { matrix: Float32Array; dims: number; k: number; squares: Float64Array } | null = null;
  return (points, k, progress) => {
    const known =
      last?.k === k && last.dims === points.dims && sameValues(last.matrix, points.matrix) ? last : null;
    last = known ?? { matrix: points.matrix, dims: points.dims, k, squares: compute(points, k, progress) };
    return last.squares;
  };
}

function sameValues(a: Float32Array, b: Float32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
