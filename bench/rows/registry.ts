import { dbscanColumns, dbscanPlane } from './dbscan.ts';
import { cutSearch, reembed } from './defended.ts';
import { derive } from './derive.ts';
import { formats } from './formats.ts';
import { million } from './million.ts';
import { neighbors } from './neighbors.ts';
import { outliers } from './outliers.ts';
import { overlap } from './overlap.ts';
import { redraw } from './redraw.ts';
import type { Row } from './row.ts';
import { effects, lasso } from './selection.ts';
import { umap20k, umap100k, umapRealistic } from './umap.ts';
import { umapGrowth } from './umap-growth.ts';

/** In the order in which they run: the gate first. */
export const ROWS: readonly Row[] = [
  overlap,
  umap20k,
  umap100k,
  umapRealistic,
  umapGrowth,
  neighbors,
  dbscanPlane,
  dbscanColumns,
  outliers,
  effects,
  lasso,
  derive,
  redraw,
  formats,
  reembed,
  cutSearch,
  million,
];
