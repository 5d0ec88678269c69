import type { Progress } from '../src/core/progress.ts';

/** Times a job by the stages it reports: `progress` passes on, `stop` gives milliseconds a stage. */
export function stageClock(progress: Progress): { progress: Progress; stop: () => Record<string, number> } {
  const timings: Record<string, number> = {};
  let stage: string | null = null;
  let since = performance.now();
  const enter = (next: string | null): void => {
    const now = performance.now();
    if (stage !== null) timings[stage] = (timings[stage] ?? 0) + now - since;
    stage = next;
    since = now;
  };
  return {
    progress: (report) => {
      if (report.stage !== stage) enter(report.stage);
      progress(report);
    },
    stop: () => {
      enter(null);
      return timings;
    },
  };
}
