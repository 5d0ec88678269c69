import { useDeferredValue, useMemo, useState } from 'react';
import type { OutlierScores } from '../../core/outliers/local-outlier-factor.ts';
import { countAtLeast, countFinite, nthLargest } from '../../core/stats/nth-largest.ts';
import { modeOf } from '../../plots/gesture.ts';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import { count, measured } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { type OutlierScore, outlierStep } from './outlier-cut.ts';

interface OutlierCutProps {
  outliers: OutlierScores;
  host: CellHost;
}

const NONE = new Float32Array(0);

/** Selects the most outlying events by number or by threshold: a cut on a score like any other. */
export function OutlierCut({ outliers, host }: OutlierCutProps) {
  const [score, setScore] = useState<OutlierScore>('LOF');
  const [by, setBy] = useState<'top' | 'above'>('top');
  const [top, setTop] = useState(100);
  const [above, setAbove] = useState(2);
  // Of a million rows these take a while: the rest of the result is shown before them.
  const scores = useDeferredValue(score === 'LOF' ? outliers.lof : outliers.kDistance, NONE);
  const counted = scores !== NONE;
  const most = useMemo(() => countFinite(scores), [scores]);
  const low = useMemo(() => (by === 'top' ? nthLargest(scores, top) : above), [scores, by, top, above]);
  const events = useMemo(() => countAtLeast(scores, low), [scores, low]);
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
          max={counted ? most : undefined}
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
        Select {counted ? count(events) : '…'}
      </button>
      <span className="outlier-outcome">{counted && outcome}</span>
    </div>
  );
}
