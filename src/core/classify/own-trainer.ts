import type { Trainer } from './separation.ts';
import { predictSmallMlp, SMALL_MLP_DEFAULTS, trainSmallMlp } from './small-mlp.ts';

/** Our own trainer: the same seed gives the same bits on every machine. */
export const ownTrainer: Trainer = {
  name: 'own trainer, WebAssembly',
  async train({ x, rows, columns, labels, hidden, epochs, seed }, onEpoch) {
    const params = { ...SMALL_MLP_DEFAULTS, hidden, epochs, seed };
    const model = trainSmallMlp(x, rows, columns, labels, params, (done, total) => onEpoch(done / total));
    return {
      epochs: model.epochs,
      async predict(matrix, count) {
        const found = predictSmallMlp(model, matrix, count);
        return Float32Array.from({ length: count }, (_, row) => found[2 * row + 1]);
      },
      dispose: () => undefined,
    };
  },
};
