import { SelectField } from '../../ui/Field.tsx';
import type { CellHost } from '../contract.ts';
import { distinctValues } from './class-labels.ts';
import type { ClassifyParams, ClassLabels } from './params.ts';

/** Where the classes come from: clusters, named selections, or a column of few values. */
export function ClassFields({ host }: { host: CellHost<ClassifyParams> }) {
  const { labels } = host.cell.params;
  const columns = labels?.from === 'column' ? classColumns(host) : [];
  const set = (next: ClassLabels): void => host.setParams({ labels: next });
  const choose = (from: ClassLabels['from']): void => {
    if (from === labels?.from) return;
    if (from === 'clusters') set({ from, noise: false });
    else if (from === 'column') set({ from, column: '' });
    else set({ from, populations: host.selections.slice(0, 20).map(({ name, steps }) => ({ name, steps })) });
  };
  return (
    <>
      <SelectField
        label="Classes from"
        hint="The clusters of a cluster cell, the named selections, or a column of at most 20 values, such as a label or, where it is shown, the truth"
        value={labels?.from ?? ''}
        options={[
          { value: 'clusters', label: 'clusters' },
          { value: 'selections', label: 'named selections' },
          { value: 'column', label: 'a column' },
        ]}
        onChange={(from) => from !== '' && choose(from)}
      />
      {labels?.from === 'clusters' && (
        <SelectField
          label="Noise"
          hint="Events that belong to no cluster: a class of their own, or no part of the training"
          value={labels.noise ? 'class' : 'none'}
          options={[
            { value: 'none', label: 'no class' },
            { value: 'class', label: 'a class' },
          ]}
          onChange={(noise) => set({ from: 'clusters', noise: noise === 'class' })}
        />
      )}
      {labels?.from === 'column' && (
        <SelectField
          label="Column"
          value={labels.column}
          options={columns.map((name) => ({ value: name, label: name }))}
          onChange={(column) => set({ from: 'column', column })}
        />
      )}
      {labels?.from === 'selections' && <Selections host={host} populations={labels.populations} />}
    </>
  );
}

/** Columns of the data cell that have 2 to 20 values; the truth where the data cell shows it. */
function classColumns(host: CellHost<ClassifyParams>): string[] {
  const { frame } = host;
  if (!frame) return [];
  return frame.columns
    .filter(({ cell, column }) => cell === frame.dataCell && (distinctValues(column)?.length ?? 0) >= 2)
    .map(({ column }) => column.name);
}

function Selections({
  host,
  populations,
}: {
  host: CellHost<ClassifyParams>;
  populations: Extract<ClassLabels, { from: 'selections' }>['populations'];
}) {
  const offered = [
    ...populations,
    ...host.selections.filter(({ name }) => populations.every((taken) => taken.name !== name)),
  ];
  if (offered.length === 0) return <p className="classify-note">No selection has a name yet.</p>;
  return (
    <fieldset className="class-selections">
      <legend>Selections</legend>
      {offered.map(({ name, steps }) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={populations.some((taken) => taken.name === name)}
            onChange={(event) => {
              const others = populations.filter((taken) => taken.name !== name);
              const next = event.target.checked ? [...others, { name, steps }] : others;
              host.setParams({ labels: { from: 'selections', populations: next.slice(0, 20) } });
            }}
          />{' '}
          {name}
        </label>
      ))}
    </fieldset>
  );
}
