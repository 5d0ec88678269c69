import type { Progress } from '../../src/core/progress.ts';
import { stageClock } from '../stage-clock.ts';

/** Times of a trial in ms. */
export interface TrialTimes {
  stages: Record<string, number>;
  /** Each epoch once the layout is under way, which the first ones are not. */
  epoch: number;
}

/** Share of the epochs after which code is compiled and threads are awake. */
const UNDER_WAY = 0.3;

/** Times a trial by what it reports; the ranking of the quality is a stage of its own, after its `rows` of search. */
export function trialClock(rows: number): { progress: Progress; stop: () => TrialTimes } {
  const clock = stageClock(() => undefined);
  const marks: { at: number; done: number; total: number }[] = [];
  return {
    progress: ({ stage, done, total }) => {
      const ranks = stage === 'quality' && done >= rows;
      clock.progress({ stage: ranks ? 'ranking' : stage, done, total });
      if (stage === 'layout') marks.push({ at: performance.now(), done, total });
    },
    stop: () => {
      const stages = clock.stop();
      return { stages, epoch: epochTime(marks) };
    },
  };
}

function epochTime(marks: { at: number; done: number; total: number }[]): number {
  const last = marks.at(-1);
  const first = marks.find(({ done, total }) => done >= UNDER_WAY * total && done < total) ?? marks[0];
  if (!last || !first || last.done === first.done) return 0;
  return (last.at - first.at) / (last.done - first.done);
}
