import { plotsOf } from '../../cells/plot/plots-of.ts';
import { cellKinds } from '../../cells/registry.ts';
import { toProblemData } from '../../core/problem.ts';
import { APP_VERSION } from '../../engine/app-version.ts';
import { recordResults } from '../../engine/provenance.ts';
import { frameFor, type SessionState } from '../../engine/session.ts';
import type { DrawPlot } from '../../export/draw-plot.ts';
import type { ExportSource } from '../../export/export-source.ts';
import { fileStem } from '../../ui/file-stem.ts';
import { saveFile } from '../../ui/save-file.ts';
import type { Outcrop } from '../context.ts';
import { drawAway } from './draw-away.ts';

/** What a notebook can be shared as; each is loaded when it is first asked for. */
export const SHARE_FORMATS = {
  html: {
    name: 'HTML report',
    ending: 'html',
    type: 'text/html',
    make: async (source: ExportSource, _stem: string, draw: DrawPlot) =>
      (await import('../../export/report-page.ts')).reportPage(source, draw),
  },
  ipynb: {
    name: 'Jupyter notebook',
    ending: 'ipynb',
    type: 'application/x-ipynb+json',
    make: async (source: ExportSource) =>
      (await import('../../export/jupyter-notebook.ts')).jupyterNotebook(source),
  },
  py: {
    name: 'Python script',
    ending: 'py',
    type: 'text/x-python',
    make: async (source: ExportSource) =>
      (await import('../../export/python-script.ts')).pythonScript(source),
  },
  md: {
    name: 'Markdown with its figures',
    ending: 'zip',
    type: 'application/zip',
    make: async (source: ExportSource, stem: string, draw: DrawPlot) =>
      (await import('./markdown-zip.ts')).markdownZip(source, stem, draw),
  },
} as const;

export type ShareFormat = keyof typeof SHARE_FORMATS;

/** Writes the notebook with its results, as they are now, to the browser's downloads. */
export async function shareNotebook(outcrop: Outcrop, format: ShareFormat): Promise<void> {
  const { session, actions, drawing } = outcrop;
  const { name, ending, type, make } = SHARE_FORMATS[format];
  const state = session.store.getState();
  const figures = figuresOf(state);
  const away = drawAway(drawing, (number) =>
    actions.tell('info', `${name}: drawing figure ${number} of ${figures} …`),
  );
  try {
    const { document, cells, frames } = state;
    const records = await recordResults(document, cellKinds, (id) => cells[id]);
    const source = { document, cells, frames, records, kinds: cellKinds, app: APP_VERSION, made: new Date() };
    const stem = fileStem(document.title);
    saveFile(`${stem}.${ending}`, new Blob([await make(source, stem, away.draw)], { type }));
    const stale = document.cells.filter(({ id, kind }) => {
      return cellKinds.get(kind)?.compute && cells[id]?.status !== 'fresh';
    });
    const without =
      stale.length > 0 ? `, without results of ${stale.map(({ title }) => title).join(', ')}` : '';
    actions.tell('info', `${name} written as ${stem}.${ending}${without}`);
  } catch (error) {
    actions.tell('bad', `${name}: ${toProblemData(error).message}`);
  } finally {
    away.close();
  }
}

function figuresOf(state: SessionState): number {
  const plots = state.document.cells.filter(({ kind }) => kind === 'plot');
  return plots.flatMap((cell) => {
    const frame = frameFor(state, cell.id);
    return frame ? plotsOf(cell, state, frame) : [];
  }).length;
}
