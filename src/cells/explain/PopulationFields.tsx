import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import { SelectField } from '../../ui/Field.tsx';
import { CLUSTER_COLUMN } from '../cluster/compute.ts';
import type { CellHost, Population } from '../contract.ts';

export interface TwoPopulations {
  of: Population | null;
  /** null: all other events. */
  against: Population | null;
}

/** Which events, and what they are compared with: clusters and named selections. */
export function PopulationFields({ host }: { host: CellHost<TwoPopulations> }) {
  const { of, against } = host.cell.params;
  const populations = populationsOf(host);
  const options = populations.map(({ name }) => ({ value: name, label: name }));
  const find = (name: string): Population | null => populations.find((p) => p.name === name) ?? null;
  const withGiven = (given: Population | null) =>
    given && !find(given.name) ? [{ value: given.name, label: given.name }, ...options] : options;
  return (
    <>
      <SelectField
        label="Population"
        value={of?.name ?? ''}
        options={withGiven(of)}
        onChange={(name) => host.setParams({ of: find(name) ?? of })}
      />
      <SelectField
        label="Against"
        value={against?.name ?? ''}
        options={[{ value: '', label: 'all other events' }, ...withGiven(against)]}
        onChange={(name) => host.setParams({ against: name === '' ? null : (find(name) ?? against) })}
      />
    </>
  );
}

function populationsOf(host: CellHost<TwoPopulations>): Population[] {
  const named = host.selections.map(({ name, steps }) => ({ name, steps }));
  const clusters = host.input('clusters');
  if (!clusters) return named;
  const { sizes } = clusters.result as ClusteringResult;
  return [
    ...named,
    ...[...sizes.keys(), -1].map((label) => ({
      name: label < 0 ? 'noise' : `cluster ${label}`,
      steps: clusterSteps(clusters.cell, label),
    })),
  ];
}

/** The events of one cluster as a selection. */
export function clusterSteps(cell: string, label: number): SelectionStep[] {
  return [
    { mode: 'replace', clause: { type: 'labels', column: `${cell}:${CLUSTER_COLUMN}`, labels: [label] } },
  ];
}
