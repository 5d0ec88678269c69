import { expect, test } from 'vitest';
import { hasKernels } from '../kernels/kernel.ts';
import { createRng } from '../random/rng.ts';
import type { Scale } from '../table/clause.ts';
import { polygonAxis } from './polygon-axis.ts';
import { polygonGrid } from './polygon-grid.ts';
import { BLOCK, kernelSides, MOST_CELLS, plainSides } from './polygon-sides.ts';

const ODD = [Number.NaN, Infinity, -Infinity, 0, -0, 1e308, -1e308, 5e-324, 3.5e38, 1e-46];

test.skipIf(!hasKernels)('the kernel finds the sides that plain loops find, whatever the values', () => {
  const rng = createRng(5);
  const scales: [Scale, Scale][] = [
    ['linear', 'linear'],
    ['log', 'linear'],
    ['linear', 'log'],
    ['log', 'log'],
  ];
  for (const [xScale, yScale] of scales) {
    const points = Array.from({ length: 40 }, (_, i): [number, number] => {
      const radius = 3 * (0.5 + 0.5 * rng.uniform());
      const at = [Math.cos((i * Math.PI) / 20), Math.sin((i * Math.PI) / 20)].map((one) => radius * one);
      return [xScale === 'log' ? 10 ** at[0] : at[0], yScale === 'log' ? 10 ** at[1] : at[1]];
    });
    const axis = (i: 0 | 1, scale: Scale) =>
      polygonAxis(
        points.map((point) => point[i]),
        scale,
        MOST_CELLS,
      )!;
    const [x, y] = [axis(0, xScale), axis(1, yScale)];
    const grid = polygonGrid(points, x, y);
    const found = [plainSides(grid, x, y), kernelSides(grid, x, y)].map((sides) => {
      const values = createRng(6);
      for (let i = 0; i < BLOCK; i++) {
        const [a, b] = [4 * values.normal(), 4 * values.normal()];
        sides.xs[i] = xScale === 'log' ? 10 ** a : a;
        sides.ys[i] = yScale === 'log' ? 10 ** b : b;
        if (i % 50 === 0) sides.xs[i] = ODD[(i / 50) % ODD.length];
        if (i % 70 === 0) sides.ys[i] = ODD[(i / 70) % ODD.length];
      }
      // A place exactly between two cells rounds to the even one.
      sides.xs[1] = x.place === 'linear' ? 2 / x.perUnit + x.origin : 1;
      sides.find(BLOCK / 32);
      return [...sides.inside, ...sides.crossed];
    });
    expect(found[1]).toEqual(found[0]);
    expect(found[0].filter((word) => word !== 0).length).toBeGreaterThan(50);
  }
});
