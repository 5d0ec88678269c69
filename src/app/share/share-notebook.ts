import { cellKinds } from '../../cells/registry.ts';
import { toProblemData } from '../../core/problem.ts';
import { APP_VERSION } from '../../engine/app-version.ts';
import { recordResults } from '../../engine/provenance.ts';
import type { ExportSource } from '../../export/export-source.ts';
import type { Outcrop } from '../context.ts';
import { downloadBlob } from '../storage/download.ts';

/** What a notebook can be shared as; each is loaded when it is first asked for. */
export const SHARE_FORMATS = {
  html: {
    name: 'HTML report',
    ending: 'html',
    type: 'text/html',
    make: async (source: ExportSource) => (await import('../../export/report-page.ts')).reportPage(source),
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
    make: async (source: ExportSource, stem: string, { drawing, actions }: Outcrop) =>
      (await import('./markdown-zip.ts')).markdownZip(source, stem, drawing, (number) =>
        actions.tell('info', `Markdown: drawing figure ${number} …`),
      ),
  },
} as const;

export type ShareFormat = keyof typeof SHARE_FORMATS;

/** Writes the notebook with its results, as they are now, to the browser's downloads. */
export async function shareNotebook(outcrop: Outcrop, format: ShareFormat): Promise<void> {
  const { session, actions } = outcrop;
  const { name, ending, type, make } = SHARE_FORMATS[format];
  try {
    const { document, cells, frames } = session.store.getState();
    const records = await recordResults(document, cellKinds, (id) => cells[id]);
    const source = { document, cells, frames, records, kinds: cellKinds, app: APP_VERSION, made: new Date() };
    const stem = document.title.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80) || 'notebook';
    downloadBlob(`${stem}.${ending}`, new Blob([await make(source, stem, outcrop)], { type }));
    const stale = document.cells.filter(({ id, kind }) => {
      return cellKinds.get(kind)?.compute && cells[id]?.status !== 'fresh';
    });
    const without =
      stale.length > 0 ? `, without results of ${stale.map(({ title }) => title).join(', ')}` : '';
    actions.tell('info', `${name} written as ${stem}.${ending}${without}`);
  } catch (error) {
    actions.tell('bad', `${name}: ${toProblemData(error).message}`);
  }
}
