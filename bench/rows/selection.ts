import { islands } from '../cases/islands.ts';
import { interleave } from '../measure/interleave.ts';
import type { Row } from './row.ts';

type Polygon = [number, number][];

const EVENTS = 200_000;
const COLUMNS = 30;
const EFFECTS_SECONDS = 0.1;
const LASSO_SECONDS = 0.03;

/** From a drawn polygon to the ranked list of quantities: both calls of the worker that keeps the table. */
export const effects: Row = {
  name: 'effects',
  title: 'Effect sizes of a selection',
  async run(stage) {
    const tab = await stage.tab();
    await tab.loadRun(EVENTS, COLUMNS);
    let selected = 0;
    const polygon = circle(0, 0, 30, 60);
    const run = async (): Promise<number> => {
      const { seconds, count } = await tab.effects('x_cm', 'y_cm', polygon);
      selected = count;
      return seconds;
    };
    await run();
    const times = await interleave([{ name: 'ours', runs: 9, run }], stage.tell);
    const { median } = times.ours;
    return [
      {
        what: `effects, ${EVENTS / 1000}k x ${COLUMNS}, lasso to list`,
        owed: `<= ${EFFECTS_SECONDS * 1000} ms`,
        measured: `${(median * 1000).toFixed(0)} ms`,
        passed: median <= EFFECTS_SECONDS,
        times,
        quality: { selected },
      },
    ];
  },
};

export const lasso: Row = {
  name: 'lasso',
  title: 'Rows inside a lasso',
  async run(stage) {
    const data = islands(1_000_000, 1);
    const ref = stage.put(data);
    const tab = await stage.tab();
    const polygon = lobed(14, 200);
    let inside = 0;
    const run = async (): Promise<number> => {
      const { seconds, count } = await tab.lasso(ref, polygon);
      inside = count;
      return seconds;
    };
    for (let i = 0; i < 3; i++) await run();
    const times = await interleave([{ name: 'ours', runs: 15, run }], stage.tell);
    const { median } = times.ours;
    const wrong = inside - bruteForce(data.matrix, polygon);
    return [
      {
        what: `lasso mask, 1M points, ${polygon.length} vertices, call to answer`,
        owed: `<= ${LASSO_SECONDS * 1000} ms`,
        measured: `${(median * 1000).toFixed(1)} ms`,
        passed: wrong === 0 && median <= LASSO_SECONDS,
        times,
        quality: { inside, 'off from edge by edge': wrong },
      },
    ];
  },
};

function circle(x: number, y: number, radius: number, vertices: number): Polygon {
  return around(vertices, (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
}

/** A loop of an unsteady hand: three lobes and a tremor. */
function lobed(radius: number, vertices: number): Polygon {
  return around(vertices, (angle) => {
    const length = radius * (1 + 0.3 * Math.sin(3 * angle) + 0.03 * Math.sin(31 * angle));
    return [length * Math.cos(angle), length * Math.sin(angle)];
  });
}

function around(vertices: number, place: (angle: number) => [number, number]): Polygon {
  return Array.from({ length: vertices }, (_, i) => place((2 * Math.PI * i) / vertices));
}

/** Points of non-zero winding number, by every edge for every point. */
function bruteForce(matrix: Float32Array, polygon: Polygon): number {
  let count = 0;
  for (let row = 0; row < matrix.length / 2; row++) {
    const [px, py] = [matrix[2 * row], matrix[2 * row + 1]];
    let winding = 0;
    for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
      const [ax, ay] = polygon[j];
      const [bx, by] = polygon[i];
      if (ay <= py === by <= py) continue;
      const side = (bx - ax) * (py - ay) - (px - ax) * (by - ay);
      if (by > ay ? side > 0 : side < 0) winding += by > ay ? 1 : -1;
    }
    if (winding !== 0) count++;
  }
  return count;
}
