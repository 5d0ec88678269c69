import type { CellState } from '../../cells/contract.ts';
import { duration } from '../../ui/numbers.ts';

/** State of a cell in a word or its share done, and the time it took; `long` says it in a few words more. */
export function StatusMark({ state, long = false }: { state: CellState | undefined; long?: boolean }) {
  if (!state) return null;
  return (
    <span className={`status ${state.status}`} title={state.reason ?? state.error?.message}>
      {textOf(state, long)}
    </span>
  );
}

function textOf({ status, progress, elapsed }: CellState, long: boolean): string {
  switch (status) {
    case 'fresh':
      if (elapsed === null) return 'done';
      return long ? `done in ${duration(elapsed)}` : duration(elapsed);
    case 'failed':
      return long && elapsed !== null ? `failed after ${duration(elapsed)}` : 'failed';
    case 'running':
      if (!progress || progress.total <= 0) return 'running';
      return `${Math.floor(100 * Math.min(1, progress.done / progress.total))} %`;
    default:
      return status;
  }
}
