import { describe, expect, it } from 'vitest';
import { selectClusters } from './hdbscan-selection.ts';

/**
 * The root 6 parts at 8 into 4 and 5; 4 at 3 into 0 and 1; 5 at 2 into 2 and 3. Clusters 0 and 1 outweigh 4, and
 * 5 outweighs 2 and 3.
 */
const tree = {
  parent: [4, 4, 5, 5, 6, 6, -1],
  birth: [3, 3, 2, 2, 8, 8, Number.POSITIVE_INFINITY],
  stability: [5, 5, 1, 1, 6, 7, 0],
};
const chosen = (selection: 'eom' | 'leaf', epsilon: number): number[] => [
  ...selectClusters(tree, selection, epsilon),
];

describe('selectClusters', () => {
  it('takes the heaviest, or all leaves, never the root', () => {
    expect(chosen('eom', 0)).toEqual([0, 1, 5, 5, -1, 5, -1]);
    expect(chosen('leaf', 0)).toEqual([0, 1, 2, 3, -1, -1, -1]);
    const alone = { parent: [-1], birth: [Number.POSITIVE_INFINITY], stability: [9] };
    expect([...selectClusters(alone, 'leaf', 1)]).toEqual([-1]);
    expect([...selectClusters(alone, 'eom', 0)]).toEqual([-1]);
    expect([...selectClusters({ parent: [], birth: [], stability: [] }, 'eom', 1)]).toEqual([]);
  });

  it('does not part what parts below epsilon', () => {
    expect(chosen('leaf', 2.5)).toEqual([0, 1, 5, 5, -1, 5, -1]);
    expect(chosen('eom', 2.5)).toEqual([0, 1, 5, 5, -1, 5, -1]);
    expect(chosen('eom', 5)).toEqual([4, 4, 5, 5, 4, 5, -1]);
    expect(chosen('leaf', 5)).toEqual([4, 4, 5, 5, 4, 5, -1]);
    // Born at just epsilon: parted.
    expect(chosen('leaf', 3)).toEqual([0, 1, 5, 5, -1, 5, -1]);
    // Beyond all births: the clusters below the root.
    expect(chosen('leaf', 100)).toEqual([4, 4, 5, 5, 4, 5, -1]);
  });
});
