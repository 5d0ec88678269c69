import { type DrawPlot, drawHere } from '../../export/draw-plot.ts';
import { DISTANT_ROWS, type DistantFigure, type DrawingService } from '../../plots/drawing-service.ts';

/** Plots for a file; of large tables they are drawn in the worker. One after the other. */
export interface DrawnAway {
  draw: DrawPlot;
  /** Frees what the worker keeps. */
  close(): void;
}

/** @param onFigure called before each, with its number from 1 on: dark colours belong to the light ones before. */
export function drawAway(drawing: DrawingService, onFigure: (number: number) => void): DrawnAway {
  let distant: DistantFigure | null = null;
  let number = 0;
  return {
    draw(spec, input) {
      if (input.theme === 'light') onFigure(++number);
      if (input.rows < DISTANT_ROWS) return drawHere(spec, input);
      distant ??= drawing.open();
      return distant.draw(spec, input);
    },
    close: () => distant?.close(),
  };
}
