import { createPlots } from '../../src/cells/plot/compute-plots.ts';
import type { RasterApi } from './api.ts';

export function createRasterApi(): RasterApi {
  return createPlots();
}

/** The one instance of a worker. Pictures are moved out of it; models hold nothing that it keeps. */
export const rasterApi: RasterApi = createRasterApi();
