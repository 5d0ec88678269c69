import { populations } from '../cases/populations.ts';
import { interleave } from '../measure/interleave.ts';
import { readFloats } from '../peers/python.ts';
import { unpackFloats } from '../places/packed.ts';
import { type Row, speedLine } from './row.ts';

/** Ours adds the stage outliers to the neighbours an embedding has anyway; the search is counted here. */
export const outliers: Row = {
  name: 'lof',
  title: 'Local outlier factor',
  async run(stage) {
    const data = populations('separate', stage.quick ? 5000 : 20_000, 1);
    const ref = stage.put(data);
    const tab = await stage.tab();
    let ours: Float32Array = new Float32Array();
    let worst = Number.NaN;
    await tab.embed(ref, 1, 1);
    const times = await interleave(
      [
        {
          name: 'ours',
          runs: 3,
          async run() {
            const { stages, lof } = await tab.embed(ref, 1, 1);
            ours = unpackFloats(lof);
            return (stages.knn + stages.outliers) / 1000;
          },
        },
        {
          name: 'scikit-learn',
          runs: stage.quick ? 1 : 3,
          async run() {
            const out = stage.python?.file('lof');
            // Theirs does not count the row itself among its neighbours.
            const answer = await stage.ask('lof', data, { neighbors: 14, out });
            if (!answer || !out) return null;
            worst = readFloats(out).reduce(
              (top, lof, row) => Math.max(top, Math.abs(ours[row] / lof - 1)),
              0,
            );
            return answer.seconds!;
          },
        },
      ],
      stage.tell,
    );
    const what = `LOF, ${data.rows / 1000}k x 12`;
    const quality = { 'largest relative difference': worst };
    const line = speedLine({ what, ours: 'ours', peer: 'scikit-learn', times: 1 }, times, quality, null);
    return [{ ...line, owed: '', passed: null }];
  },
};
