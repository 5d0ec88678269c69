import { NOT_EMBEDDED } from '../cluster/clustering.ts';
import type { CompareRequest, Processing } from './comparison.ts';
import { columnChanges, transitions } from './event-moves.ts';
import type { MatchedProcessings } from './match-processings.ts';

const MOST = 20;
/** Scale units below which an event stays where it was. */
const STAYS = 1e-3;

interface Sides {
  /** Own row of each new row's twin, -1. */
  twins: Int32Array;
  own: Float32Array;
  new: Float32Array;
  dims: number;
  before: Int32Array;
  after: Int32Array;
  /** Table row of each new row. */
  newRows: Int32Array;
}

/** What the second processing moved where: columns, clusters, and the events that moved most in the features. */
export function describeMoves(
  { reference, other, compared }: CompareRequest,
  { pairs, by, agreement }: MatchedProcessings,
  sides: Sides,
): { moved: Float32Array; wasIn: Int32Array; processing: Processing } {
  const { twins, dims, before, after } = sides;
  const rows = twins.length;
  const moved = new Float32Array(rows).fill(Number.NaN);
  const wasIn = new Int32Array(rows).fill(NOT_EMBEDDED);
  const at: number[] = [];
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const twin = twins[i];
    if (twin < 0) continue;
    let sum = 0;
    for (let d = 0; d < dims; d++) sum += (sides.new[i * dims + d] - sides.own[twin * dims + d]) ** 2;
    moved[i] = Math.sqrt(sum);
    wasIn[i] = before[twin];
    at.push(i);
    if (moved[i] > STAYS) count++;
  }
  const from = Int32Array.from(at, (i) => wasIn[i]);
  const to = Int32Array.from(at, (i) => after[i]);
  const crossings = transitions(from, to);
  const most = at
    .filter((i) => moved[i] > STAYS)
    .sort((a, b) => moved[b] - moved[a] || a - b)
    .slice(0, MOST)
    .map((i) => ({ row: sides.newRows[i], moved: moved[i], from: wasIn[i], to: after[i] }));
  const names = compared.map(({ column }) => column);
  return {
    moved,
    wasIn,
    processing: {
      match: by,
      agreement,
      changes: other ? columnChanges(reference, other, names, pairs) : [],
      transitions: crossings,
      moved: count,
      crossed: crossings.reduce((sum, one) => sum + one.count, 0),
      most,
    },
  };
}
