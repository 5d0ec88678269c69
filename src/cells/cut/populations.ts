import { type ClusteringResult, NOISE } from '../../core/cluster/clustering.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import { cellsInSteps } from '../../notebook/selection-refs.ts';
import type { CellHost } from '../contract.ts';
import type { Target } from './use-proposals.ts';

/** The populations of a cell's events: named selections, then the clusters, then the noise. */
export function populationsOf({
  selections,
  frame,
  resultOf,
}: Pick<CellHost, 'selections' | 'frame' | 'resultOf'>): Target[] {
  const named = selections.map(({ name, steps }) => ({ name, steps }));
  const clusters = frame?.columns.find(({ isCluster }) => isCluster);
  if (clusters === undefined) return named;
  const { sizes, noise } = resultOf(clusters.cell) as ClusteringResult;
  const labels = [...sizes.keys(), ...(noise > 0 ? [NOISE] : [])];
  return [
    ...named,
    ...labels.map((label) => ({
      name: label === NOISE ? 'noise' : `cluster ${label}`,
      steps: labelSteps(clusters.ref, label),
    })),
  ];
}

export function labelSteps(column: string, label: number): SelectionStep[] {
  return [{ mode: 'replace', clause: { type: 'labels', column, labels: [label] } }];
}

/** Plugs in the plane or the clusters that a population is drawn on, where none is: the cuts follow when they change. */
export function plugIn(
  { cell, choices, setInput }: Pick<CellHost, 'cell' | 'choices' | 'setInput'>,
  steps: readonly SelectionStep[],
): void {
  const read = cellsInSteps(steps);
  for (const input of ['plane', 'clusters']) {
    const found = choices(input).find(({ id }) => read.includes(id));
    if (found !== undefined && cell.inputs[input] === undefined) setInput(input, found.id);
  }
}
