import { createContext } from 'react';
import type { Drawn } from './cloud.ts';
import type { PlotInput, PlotSpec } from './plot.ts';

/** Rows from which a plot is encoded and drawn away from the page's thread. Below, the way there costs more. */
export const DISTANT_ROWS = 50_000;

/** Draws plots of many rows in a worker that keeps their columns. */
export interface DrawingService {
  open(): DistantFigure;
}

/** One plot there. */
export interface DistantFigure {
  /**
   * What the plot shows; its cloud stays there, and answers until the next call. Rejects with the Problem of the
   * worker, if that died twice over it.
   */
  draw(spec: PlotSpec, input: PlotInput): Promise<Drawn>;
  /** Frees what it keeps. */
  close(): void;
}

/** null draws everything on the page's thread. */
export const DrawingContext = createContext<DrawingService | null>(null);
