import type { ClusterSelection } from './clustering.ts';
import type { CondensedTree } from './hdbscan-condensed-tree.ts';

/**
 * Which clusters of the tree are the result; never the root. By excess of mass: a cluster is chosen where its
 * stability is at least that of the best choice below it (Campello, Moulavi, Sander 2013). By leaf: those
 * without children. Where epsilon is above 0, a chosen cluster that is born at less gives way to its nearest
 * ancestor born at more, or to the one just below the root (Malzer and Baum 2020). O(clusters).
 * @returns for each cluster the chosen one that holds it, or -1.
 */
export function selectClusters(
  tree: Pick<CondensedTree, 'parent' | 'stability' | 'birth'>,
  selection: ClusterSelection,
  epsilon: number,
): Int32Array {
  const { parent } = tree;
  const best = selection === 'leaf' ? leaves(tree) : heaviest(tree);
  const chosen = topmost(parent, best);
  if (!(epsilon > 0)) return chosen;
  const merged = new Uint8Array(parent.length);
  for (let c = 0; c < parent.length; c++) if (chosen[c] === c) merged[bornAbove(tree, c, epsilon)] = 1;
  return topmost(parent, merged);
}

function heaviest({ parent, stability }: Pick<CondensedTree, 'parent' | 'stability'>): Uint8Array {
  const below = new Float64Array(parent.length);
  const best = new Uint8Array(parent.length);
  for (let c = 0; c < parent.length; c++) {
    if (parent[c] < 0) continue;
    best[c] = stability[c] >= below[c] ? 1 : 0;
    below[parent[c]] += Math.max(stability[c], below[c]);
  }
  return best;
}

function leaves({ parent }: Pick<CondensedTree, 'parent'>): Uint8Array {
  const best = Uint8Array.from(parent, (above) => (above < 0 ? 0 : 1));
  for (const above of parent) if (above >= 0) best[above] = 0;
  return best;
}

function bornAbove(
  { parent, birth }: Pick<CondensedTree, 'parent' | 'birth'>,
  c: number,
  epsilon: number,
): number {
  if (birth[c] >= epsilon) return c;
  let at = c;
  // The root is its own only ancestor above the last of them.
  while (parent[parent[at]] >= 0) {
    at = parent[at];
    if (birth[at] > epsilon) break;
  }
  return at;
}

/** Of marked clusters the one nearest to the root, for each cluster that it holds. */
function topmost(parent: number[], marked: Uint8Array): Int32Array {
  const found = new Int32Array(parent.length).fill(-1);
  for (let c = parent.length - 1; c >= 0; c--) {
    const above = parent[c] < 0 ? -1 : found[parent[c]];
    found[c] = above < 0 && marked[c] === 1 ? c : above;
  }
  return found;
}
