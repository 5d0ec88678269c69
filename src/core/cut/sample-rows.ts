import type { SearchRows } from './search-rows.ts';

/** Some of the search rows for a first look: those of the target first. */
export interface SampleRows {
  /** Positions in the search rows. */
  rows: Int32Array;
  targets: number;
  /** What a row of the rest counts beside one of the target. */
  weight: number;
}

/** Evenly over the run at most so many of the target and of the rest; all where there are no more. */
export function sampleRows(
  { count, targets }: SearchRows,
  most: { target: number; rest: number },
): SampleRows {
  const ofTarget = Math.min(targets, most.target);
  const ofRest = Math.min(count - targets, most.rest);
  const rows = new Int32Array(ofTarget + ofRest);
  for (let i = 0; i < ofTarget; i++) rows[i] = Math.floor((i * targets) / ofTarget);
  for (let i = 0; i < ofRest; i++)
    rows[ofTarget + i] = targets + Math.floor((i * (count - targets)) / ofRest);
  const weight = ofRest === 0 ? 1 : ((count - targets) / ofRest) * (ofTarget / targets);
  return { rows, targets: ofTarget, weight };
}
