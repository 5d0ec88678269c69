import type { PlotsApi } from '../../src/cells/plot/compute-plots.ts';

/** Keeps the columns that large plots show, encodes them and draws their clouds, so that the page never waits. */
export type RasterApi = PlotsApi;
