import { type CellKindSchema, type CellKinds, paramsParser } from './cell-kind.ts';
import { z } from './zod.ts';

/** Kinds of cell for the tests of this folder, shaped like the real ones: the notebook itself knows no kind. */

function kind<P>(schema: Omit<CellKindSchema<P>, 'parse'>, params: z.ZodType<P>): CellKindSchema<P> {
  return { ...schema, parse: paramsParser(params) };
}

export const sampleKinds: CellKinds = new Map<string, CellKindSchema>(
  [
    kind(
      {
        kind: 'data',
        version: 1,
        title: 'Data',
        inputs: {},
        defaults: () => ({ file: '', features: [] }),
        migrations: [],
      },
      z.object({ file: z.string().default(''), features: z.array(z.string()).default([]) }),
    ),
    kind(
      {
        kind: 'embed',
        version: 1,
        title: 'Embed',
        inputs: { table: { kinds: ['data'] } },
        defaults: () => ({ neighbours: 15, seed: 1 }),
        migrations: [],
      },
      z.object({ neighbours: z.int().min(2).default(15), seed: z.int().default(1) }),
    ),
    kind(
      {
        kind: 'cluster',
        version: 3,
        title: 'Cluster',
        inputs: { plane: { kinds: ['embed'] } },
        defaults: () => ({ method: 'dbscan' as const, eps: 0.5, minSamples: 10 }),
        migrations: [
          {
            version: 2,
            name: 'minSamples in place of minPts',
            up: ({ minPts = 10, ...params }, view) => ({ params: { ...params, minSamples: minPts }, view }),
          },
          {
            version: 3,
            name: 'methods',
            up: (params, view) => ({ params: { ...params, method: 'dbscan' }, view }),
          },
        ],
      },
      z.object({ method: z.enum(['dbscan']), eps: z.number().positive(), minSamples: z.int().min(1) }),
    ),
    kind(
      {
        kind: 'plot',
        version: 1,
        title: 'Plots',
        inputs: {
          table: { kinds: ['data'] },
          plane: { kinds: ['embed'], optional: true },
          labels: { kinds: ['cluster'], optional: true },
        },
        defaults: () => ({ plots: [] }),
        migrations: [],
      },
      z.object({ plots: z.array(z.object({ id: z.string(), x: z.string(), y: z.string() })) }),
    ),
    kind(
      {
        kind: 'explain',
        version: 1,
        title: 'Explain',
        inputs: { table: { kinds: ['data'] } },
        defaults: () => ({ selection: 'current' }),
        migrations: [],
        readsSelection: (params) => params.selection,
      },
      z.object({ selection: z.string() }),
    ),
    kind(
      {
        kind: 'compare',
        version: 1,
        title: 'Compare',
        inputs: { left: { kinds: ['data'] }, right: { kinds: ['data'] } },
        defaults: () => ({}),
        migrations: [],
      },
      z.object({}),
    ),
  ].map((schema) => [schema.kind, schema]),
);
