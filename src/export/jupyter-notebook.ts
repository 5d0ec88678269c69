import type { ExportSource } from './export-source.ts';
import { analysisBlocks } from './python/analysis.ts';

/** The same as a Jupyter notebook, nbformat 4.5, without outputs. Throws where data has no result. */
export function jupyterNotebook(source: ExportSource): string {
  const cells = analysisBlocks(source).map(({ type, text }, i) => {
    const common = { id: `cell-${i}`, metadata: {}, source: linesOf(text) };
    return type === 'markdown'
      ? { cell_type: 'markdown', ...common }
      : { cell_type: 'code', ...common, execution_count: null, outputs: [] };
  });
  const notebook = {
    cells,
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
      title: source.document.title,
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/** Each line with its line feed, as nbformat writes them. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
