/** One report of a running job. `done` of `total` in any unit; total 0 means the end is not known. */
export interface ProgressReport {
  stage: string;
  done: number;
  total: number;
}

/** Called often; callers throttle. Always an argument of its own, never inside an options object. */
export type Progress = (report: ProgressReport) => void;

/** For callers that do not watch. */
export const unwatched: Progress = () => undefined;
