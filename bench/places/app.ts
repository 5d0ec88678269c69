import type { Page } from '@playwright/test';

declare global {
  var benchDraws: number[];
  var benchReleased: number;
  var benchBlocked: { start: number; ms: number }[];
}

const TITLES = ['s2c_area_phd vs s1c_area_phd', 's2_tba vs s1_tba', 'drift_time_us vs r_cm²', 'y_cm vs x_cm'];
/** No drawing for so long means that all has been drawn. */
const QUIET_MS = 1500;
const PATIENCE = { timeout: 600_000 };

export interface Redraw {
  /** From the release of the mouse to the last drawing on any canvas of the page. */
  seconds: number;
  /** Longest task of the main thread meanwhile, in seconds; those under 50 ms are not told and count as 0. */
  blocked: number;
  selected: string;
}

/** Notes when a page draws, when its thread is blocked, and when the mouse is released. Before the page loads. */
export async function watchDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // The dialogs of the system are out of reach: files are chosen the way of browsers without them.
    for (const picker of ['showSaveFilePicker', 'showOpenFilePicker'])
      Reflect.deleteProperty(globalThis, picker);
    globalThis.benchDraws = [];
    globalThis.benchBlocked = [];
    globalThis.benchReleased = 0;
    const contexts = CanvasRenderingContext2D.prototype;
    for (const method of ['drawImage', 'putImageData', 'fill', 'fillRect'] as const) {
      const original = contexts[method] as (...args: unknown[]) => unknown;
      Object.assign(contexts, {
        [method](this: CanvasRenderingContext2D, ...args: unknown[]) {
          if (this.canvas.isConnected) globalThis.benchDraws.push(performance.now());
          return original.apply(this, args);
        },
      });
    }
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        globalThis.benchBlocked.push({ start: startTime, ms: duration });
    }).observe({ entryTypes: ['longtask'] });
    addEventListener('mouseup', () => (globalThis.benchReleased = performance.now()), { capture: true });
  });
}

/** A simulated run in the app, its four first plots in sight and drawn. */
export async function openRun(page: Page, url: string, events: number): Promise<void> {
  await page.goto(url);
  await page.getByRole('dialog', { name: 'Begin' }).waitFor(PATIENCE);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Outcrop menu' }).click();
  await page.getByRole('menuitem', { name: 'Simulate a run' }).click();
  await page.getByRole('spinbutton', { name: 'Events' }).fill(String(events));
  await page.keyboard.press('Enter');
  // The notebook before it has the same buttons and plots.
  const loaded = page
    .getByRole('main')
    .getByText(`${events.toLocaleString('en-US')} events ×`)
    .first();
  await loaded.waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Run all (2 stale)' }).waitFor(PATIENCE);
  const bar = page.getByRole('toolbar', { name: 'Selection tool' });
  await bar.waitFor(PATIENCE);
  await bar.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  for (const title of TITLES) {
    await plot(page, title).locator('canvas[data-picture="sharp"]').first().waitFor(PATIENCE);
  }
}

const plot = (page: Page, title: string) =>
  page.getByRole('main').getByRole('region', { name: title, exact: true });

/** Draws a lasso in the first plot; each round one of another size. */
export async function lassoAndWait(page: Page, round: number): Promise<Redraw> {
  const box = await plot(page, TITLES[0]).locator('canvas').first().boundingBox();
  if (!box) throw new Error(`the plot ${TITLES[0]} is out of sight`);
  const size = 0.12 + 0.02 * round;
  const at = (angle: number): [number, number] => [
    box.x + box.width * (0.5 + size * Math.cos(angle)),
    box.y + box.height * (0.5 + size * Math.sin(angle)),
  ];
  await page.evaluate(() => {
    globalThis.benchDraws.length = 0;
    globalThis.benchBlocked.length = 0;
  });
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let i = 1; i <= 24; i++) await page.mouse.move(...at((i * Math.PI) / 12));
  await page.mouse.up();
  const figure = await page.evaluate(async (quiet) => {
    const last = (): number => Math.max(globalThis.benchReleased, globalThis.benchDraws.at(-1) ?? 0);
    while (performance.now() - last() < quiet) await new Promise((done) => setTimeout(done, 50));
    const from = globalThis.benchReleased;
    const end = last();
    const during = globalThis.benchBlocked.filter(({ start, ms }) => start + ms > from && start < end);
    return { ms: end - from, blocked: Math.max(0, ...during.map(({ ms }) => ms)) };
  }, QUIET_MS);
  const selected = await page
    .getByRole('complementary', { name: 'Inspector' })
    .locator('.selected-count')
    .textContent();
  return { seconds: figure.ms / 1000, blocked: figure.blocked / 1000, selected: selected ?? '' };
}
