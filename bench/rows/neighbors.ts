import { createRng } from '../../src/core/random/rng.ts';
import type { Case } from '../cases/case.ts';
import { populations, type Variant } from '../cases/populations.ts';
import { type Contestant, interleave } from '../measure/interleave.ts';
import { unpackFloats } from '../places/packed.ts';
import type { Stage } from '../stage.ts';
import { type Line, type Row, speedLine } from './row.ts';

const NEIGHBORS = 15;
const PROBES = 500;

/** Ours: the stage knn of an embedding of one epoch, which all else of that run follows from. */
export const neighbors: Row = {
  name: 'knn',
  title: 'Nearest neighbours',
  async run(stage) {
    const tab = await stage.tab();
    const small = populations('separate', 3000, 99);
    await tab.embed(stage.put(small), 1, 1);
    await stage.ask('pynndescent', small, { neighbors: NEIGHBORS });
    const owed = await race(stage, 'separate', 5);
    // Nothing is owed where noise fills the columns; there the search may skip boxes, and says what that found.
    const thick = await race(stage, 'thick', 0);
    return [...owed, ...thick];
  },
};

async function race(stage: Stage, variant: Variant, least: number): Promise<Line[]> {
  const data = populations(variant, stage.quick ? 20_000 : 100_000, 1);
  const ref = stage.put(data);
  const tab = await stage.tab();
  const quality: Record<string, number> = {};
  const ours = (search: 'auto' | 'exact'): Contestant => ({
    name: `ours, ${search}`,
    runs: stage.quick ? 2 : 5,
    async run() {
      const found = await tab.embed(ref, 1, 1, search);
      if (search === 'auto' && found.search) quality['share found by ours, auto'] = found.search.recall;
      else
        quality['rows with the true last neighbour, exact'] = exactShare(data, unpackFloats(found.kDistance));
      return found.stages.knn / 1000;
    },
  });
  const times = await interleave(
    [
      ours('auto'),
      ours('exact'),
      {
        name: 'pynndescent',
        runs: stage.quick ? 1 : 3,
        async run() {
          const answer = await stage.ask('pynndescent', data, { neighbors: NEIGHBORS, probes: PROBES });
          if (answer) quality['share found by pynndescent'] = Number(answer.recall);
          return answer?.seconds ?? null;
        },
      },
      {
        name: 'scikit-learn KDTree',
        runs: 1,
        run: async () => (await stage.ask('kdtree', data, { neighbors: NEIGHBORS }))?.seconds ?? null,
      },
    ],
    stage.tell,
  );
  const what = `k-NN, ${variant}, ${data.rows / 1000}k x 12, k ${NEIGHBORS}`;
  const reduced = stage.quick ? 'reduced' : null;
  const line = (who: string, peer: string): Line =>
    speedLine({ what: `${what}, ${who}`, ours: `ours, ${who}`, peer, times: least }, times, quality, reduced);
  const unjudged = (one: Line): Line => ({ ...one, owed: '', passed: null });
  const exact = line('exact', 'pynndescent');
  return [
    least > 0 ? exact : unjudged(exact),
    unjudged(line('auto', 'pynndescent')),
    unjudged(line('exact', 'scikit-learn KDTree')),
  ];
}

/** Share of probed rows whose distance to the last neighbour is the true one, by brute force. */
function exactShare({ matrix, rows, columns }: Case, found: Float32Array): number {
  const rng = createRng(3);
  let exact = 0;
  const nearest = new Float64Array(rows);
  for (let probe = 0; probe < PROBES; probe++) {
    const row = rng.integer(rows);
    for (let other = 0; other < rows; other++) {
      let sum = 0;
      for (let d = 0; d < columns; d++) sum += (matrix[row * columns + d] - matrix[other * columns + d]) ** 2;
      nearest[other] = sum;
    }
    const kth = Math.sqrt(Float64Array.from(nearest).sort()[NEIGHBORS - 1]);
    if (Math.abs(found[row] - kth) <= 1e-4 * kth) exact++;
  }
  return exact / PROBES;
}
