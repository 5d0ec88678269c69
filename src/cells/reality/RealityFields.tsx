import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import { populationName } from './card-words.ts';
import type { RealityCellParams } from './params.ts';

interface Props {
  params: RealityCellParams;
  clusters: ClusteringResult | undefined;
  setParams(patch: Partial<RealityCellParams>): void;
}

const ALL = 'all';
/** More would be no menu. */
const LISTED = 100;

/** What is judged, and how hard. */
export function RealityFields({ params, clusters, setParams }: Props) {
  const { of } = params;
  const labels = [...(clusters?.sizes.keys() ?? [])].slice(0, LISTED);
  const value = of === null ? ALL : of.type === 'cluster' ? String(of.label) : of.name;
  const known = of === null || (of.type === 'cluster' && (of.label < 0 || of.label < labels.length));
  return (
    <div className="form-row">
      <SelectField
        label="Judge"
        value={value}
        options={[
          { value: ALL, label: 'all clusters' },
          ...(known || of === null
            ? []
            : [{ value, label: of.type === 'selection' ? of.name : populationName(of.label, null) }]),
          ...labels.map((label) => ({ value: String(label), label: populationName(label, null) })),
          { value: '-1', label: 'noise' },
        ]}
        onChange={(chosen) => {
          if (chosen === ALL) setParams({ of: null });
          else if (chosen !== value) setParams({ of: { type: 'cluster', label: Number(chosen) } });
        }}
      />
      <NumberField
        label="Repetitions"
        hint="Times that the events are embedded and clustered once more"
        integer
        min={1}
        max={200}
        value={params.repetitions}
        onChange={(repetitions) => repetitions !== null && setParams({ repetitions })}
      />
      <NumberField
        label="Share drawn"
        hint="Every other repetition takes this part of the events, drawn without replacement"
        min={0.05}
        max={0.95}
        value={params.share}
        onChange={(share) => share !== null && setParams({ share })}
      />
      <NumberField
        label="Shuffled twins"
        hint="Copies in which every column is shuffled by itself"
        integer
        min={0}
        max={10}
        value={params.twins}
        onChange={(twins) => twins !== null && setParams({ twins })}
      />
      <SelectField
        label="Shuffled among"
        hint="Within a run, what drifts from run to run stays in the twin"
        value={params.withinRuns ? 'run' : 'all'}
        options={[
          { value: 'all', label: 'all events' },
          { value: 'run', label: 'events of each run' },
        ]}
        onChange={(among) => setParams({ withinRuns: among === 'run' })}
      />
      <NumberField
        label="At most"
        hint="Events of a repetition; of larger tables so many are drawn. Empty: all"
        integer
        nullable
        min={100}
        max={1_000_000_000}
        value={params.mostRows}
        placeholder="all events"
        onChange={(mostRows) => setParams({ mostRows })}
      />
      <NumberField
        label="Seed"
        integer
        min={0}
        value={params.seed}
        onChange={(seed) => seed !== null && setParams({ seed })}
      />
    </div>
  );
}
