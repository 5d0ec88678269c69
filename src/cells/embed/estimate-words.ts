import type { Preflight } from '../../core/embed/preflight.ts';
import { count } from '../../ui/numbers.ts';

/** What a run would take, in one sentence; null where it is refused. */
export function estimateWords({ time, memory, threads, trials, placed }: Preflight): string | null {
  if (time === null) return null;
  const on = `on this computer (${threads} ${threads === 1 ? 'thread' : 'threads'})`;
  const from = `from a trial of ${trials.map(count).join(' and ')} events`;
  const span = `${roughTime(time.low)} to ${roughTime(time.high)}`;
  const rest = placed > 0 ? ` Placing the other ${count(placed)} events is not in it.` : '';
  return `About ${roughTime(time.ms)} (${span}) and ${roughBytes(memory.bytes)} ${on}, ${from}.${rest}`;
}

/** The stages and their times, longest first. */
export function stageWords({ time }: Preflight): string {
  return Object.entries(time?.stages ?? {})
    .sort(([, a], [, b]) => b.ms - a.ms)
    .map(([stage, { ms }]) => `${stage} ${roughTime(ms)}`)
    .join(', ');
}

/** No more digits than a trial can tell: two. */
export function roughTime(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${Number(seconds.toPrecision(seconds < 1 ? 1 : 2))} s`;
  const minutes = seconds / 60;
  return minutes < 60
    ? `${Number(minutes.toPrecision(2))} min`
    : `${Number((minutes / 60).toPrecision(2))} h`;
}

export function roughBytes(bytes: number): string {
  return bytes < 995e6
    ? `${Number((bytes / 1e6).toPrecision(2))} MB`
    : `${Number((bytes / 1e9).toPrecision(2))} GB`;
}
