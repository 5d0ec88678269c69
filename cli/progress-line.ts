import type { Progress } from '../src/core/progress.ts';

export interface ProgressLine {
  progress: Progress;
  /** Takes the line away, so that other words can be written. */
  clear(): void;
}

/** One line on a terminal, rewritten as the work goes on; silent where the stream is a file or a pipe. */
export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { progress: () => undefined, clear: () => undefined };
  let shown = false;
  return {
    progress({ stage, done, total }) {
      const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : '';
      stream.write(`\r\x1b[K${stage}${share}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write('\r\x1b[K');
      shown = false;
    },
  };
}
