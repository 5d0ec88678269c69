import { histogram } from './histogram/kind.ts';
import type { PlotKind, PlotType } from './plot.ts';
import { rate } from './rate/kind.ts';
import { scatter } from './scatter/kind.ts';

/** Every kind of plot; a new one is a folder and a line here, and its name in PLOT_TYPES. */
const KINDS: Record<PlotType, PlotKind> = {
  scatter,
  histogram,
  rate,
};

export const plotKinds: readonly PlotKind[] = Object.values(KINDS);

export function plotKindOf(type: PlotType): PlotKind {
  return KINDS[type];
}
