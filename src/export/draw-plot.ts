import type { Drawn } from '../plots/cloud.ts';
import type { PlotInput, PlotSpec } from '../plots/plot.ts';
import { plotKindOf } from '../plots/registry.ts';

/** Makes what a plot shows, here or in a worker, whose cloud answers until the next call. */
export type DrawPlot = (spec: PlotSpec, input: PlotInput) => Promise<Drawn>;

export const drawHere: DrawPlot = async (spec, input) => ({
  model: plotKindOf(spec.type).encode(spec, input),
  cloud: null,
});
