import type { RealityCellParams } from '../../cells/reality/params.ts';
import type { NotebookDocument } from '../../notebook/document.ts';
import type { NotebookState } from '../../notebook/history.ts';

/**
 * What was looked at in a notebook, as far back as its undo history reaches: different parameters of embed and of
 * cluster cells, and different selections. Nothing that was undone is forgotten.
 */
export function countLooks({
  document,
  done,
  undone,
}: NotebookState): NonNullable<RealityCellParams['looks']> {
  const seen = { embed: new Set<string>(), cluster: new Set<string>() };
  const selections = new Set<string>();
  const known = new Set<unknown>();
  const look = ({ cells, selection, selections: named }: NotebookDocument): void => {
    for (const steps of [selection, ...named.map((one) => one.steps)]) {
      if (known.has(steps) || steps.length === 0) continue;
      known.add(steps);
      selections.add(JSON.stringify(steps));
    }
    for (const { kind, params, inputs } of cells) {
      if ((kind !== 'embed' && kind !== 'cluster') || known.has(params)) continue;
      known.add(params);
      seen[kind].add(JSON.stringify([params, inputs]));
    }
  };
  for (const { document: before } of [...done, ...undone]) look(before);
  look(document);
  return { embeddings: seen.embed.size, clusterings: seen.cluster.size, selections: selections.size };
}
