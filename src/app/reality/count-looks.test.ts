import { expect, test } from 'vitest';
import { cellKinds } from '../../cells/registry.ts';
import { createNotebook } from '../../notebook/history.ts';
import { pipelineNotebook } from '../default-notebook.ts';
import { countLooks } from './count-looks.ts';

test('all that was tried counts, once each, undone or not', () => {
  const document = pipelineNotebook('a', { type: 'none' });
  const id = (kind: string): string => document.cells.find((cell) => cell.kind === kind)!.id;
  const notebook = createNotebook(document, cellKinds);
  const set = (kind: string, params: object) =>
    notebook.dispatch({ type: 'setParams', id: id(kind), params });
  expect(countLooks(notebook.state())).toEqual({ embeddings: 1, clusterings: 1, selections: 0 });
  set('embed', { seed: 2 });
  set('cluster', { eps: 0.3 });
  set('cluster', { eps: 0.4 });
  notebook.undo();
  const clause = { type: 'labels' as const, column: `${id('cluster')}:cluster`, labels: [1] };
  notebook.dispatch({ type: 'applySelection', step: { mode: 'replace', clause } });
  set('embed', { seed: 1 });
  expect(countLooks(notebook.state())).toEqual({ embeddings: 2, clusterings: 2, selections: 1 });
});
