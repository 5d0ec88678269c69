import type { Page } from '@playwright/test';

/**
 * Tries in a page what its policy must not allow: text made code in four ways, and requests off the origin in three.
 * Gives what got through, and the directives that the browser named in what it blocked.
 */
export function tryPolicy(page: Page): Promise<{ through: string[]; blocked: string[] }> {
  return page.evaluate(async () => {
    const blocked = new Set<string>();
    const through: string[] = [];
    const ran = globalThis as unknown as Record<string, unknown>;
    document.addEventListener('securitypolicyviolation', (event) => blocked.add(event.effectiveDirective));
    // What a debugger runs, as this is, may make code; what runs later is the page's.
    await new Promise((resolve) => setTimeout(resolve));
    try {
      // biome-ignore lint/security/noGlobalEval: what must be refused is tried
      eval('globalThis.ranEval = 1');
    } catch {
      // Refused, as it should be: it has left no mark.
    }
    try {
      new Function('globalThis.ranFunction = 1')();
    } catch {
      // The same.
    }
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranScript = 1';
    const button = document.createElement('button');
    button.setAttribute('onclick', 'globalThis.ranHandler = 1');
    const image = document.createElement('img');
    image.src = 'https://elsewhere.invalid/pixel.png';
    const frame = document.createElement('iframe');
    frame.src = 'https://elsewhere.invalid/';
    document.body.append(script, button, image, frame);
    button.click();
    await fetch('https://elsewhere.invalid/').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const mark of ['ranEval', 'ranFunction', 'ranScript', 'ranHandler'])
      if (ran[mark] !== undefined) through.push(mark);
    for (const one of [script, button, image, frame]) one.remove();
    return { through, blocked: [...blocked].sort() };
  });
}

/** The directives that stop what `tryPolicy` tries. */
export const STOPPED_BY = [
  'connect-src',
  'frame-src',
  'img-src',
  'script-src',
  'script-src-attr',
  'script-src-elem',
];
