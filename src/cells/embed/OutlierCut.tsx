import { useMemo, useState } from 'react';
import { modeOf } from '../../plots/gesture.ts';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import { count, measured } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { countAtLeast, fallingOf, outlierStep, topThreshold } from './outlier-cut.ts';

interface OutlierCutProps {
  lof: Float32Array;
  host: CellHost;
}

/** Selects the most outlying events by number or by threshold: a cut on LOF like any other. */
export function OutlierCut({ lof, host }: OutlierCutProps) {
  const [by, setBy] = useState<'top' | 'above'>('top');
  const [top, setTop] = useState(100);
  const [above, setAbove] = useState(2);
  const falling = useMemo(() => fallingOf(lof), [lof]);
  const low = by === 'top' ? topThreshold(falling, top) : above;
  const events = countAtLeast(falling, low);
  const outcome =
    by === 'top' && events === Math.min(top, falling.length)
      ? `LOF ≥ ${measured(low)}`
      : `${count(events)} events, LOF ≥ ${measured(low)}`;
  return (
    <div className="outlier-cut">
      <SelectField
        label="Select"
        value={by}
        options={[
          { value: 'top', label: 'the top' },
          { value: 'above', label: 'LOF at least' },
        ]}
        onChange={(choice: 'top' | 'above') => setBy(choice)}
      />
      {by === 'top' ? (
        <NumberField
          key="top"
          label="Events"
          integer
          min={1}
          max={falling.length}
          value={top}
          onChange={(value) => value !== null && setTop(value)}
        />
      ) : (
        <NumberField
          key="above"
          label="LOF"
          min={0}
          value={above}
          onChange={(value) => value !== null && setAbove(value)}
        />
      )}
      <button
        type="button"
        className="button"
        disabled={events === 0}
        title={`${count(events)} events; Shift adds, Alt subtracts`}
        onClick={(event) => {
          const what = by === 'top' ? `top ${count(top)} by LOF` : `LOF ≥ ${measured(low)}`;
          host.select(outlierStep(host.cell.id, low, modeOf(event)), `${what} in ${host.cell.title}`);
        }}
      >
        Select {count(events)}
      </button>
      <span className="outlier-outcome">{outcome}</span>
    </div>
  );
}
