import { predictSmallMlp, SMALL_MLP_DEFAULTS, trainSmallMlp } from '../classify/small-mlp.ts';
import { takeMatrix } from '../embed/complete-plane.ts';
import { aucInterval, separate } from '../explain/auc.ts';
import { rankColumn } from '../explain/ranked-column.ts';
import { createRng, type Rng } from '../random/rng.ts';
import { bitsFrom } from '../table/bits.ts';
import { drawRows } from './draw-rows.ts';
import type { HeldOutAuc } from './reality.ts';

/** The most events of a side. */
const MOST = 1200;
/** Of each side, below which nothing is trained. */
export const FEWEST_TO_TRAIN = 10;

/**
 * How well a small classifier (one hidden layer) tells two sets of rows apart in the columns of a matrix: two halves, each
 * scored by the network trained on the other, the mean of their AUCs. The interval is by DeLong's variance of each
 * half; it knows of the events drawn, not of the training. null where a side has fewer than 10 rows.
 * @param matrix row-major, rows x dims, scaled
 * @param inside, outside rows, disjoint; at most 1,200 of each are drawn
 */
export function heldOutAuc(
  matrix: Float32Array,
  dims: number,
  inside: Int32Array,
  outside: Int32Array,
  seed: number,
): HeldOutAuc | null {
  const rng = createRng(seed);
  const [ins, outs] = [inside, outside].map((rows) => shuffled(drawn(rows, rng), rng));
  if (ins.length < FEWEST_TO_TRAIN || outs.length < FEWEST_TO_TRAIN) return null;
  const halves = [0, 1].map((half) => {
    const part = (rows: Int32Array): Int32Array => rows.filter((_, i) => i % 2 === half);
    const [a, b] = [part(ins), part(outs)];
    const rows = Int32Array.from([...a, ...b]);
    const labels = Int32Array.from(rows, (_, i) => (i < a.length ? 1 : 0));
    return { x: takeMatrix(matrix, dims, rows), rows: rows.length, labels, inside: a.length };
  });
  const scored = halves.map((test, half) => {
    const train = halves[1 - half];
    const params = { ...SMALL_MLP_DEFAULTS, seed: seed + half };
    const model = trainSmallMlp(train.x, train.rows, dims, train.labels, params);
    const values = Float64Array.from({ length: test.rows });
    const probabilities = predictSmallMlp(model, test.x, test.rows);
    for (let i = 0; i < test.rows; i++) values[i] = probabilities[2 * i + 1];
    return aucOf(values, test.inside);
  });
  const auc = (scored[0].auc + scored[1].auc) / 2;
  const variance = (scored[0].variance + scored[1].variance) / 4;
  return {
    auc,
    ...aucInterval(auc, variance, ins.length, outs.length),
    inside: ins.length,
    outside: outs.length,
  };
}

/** Of scores of which the first `inside` are those of one side. */
function aucOf(values: Float64Array, inside: number): { auc: number; variance: number } {
  const score = { name: 'score', unit: null, role: 'label', missing: null, type: 'float64', values } as const;
  const bits = bitsFrom(values.length, (i) => i < inside);
  return separate(rankColumn(score, false), bits, null, inside, values.length - inside);
}

function drawn(rows: Int32Array, rng: Rng): Int32Array {
  return drawRows(rows.length, MOST, rng).map((i) => rows[i]);
}

function shuffled(rows: Int32Array, rng: Rng): Int32Array {
  for (let i = rows.length - 1; i > 0; i--) {
    const other = rng.integer(i + 1);
    const kept = rows[i];
    rows[i] = rows[other];
    rows[other] = kept;
  }
  return rows;
}
