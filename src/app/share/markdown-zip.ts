import { strToU8, type Zippable, zipSync } from 'fflate';
import { nextTask } from '../../engine/next-task.ts';
import type { DrawPlot } from '../../export/draw-plot.ts';
import type { ExportSource } from '../../export/export-source.ts';
import { type DrawnFigure, drawFigures } from '../../export/figures/draw-figures.ts';
import { markdownPage } from '../../export/markdown-page.ts';

/** The notebook as Markdown in an archive with the figures that it shows. */
export async function markdownZip(
  source: ExportSource,
  stem: string,
  draw: DrawPlot,
): Promise<Uint8Array<ArrayBuffer>> {
  const files: Zippable = {};
  const figures: DrawnFigure[] = [];
  for await (const figure of drawFigures(source, draw)) {
    figures.push(figure);
    // Pictures are packed already.
    if (figure.svg !== null) files[figure.path] = [strToU8(figure.svg), { level: 0 }];
    // The page goes on between two.
    await nextTask();
  }
  files[`${stem}.md`] = strToU8(markdownPage(source, figures));
  return zipSync(files, { mtime: source.made });
}
