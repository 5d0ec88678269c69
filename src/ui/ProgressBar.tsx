import { useEffect, useMemo, useState } from 'react';
import type { ProgressReport } from '../core/progress.ts';
import { duration } from './numbers.ts';

interface ProgressBarProps {
  report: ProgressReport | null;
  /** ms since the epoch. */
  startedAt: number;
  stageStartedAt: number;
  onCancel?: () => void;
}

/** A wait with its numbers: stage, share done, time so far, time left where it can be told. */
export function ProgressBar({ report, startedAt, stageStartedAt, onCancel }: ProgressBarProps) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const began = useSteadyTime(startedAt);
  const stageBegan = useSteadyTime(stageStartedAt);
  const share = report && report.total > 0 ? Math.min(1, report.done / report.total) : null;
  const inStage = Math.max(0, now - stageBegan);
  const left = share !== null && share > 0.02 && inStage > 400 ? (inStage * (1 - share)) / share : null;
  return (
    <div className="progress">
      <span className="progress-stage" title={report?.stage}>
        {report?.stage ?? 'starting'}
      </span>
      <progress aria-label={report?.stage ?? 'starting'} max={1} value={share ?? undefined} />
      <span className="progress-numbers">
        {share === null ? '' : `${Math.floor(share * 100)} % · `}
        <span className={left === null ? undefined : 'progress-elapsed'}>
          {duration(Math.max(0, now - began))}
          {left === null ? '' : ' · '}
        </span>
        {left === null ? '' : `${duration(left)} left`}
      </span>
      {onCancel && (
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      )}
    </div>
  );
}

/** A time of the clock on the wall, just past, on the clock of `performance`, which nobody can set. */
function useSteadyTime(time: number): number {
  return useMemo(() => performance.now() - Math.max(0, Date.now() - time), [time]);
}
