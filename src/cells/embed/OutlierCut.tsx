import { useMemo, useState } from 'react';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { countFrom, nthOf } from '../../core/stats/leading-values.ts';
import { modeOf } from '../../plots/gesture.ts';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import { count, measured } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { type OutlierScore, outlierStep } from './outlier-cut.ts';

interface OutlierCutProps {
  outliers: EmbeddingResult['outliers'];
  host: CellHost;
}

/** Selects the most outlying events by number or by threshold: a cut on a score like any other. */
export function OutlierCut({ outliers, host }: OutlierCutProps) {
  const [score, setScore] = useState<OutlierScore>('LOF');
  const [by, setBy] = useState<'top' | 'above'>('top');
  const [top, setTop] = useState(100);
  const [above, setAbove] = useState(2);
  const of = score === 'LOF' ? 'lof' : 'kDistance';
  const scores = outliers[of];
  const leading = outliers.leading[of];
  const most = leading.finite;
  const low = useMemo(
    () => (by === 'top' ? nthOf(scores, leading, top) : above),
    [scores, leading, by, top, above],
  );
  const events = useMemo(() => countFrom(scores, leading, low), [scores, leading, low]);
  const outcome =
    by === 'top' && events === Math.min(top, most)
      ? `${score} ≥ ${measured(low)}`
      : `${count(events)} events, ${score} ≥ ${measured(low)}`;
  return (
    <div className="outlier-cut">
      <SelectField
        label="Score"
        hint="The local outlier factor finds single events unlike their neighbours; the distance to the k-th neighbour also finds thin populations far from the bulk, such as those in a plane of residuals"
        value={score}
        options={[
          { value: 'LOF', label: 'LOF' },
          { value: 'k-distance', label: 'k-distance' },
        ]}
        onChange={(choice: OutlierScore) => setScore(choice)}
      />
      <SelectField
        label="Select"
        value={by}
        options={[
          { value: 'top', label: 'the top' },
          { value: 'above', label: `${score} at least` },
        ]}
        onChange={(choice: 'top' | 'above') => setBy(choice)}
      />
      {by === 'top' ? (
        <NumberField
          key="top"
          label="Events"
          integer
          min={1}
          max={most}
          value={top}
          onChange={(value) => value !== null && setTop(value)}
        />
      ) : (
        <NumberField
          key="above"
          label={score}
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
          const what = by === 'top' ? `top ${count(top)} by ${score}` : `${score} ≥ ${measured(low)}`;
          host.select(outlierStep(host.cell.id, score, low, modeOf(event)), `${what} in ${host.cell.title}`);
        }}
      >
        Select {count(events)}
      </button>
      <span className="outlier-outcome">{outcome}</span>
    </div>
  );
}
