import type { Samples } from '../measure/samples.ts';
import type { Stage } from '../stage.ts';

/** One measured promise, or a figure without one. */
export interface Line {
  what: string;
  /** '' where nothing is owed. */
  owed: string;
  measured: string;
  /** null where it is not judged: nothing owed, a peer missing, or a reduced case. */
  passed: boolean | null;
  /** Seconds of each contestant. */
  times: Record<string, Samples>;
  /** Figures that say whether the times are worth anything. */
  quality: Record<string, number>;
  note?: string;
}

export interface Row {
  name: string;
  title: string;
  run(stage: Stage): Promise<Line[]>;
}

export interface Owed {
  what: string;
  ours: string;
  peer: string;
  /** Least ratio of peer's median to ours. */
  times: number;
}

/** The line of a speed against a peer; not judged where the peer has not run or the case is reduced. */
export function speedLine(
  { what, ours, peer, times: least }: Owed,
  all: Record<string, Samples>,
  quality: Record<string, number>,
  reduced: string | null,
): Line {
  const line = { what: `${what}, against ${peer}`, owed: `>= ${least}x`, quality };
  if (!all[peer]) return { ...line, measured: 'no peer', passed: null, times: { [ours]: all[ours] } };
  const ratio = all[peer].median / all[ours].median;
  const times = { [ours]: all[ours], [peer]: all[peer] };
  const measured = `${ratio.toPrecision(3)}x`;
  if (reduced) return { ...line, measured, passed: null, times, note: reduced };
  return { ...line, measured, passed: ratio >= least, times };
}
