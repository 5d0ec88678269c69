import { noOverrides } from '../cells/data/params.ts';
import type { DataSource } from '../cells/data/source.ts';
import { cellKinds } from '../cells/registry.ts';
import { apply } from '../notebook/commands.ts';
import { createDocument, type NotebookDocument } from '../notebook/document.ts';
import { sameJson } from '../notebook/json.ts';
import { newCell } from '../notebook/new-cell.ts';

export const BUNDLED_RUN = 'lz-sr1-commissioning.parquet';

const WELCOME = `### Find what does not belong

This notebook holds a **simulated commissioning run** in the style of LZ SR1: 20,000 events, most of them
ordinary, a few per cent not. To find those that are not:

1. press **Run all** (top of the window): UMAP lays the events out, DBSCAN finds the clusters;
2. take the **lasso** and circle an island in the embedding: the same events light up in every plot;
3. read on the right **what sets them apart**. An island led by S1 TBA and S2 TBA is light and charge from the gas.

Then open your own file above. Nothing leaves this machine.`;

const PLAIN = `Events in a UMAP plane are beside those that they resemble. An island is a question: lasso it, and read on
the right which quantities set it apart.`;

/** The notebook of DESIGN: note, data, embed, cluster, plots. */
export function pipelineNotebook(title: string, source: DataSource, welcome = false): NotebookDocument {
  let document = createDocument(`n-${crypto.randomUUID()}`, title);
  const given: [kind: string, title: string, params: object][] = [
    ['note', welcome ? 'Welcome' : 'Note', { text: welcome ? WELCOME : PLAIN }],
    ['data', 'Data', { ...noOverrides, source }],
    ['embed', 'Embed', {}],
    ['cluster', 'Cluster', {}],
    ['plot', 'Plots', {}],
  ];
  for (const [index, [kind, name, params]] of given.entries()) {
    const cell = newCell(document, kind, index, cellKinds, { title: name, params });
    document = apply(document, { type: 'addCell', cell, index }, cellKinds);
  }
  return document;
}

export function welcomeNotebook(): NotebookDocument {
  return pipelineNotebook('A first look', { type: 'bundled', name: BUNDLED_RUN }, true);
}

/** A notebook on the bundled run that nobody has changed yet: one click gives it again. */
export function isUntouchedSample(document: NotebookDocument): boolean {
  const sample = welcomeNotebook();
  return sameJson({ ...document, id: sample.id }, sample);
}
