import { useState } from 'react';
import { selectionName } from '../../notebook/selection-name.ts';
import { Select } from '../../ui/Field.tsx';
import type { CellHost } from '../contract.ts';
import type { CutParams } from './params.ts';
import { populationsOf } from './populations.ts';
import type { Target } from './use-proposals.ts';

interface ProposeBarProps {
  host: CellHost<CutParams>;
  onPropose(target: Target): void;
}

const SELECTED = '';

/** Which population to find cuts for. */
export function ProposeBar({ host, onPropose }: ProposeBarProps) {
  const [name, setName] = useState(SELECTED);
  const populations = populationsOf(host);
  const chosen = populations.find((population) => population.name === name);
  const { selectedCount, selection } = host;
  const steps = JSON.stringify(selection);
  const known = populations.find((population) => JSON.stringify(population.steps) === steps);
  const selected = known?.name ?? selectionName({ ...host, cells: [] }, selectedCount);
  const target: Target | null = chosen ?? (selectedCount > 0 ? { name: selected, steps: selection } : null);
  return (
    <div className="cut-propose">
      <Select
        ariaLabel="Population to remove"
        value={chosen?.name ?? SELECTED}
        options={[
          {
            value: SELECTED,
            label: selectedCount > 0 ? selected : 'nothing is selected',
          },
          ...populations.map((population) => ({ value: population.name, label: population.name })),
        ]}
        onChange={setName}
      />
      <button
        type="button"
        className="button"
        disabled={target === null}
        title="The shortest cuts in the measured quantities that remove this population"
        onClick={() => target && onPropose(target)}
      >
        Propose cuts
      </button>
      {target === null && <span className="cut-hint">select events in a plot, or choose a cluster</span>}
    </div>
  );
}
