/**
 * Adjusted Rand index of two labellings (Hubert and Arabie 1985): 1 where they agree up to names, about 0 for
 * chance. Every label is a class of its own, -1 (noise) too. 1 where both have one class, as in scikit-learn.
 * @param a, b one integer a row, same length.
 */
export function adjustedRand(a: Int32Array, b: Int32Array): number {
  const classes = (labels: Int32Array): Map<number, number> => {
    const index = new Map<number, number>();
    for (const label of labels) if (!index.has(label)) index.set(label, index.size);
    return index;
  };
  const inA = classes(a);
  const inB = classes(b);
  const table = new Float64Array(inA.size * inB.size);
  const ofA = new Float64Array(inA.size);
  const ofB = new Float64Array(inB.size);
  for (let row = 0; row < a.length; row++) {
    const i = inA.get(a[row])!;
    const j = inB.get(b[row])!;
    table[i * inB.size + j]++;
    ofA[i]++;
    ofB[j]++;
  }
  const pairs = (counts: Float64Array): number => counts.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const together = pairs(table);
  const togetherA = pairs(ofA);
  const togetherB = pairs(ofB);
  const expected = (togetherA * togetherB) / ((a.length * (a.length - 1)) / 2);
  const most = (togetherA + togetherB) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}
