import { strToU8, type Zippable, zipSync } from 'fflate';
import { nextTask } from '../../engine/next-task.ts';
import type { ExportSource } from '../../export/export-source.ts';
import { type DrawnFigure, type DrawPlot, drawFigures } from '../../export/figures/draw-figures.ts';
import { markdownPage } from '../../export/markdown-page.ts';
import { DISTANT_ROWS, type DistantFigure, type DrawingService } from '../../plots/drawing-service.ts';
import { plotKindOf } from '../../plots/registry.ts';

/** The notebook as Markdown in an archive with the figures that it shows. Large tables are drawn in the worker. */
export async function markdownZip(
  source: ExportSource,
  stem: string,
  drawing: DrawingService,
  onFigure: (number: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const files: Zippable = {};
  const figures: DrawnFigure[] = [];
  let distant: DistantFigure | null = null;
  const draw: DrawPlot = async (spec, input) => {
    onFigure(figures.length + 1);
    if (input.rows < DISTANT_ROWS) return { model: plotKindOf(spec.type).encode(spec, input), cloud: null };
    distant ??= drawing.open();
    return distant.draw(spec, input);
  };
  try {
    for await (const figure of drawFigures(source, draw)) {
      figures.push(figure);
      // Pictures are packed already.
      if (figure.svg !== null) files[figure.path] = [strToU8(figure.svg), { level: 0 }];
      // The page goes on between two.
      await nextTask();
    }
  } finally {
    (distant as DistantFigure | null)?.close();
  }
  files[`${stem}.md`] = strToU8(markdownPage(source, figures));
  return zipSync(files, { mtime: source.made });
}
