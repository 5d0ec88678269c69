import type { Trainer } from './separation.ts';
import { SMALL_MLP_DEFAULTS, trainSmallMlp } from './small-mlp.ts';

/** Our own trainer: the same seed gives the same bits on every machine. */
export const ownTrainer: Trainer = {
  name: 'own trainer, WebAssembly',
  async train({ x, rows, columns, labels, hidden, epochs, seed }, onShare) {
    const params = { ...SMALL_MLP_DEFAULTS, hidden, epochs, seed };
    return trainSmallMlp(x, rows, columns, labels, params, (done, total) => onShare(done / total));
  },
};
