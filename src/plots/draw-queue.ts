/** Draws large figures one a frame, so that no selection holds the page up for all of them together. */
const waiting = new Set<() => void>();
let frame = 0;

/** A job that waits already is not queued twice. */
export function drawLater(job: () => void): void {
  waiting.add(job);
  if (frame === 0) frame = requestAnimationFrame(drawNext);
}

export function drawNever(job: () => void): void {
  waiting.delete(job);
}

/** A frame of one's own, after those that wait already. */
export function ownFrame(): Promise<void> {
  return new Promise((begin) => drawLater(begin));
}

function drawNext(): void {
  frame = 0;
  const [job] = waiting;
  if (job === undefined) return;
  waiting.delete(job);
  if (waiting.size > 0) frame = requestAnimationFrame(drawNext);
  job();
}
