/** Draws large figures one a frame, so that no selection holds the page up for all of them together. */
const waiting = new Set<() => void>();
let asked = false;

/** A job that waits already is not queued twice. */
export function drawLater(job: () => void): void {
  waiting.add(job);
  askForTurn();
}

export function drawNever(job: () => void): void {
  waiting.delete(job);
}

/** A turn of one's own, after those that wait already. */
export function ownFrame(): Promise<void> {
  return new Promise((begin) => drawLater(begin));
}

/** In a task of its own after the frame, so that it is not added to what the browser lays out and paints in it. */
function askForTurn(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => setTimeout(drawNext));
}

function drawNext(): void {
  asked = false;
  const [job] = waiting;
  if (job === undefined) return;
  waiting.delete(job);
  if (waiting.size > 0) askForTurn();
  job();
}
