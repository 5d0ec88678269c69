import { clusterSteps } from '../../cells/explain/PopulationFields.tsx';
import { cellKinds } from '../../cells/registry.ts';
import { apply } from '../../notebook/commands.ts';
import { createDocument, type NotebookDocument } from '../../notebook/document.ts';
import { newCell } from '../../notebook/new-cell.ts';
import { plotKindOf } from '../../plots/registry.ts';
import { exampleLedger } from './flag-example.ts';

const NOTE = `### A note

With **markdown**, \`code\`, a list and math: $z = v\\,t_\\mathrm{drift}$.

1. first
2. second, which is so long that it goes over more than one line where the notebook is narrow, as it is beside the inspector`;

const SOURCE = { type: 'simulate', preset: 'lz-sr1', events: 1500, seed: 3 } as const;

/** What each kind is shown with; a kind that is not named here is shown with its defaults. */
const GIVEN: Record<string, object> = {
  note: { text: NOTE },
  data: { source: SOURCE },
  embed: { epochs: 80 },
  plot: { plots: [{ ...plotKindOf('scatter').example('light').spec, id: 'p1', span: 2 }] },
  classify: {
    of: { name: 'cluster 1', steps: clusterSteps('cluster', 1) },
    repeats: 1,
    eventsASide: 200,
    epochs: 8,
  },
  reality: { of: { type: 'cluster', label: 1 }, repetitions: 2, twins: 1, mostRows: 600 },
  flag: exampleLedger(SOURCE),
  cut: {
    cuts: [
      { id: 'cut-1', name: 'gas', expression: 's2_tba > 0.5', sense: 'remove', on: true, tuned: null },
      {
        id: 'cut-2',
        name: '',
        expression: 'log10(s2_area_phd) > 2 + 0.1 * s1_tba',
        sense: 'keep',
        on: true,
        tuned: null,
      },
      { id: 'cut-3', name: 'off', expression: 'drift_time_us < 10', sense: 'remove', on: false, tuned: null },
    ],
    samples: [{ role: 'signal', name: 'cluster 1', steps: clusterSteps('cluster', 1) }],
  },
  task: { tutorial: 'above-the-anode', step: 'why' },
  explain: { of: { name: 'cluster 1', steps: clusterSteps('cluster', 1) } },
};

/** One cell of every kind there is, wired to those before it. */
export function galleryNotebook(): NotebookDocument {
  let document = createDocument('n-gallery', 'Gallery');
  const first = ['note', 'data', 'embed', 'cluster', 'plot', 'explain'];
  const kinds = [...first, ...[...cellKinds.keys()].filter((kind) => !first.includes(kind))];
  for (const [index, kind] of kinds.entries()) {
    const inputs: Record<string, string> = kind === 'cut' ? { clusters: 'cluster' } : {};
    const cell = newCell(document, kind, index, cellKinds, { params: GIVEN[kind], inputs });
    document = apply(document, { type: 'addCell', cell, index }, cellKinds);
  }
  return document;
}
