import { type ComponentType, lazy } from 'react';
import type { CellHost } from './contract.ts';

// biome-ignore lint/suspicious/noExplicitAny: each view is typed by its own kind's parameters
type CellView = ComponentType<{ host: CellHost<any> }>;

/** The view of every kind of cell, loaded when the first such cell is shown. One line each. */
export const cellViews: Record<string, CellView> = {
  note: lazy(() => import('./note/View.tsx')),
  data: lazy(() => import('./data/View.tsx')),
  derive: lazy(() => import('./derive/View.tsx')),
  embed: lazy(() => import('./embed/View.tsx')),
  cluster: lazy(() => import('./cluster/View.tsx')),
  plot: lazy(() => import('./plot/View.tsx')),
  compare: lazy(() => import('./compare/View.tsx')),
  cut: lazy(() => import('./cut/View.tsx')),
  explain: lazy(() => import('./explain/View.tsx')),
  classify: lazy(() => import('./classify/View.tsx')),
  reality: lazy(() => import('./reality/View.tsx')),
  flag: lazy(() => import('./flag/View.tsx')),
  task: lazy(() => import('./task/View.tsx')),
};
