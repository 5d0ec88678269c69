import type { ExportSource } from './export-source.ts';
import { analysisBlocks } from './python/analysis.ts';
import { pyComment } from './python/literal.ts';

/** The notebook as a Python script whose cells editors recognise by `# %%`. Throws where data has no result. */
export function pythonScript(source: ExportSource): string {
  const blocks = analysisBlocks(source).map(({ type, text }) =>
    type === 'markdown' ? `# %% [markdown]\n${pyComment(text)}` : `# %%\n${text}`,
  );
  return `${blocks.join('\n\n')}\n`;
}
