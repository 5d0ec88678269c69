import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import type { EffectList } from '../../core/explain/effect.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import { SelectField } from '../../ui/Field.tsx';
import { count, percent } from '../../ui/numbers.ts';
import { CLUSTER_COLUMN } from '../cluster/compute.ts';
import type { CellHost } from '../contract.ts';
import { EffectRows } from './EffectRows.tsx';
import type { ExplainParams } from './params.ts';

interface Population {
  name: string;
  steps: SelectionStep[];
}

/** What tells one population from another, kept in the notebook. */
export default function ExplainView({ host }: { host: CellHost<ExplainParams> }) {
  const { of, against } = host.cell.params;
  const result = host.state.result as EffectList | undefined;
  const populations = populationsOf(host);
  const options = populations.map(({ name }) => ({ value: name, label: name }));
  const find = (name: string): Population | null => populations.find((p) => p.name === name) ?? null;
  return (
    <div className="explain">
      <div className="form-row">
        <SelectField
          label="Population"
          value={of?.name ?? ''}
          options={of && !find(of.name) ? [{ value: of.name, label: of.name }, ...options] : options}
          onChange={(name) => host.setParams({ of: find(name) ?? of })}
        />
        <SelectField
          label="Against"
          value={against?.name ?? ''}
          options={[{ value: '', label: 'all other events' }, ...options]}
          onChange={(name) => host.setParams({ against: name === '' ? null : find(name) })}
        />
      </div>
      {result && (
        <>
          <p>
            <strong>{count(result.selected)}</strong> events ({percent(result.selected / result.total)} of{' '}
            {count(result.total)}) against {count(result.against)}.
          </p>
          <EffectRows list={result} theme={host.theme} first={12} />
        </>
      )}
    </div>
  );
}

function populationsOf(host: CellHost<ExplainParams>): Population[] {
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
