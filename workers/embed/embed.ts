import { checkEmbedParams } from '../../src/core/embed/check-params.ts';
import { EMBEDDERS } from '../../src/core/embed/methods.ts';
import type { Plane } from '../../src/core/embed/plane.ts';
import { prepareMatrix } from '../../src/core/embed/prepare.ts';
import { stageClock } from '../stage-clock.ts';
import type { EmbedApi } from './api.ts';

const SNAPSHOT_MS = 100;

export const embedApi: EmbedApi = {
  async embed(table, features, params, progress, onLayout) {
    checkEmbedParams(params);
    const clock = stageClock(progress);
    clock.progress({ stage: 'prepare', done: 0, total: 1 });
    const prepared = prepareMatrix(table, features, params, params.nNeighbors + 1);
    const { matrix, dims, rows } = prepared;
    const onTable = (plane: Plane): Plane => {
      const x = new Float32Array(table.rows).fill(Number.NaN);
      const y = new Float32Array(table.rows).fill(Number.NaN);
      for (let i = 0; i < rows.length; i++) {
        x[rows[i]] = plane.x[i];
        y[rows[i]] = plane.y[i];
      }
      return { x, y };
    };
    let shown = Number.NEGATIVE_INFINITY;
    const { plane } = EMBEDDERS[params.method](
      matrix,
      rows.length,
      dims,
      params,
      clock.progress,
      (epoch, epochs, current) => {
        const now = performance.now();
        if (now - shown < SNAPSHOT_MS && epoch < epochs) return;
        shown = now;
        const { x, y } = onTable(current());
        onLayout(x, y, epoch, epochs);
      },
    );
    const { x, y } = onTable(plane);
    const { used, features: reports, excluded, warnings } = prepared;
    return { x, y, used, features: reports, excluded, warnings, params, timings: clock.stop() };
  },
};
