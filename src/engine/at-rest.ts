/** A page that never rests is waited for so long, ms; and where browsers do not tell, always. */
const PATIENCE = 200;
const UNTOLD = 50;

/** After what the page has to do now: drawings that follow from a change have been asked for by then. */
export function atRest(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function')
      requestIdleCallback(() => resolve(), { timeout: PATIENCE });
    else setTimeout(resolve, UNTOLD);
  });
}
