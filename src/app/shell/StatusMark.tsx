import type { CellState } from '../../cells/contract.ts';
import { duration } from '../../ui/numbers.ts';

const WORDS = {
  blocked: 'blocked',
  stale: 'stale',
  queued: 'queued',
  running: 'running',
  fresh: 'done',
  failed: 'failed',
};

/** State of a cell in a word and, where it has run, the time it took. */
export function StatusMark({ state, long = false }: { state: CellState | undefined; long?: boolean }) {
  if (!state) return null;
  const share =
    state.progress && state.progress.total > 0 ? state.progress.done / state.progress.total : null;
  const running = share === null ? 'running' : `${Math.floor(100 * Math.min(1, share))} %`;
  const text = state.status === 'running' ? running : WORDS[state.status];
  return (
    <span className={`status ${state.status}`} title={state.reason ?? state.error?.message}>
      {text}
      {long && state.status === 'fresh' && state.elapsed !== null ? ` in ${duration(state.elapsed)}` : ''}
    </span>
  );
}
