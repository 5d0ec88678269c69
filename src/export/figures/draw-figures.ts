import { plotInput } from '../../cells/plot/plot-input.ts';
import { plotTitle } from '../../cells/plot/plot-title.ts';
import { plotsOf } from '../../cells/plot/plots-of.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import { dataCellOf } from '../../engine/frame.ts';
import { cloudHere, type Drawn } from '../../plots/cloud.ts';
import { type DrawPlot, drawHere } from '../draw-plot.ts';
import { type ExportSource, rowsDrawn } from '../export-source.ts';
import { figureSvg, planFigure, RATIO } from './figure-svg.ts';

/** A plot of the notebook as a file beside a text; `svg` is null where nothing can be drawn, which `summary` explains. */
export interface DrawnFigure {
  cell: string;
  title: string;
  /** What is seen, in a sentence. */
  summary: string;
  /** `figures/01-embedding.svg` */
  path: string;
  svg: string | null;
}

const FOLDER = 'figures';

/** All plots of all plot cells whose data are there, in light colours, one at a time: each costs O(rows). */
export async function* drawFigures(
  source: ExportSource,
  draw: DrawPlot = drawHere,
): AsyncGenerator<DrawnFigure> {
  const { document, frames } = source;
  let number = 0;
  for (const cell of document.cells) {
    if (cell.kind !== 'plot') continue;
    const data = dataCellOf(document, cell);
    const frame = data === null ? undefined : frames[data];
    if (!frame) continue;
    const selected =
      document.selection.length === 0
        ? null
        : resolveSteps(document.selection, frame.rows, (ref) => frame.find(ref)?.column).selected;
    const within = rowsDrawn(source, cell);
    for (const plot of plotsOf(cell, source, frame)) {
      const title = plotTitle(plot, frame);
      const { model, cloud } = await draw(plot, plotInput(plot, frame, selected, 'light', within));
      number++;
      const slug = title
        .replaceAll(/[^a-zA-Z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '')
        .slice(0, 40)
        .toLowerCase();
      yield {
        cell: cell.id,
        title,
        summary: model.message ?? model.summary,
        path: `${FOLDER}/${String(number).padStart(2, '0')}${slug === '' ? '' : `-${slug}`}.svg`,
        svg: model.message === null ? await svgOf({ model, cloud }, plot.height) : null,
      };
    }
  }
}

async function svgOf({ model, cloud }: Drawn, height: number): Promise<string> {
  const plan = planFigure(model.frame, Math.min(Math.max(height, 240), 600));
  const painted = await (cloud ?? cloudHere(model))?.paintApart(plan.view, RATIO);
  return figureSvg(model, plan, painted ?? null);
}
