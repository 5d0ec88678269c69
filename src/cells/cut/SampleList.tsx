import type { CutFlow } from '../../core/cut/cut-flow.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import { Select } from '../../ui/Field.tsx';
import type { CellHost } from '../contract.ts';
import { type CutParams, type CutSample, SAMPLE_ROLES } from './params.ts';
import { KEPT, PASSES_COLUMN, REMOVED } from './passes-column.ts';
import { plugIn, populationsOf } from './populations.ts';

interface SampleListProps {
  host: CellHost<CutParams>;
  flow: CutFlow;
}

/** The samples that the flow is told for, with a click to what escapes the cuts and what they hit beside it. */
export function SampleList({ host, flow }: SampleListProps) {
  const { samples } = host.cell.params;
  const column = `${host.cell.id}:${PASSES_COLUMN}`;
  const others = populationsOf(host).filter(({ name }) => !samples.some((sample) => sample.name === name));
  const fresh = host.state.status === 'fresh' && flow.steps.some((step) => step.samples !== null);

  const among = (steps: readonly SelectionStep[], outcome: number): SelectionStep[] => [
    ...steps,
    { mode: 'intersect', clause: { type: 'labels', column, labels: [outcome] } },
  ];
  const select = (steps: SelectionStep[], what: string): void => host.selectSteps(steps, what);

  function set(index: number, patch: Partial<CutSample>): void {
    host.setParams({ samples: samples.map((sample, i) => (i === index ? { ...sample, ...patch } : sample)) });
  }

  return (
    <ul className="cut-samples" aria-label="Samples">
      {samples.map((sample, index) => (
        <li key={sample.name}>
          <Select
            ariaLabel={`Role of ${sample.name}`}
            value={sample.role}
            options={SAMPLE_ROLES.map((role) => ({ value: role, label: role }))}
            onChange={(role) => set(index, { role })}
          />
          <span className="cut-sample-name" title={sample.name}>
            {sample.name}
          </span>
          <button
            type="button"
            className="link"
            disabled={!fresh}
            aria-label={`Select what is kept of ${sample.name}`}
            onClick={() => select(among(sample.steps, KEPT), `what is kept of ${sample.name}`)}
          >
            kept
          </button>
          <button
            type="button"
            className="link"
            disabled={!fresh}
            aria-label={`Select what is removed of ${sample.name}`}
            onClick={() => select(among(sample.steps, REMOVED), `what is removed of ${sample.name}`)}
          >
            removed
          </button>
          <button
            type="button"
            className="link"
            disabled={!fresh}
            aria-label={`Select what else is removed than ${sample.name}`}
            title="Events that are removed and are not of this sample"
            onClick={() =>
              select(
                among([...sample.steps, { mode: 'invert' }], REMOVED),
                `what else is removed than ${sample.name}`,
              )
            }
          >
            others removed
          </button>
          <button
            type="button"
            className="button quiet icon"
            aria-label={`Leave out ${sample.name}`}
            onClick={() => host.setParams({ samples: samples.toSpliced(index, 1) })}
          >
            ✕
          </button>
        </li>
      ))}
      {others.length > 0 && samples.length < 20 && (
        <li>
          <Select
            ariaLabel="Add a sample"
            value=""
            options={[
              { value: '', label: '+ sample ...' },
              ...others.map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={(name) => {
              const found = others.find((other) => other.name === name);
              if (found === undefined) return;
              plugIn(host, found.steps);
              host.setParams({ samples: [...samples, { role: 'signal', ...found }] });
            }}
          />
        </li>
      )}
    </ul>
  );
}
