import { createRng } from '../core/random/rng.ts';
import { bitsFrom } from '../core/table/bits.ts';
import type { Column, NumberColumn, Role } from '../core/table/column.ts';
import type { PlotInput, Theme } from './plot.ts';

/**
 * Events enough to see a plot by: two populations of S1 and S2, one odd in its asymmetry, over an hour of run.
 * Some have no S2, and some S2 areas are zero.
 */
export function exampleInput(theme: Theme, rows = 2000, seed = 1): PlotInput {
  const rng = createRng(seed);
  const odd = bitsFrom(rows, (row) => row % 17 === 0);
  const isOdd = (row: number): boolean => row % 17 === 0;
  const noS2 = bitsFrom(rows, (row) => row % 101 === 3);
  const columns = new Map<string, Column>();
  const add = (name: string, unit: string | null, role: Role, value: (row: number) => number): void => {
    const values = Float64Array.from({ length: rows }, (_, row) => value(row));
    columns.set(`data:${name}`, { name, unit, role, type: 'float64', values, missing: null });
  };
  add('s1_area', 'phd', 'feature', () => 10 ** (1 + rng.normal() * 0.4));
  add('s2_area', 'phd', 'feature', (row) =>
    row % 203 === 5 ? 0 : 10 ** (isOdd(row) ? 2.6 : 4 + rng.normal() * 0.3),
  );
  add('s1_tba', '', 'feature', (row) => (isOdd(row) ? 0.55 : -0.55) + 0.08 * rng.normal());
  add('r', 'cm', 'position', () => 72 * Math.sqrt(rng.uniform()));
  add('drift_time', 'us', 'feature', () => 950 * rng.uniform());
  add('event_time', 's', 'time', (row) => 1_700_000_000 + (3600 * row) / rows);
  add('UMAP 1', null, 'label', (row) => (isOdd(row) ? 6 : 0) + rng.normal());
  add('UMAP 2', null, 'label', (row) => (isOdd(row) ? 3 : 0) + rng.normal());
  (columns.get('data:s2_area') as NumberColumn).missing = noS2;
  columns.set('data:origin', {
    name: 'origin',
    unit: null,
    role: 'label',
    type: 'text',
    codes: Int32Array.from({ length: rows }, (_, row) => (isOdd(row) ? 1 : 0)),
    levels: ['liquid', 'gas'],
    missing: null,
  });
  return {
    column: (ref) => columns.get(ref),
    label: (ref) => {
      const column = columns.get(ref);
      const name = column?.name ?? ref.slice(ref.indexOf(':') + 1);
      return { name, unit: column?.unit ?? null, isEmbedding: name.startsWith('UMAP') };
    },
    rows,
    selected: odd,
    clusterLabels: Int32Array.from({ length: rows }, (_, row) => (row % 29 === 0 ? -1 : isOdd(row) ? 1 : 0)),
    theme,
  };
}
