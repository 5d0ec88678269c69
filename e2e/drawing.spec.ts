import { readFileSync } from 'node:fs';
import type { Locator, Page, Worker } from '@playwright/test';
import { drag, litBox, openSimulated, plot, selectedCount } from './support/app.ts';
import { expect, test } from './support/page.ts';

/** Enough to be drawn in the worker. */
const EVENTS = 60_000;
const TITLES = ['s2c_area_phd vs s1c_area_phd', 's2_tba vs s1_tba', 'drift_time_us vs r_cm²', 'y_cm vs x_cm'];

/** Opens a large run with its first plots in sight, all sharp. */
async function openLarge(page: Page): Promise<void> {
  await openSimulated(page, EVENTS);
  await page.getByRole('toolbar', { name: 'Selection tool' }).scrollIntoViewIfNeeded();
  await page
    .getByRole('toolbar', { name: 'Selection tool' })
    .evaluate((bar) => bar.scrollIntoView({ block: 'start' }));
  await sharp(page);
}

async function sharp(page: Page): Promise<void> {
  for (const title of TITLES) {
    await expect(plot(page, title).locator('canvas').first()).toHaveAttribute('data-picture', 'sharp', {
      timeout: 60_000,
    });
  }
}

/** Sum of all that a canvas shows, place by place: two pictures have the same only if they are the same. */
function fingerprint(canvas: Locator): Promise<string> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext('2d')!;
    const { data } = context.getImageData(0, 0, width, height);
    let hash = 0;
    for (const byte of data) hash = (Math.imul(hash, 31) + byte) | 0;
    return `${width} x ${height}: ${hash}`;
  });
}

async function fingerprints(page: Page): Promise<string[]> {
  const all: string[] = [];
  for (const title of TITLES) all.push(await fingerprint(plot(page, title).locator('canvas').first()));
  return all;
}

async function lasso(page: Page, title: string): Promise<void> {
  const box = (await plot(page, title).locator('canvas').first().boundingBox())!;
  const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  await drag(page, [at(0.3, 0.3), at(0.6, 0.3), at(0.6, 0.7), at(0.3, 0.7), at(0.3, 0.3)]);
}

function rasterWorker(page: Page): Worker {
  const worker = page.workers().find((one) => one.url().includes('raster'));
  if (!worker) throw new Error('the page runs no raster worker');
  return worker;
}

/** Notes which contexts of canvases the page asks for. */
const watch = (): void => {
  const asked: string[] = [];
  Object.assign(globalThis, { asked });
  const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
    asked.push(String(given[0]));
    return Reflect.apply(own, this, given);
  } as typeof own;
};

const asked = (of: Page): Promise<string[]> =>
  of.evaluate(() => [...new Set((globalThis as unknown as { asked: string[] }).asked)]);

test('a large run is drawn in a worker, linked, hovered, zoomed and saved; a worker that dies is replaced; without WebGL it is the same', async ({
  page,
  playwright,
  server,
  faults,
}) => {
  test.slow();
  await page.addInitScript(watch);
  await openLarge(page);
  rasterWorker(page);
  await lasso(page, TITLES[0]);
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(100);
  for (const title of TITLES)
    await expect.poll(async () => (await litBox(plot(page, title))).pixels).toBeGreaterThan(50);

  const first = plot(page, TITLES[0]);
  const lit = await litBox(first);
  await page.mouse.move((lit.left + lit.right) / 2, (lit.top + lit.bottom) / 2, { steps: 4 });
  await expect(first.locator('.figure-tip')).toHaveText(/s1c_area [\d.,]+ phd.*row \d+/s);
  // The event that is pointed at is ringed in the other plots.
  await expect(plot(page, TITLES[3]).locator('.figure-ring')).toBeVisible();

  await page.getByRole('button', { name: 'Pan', exact: true }).first().click();
  const whole = await fingerprint(first.locator('canvas').first());
  const shown = await first
    .locator('canvas')
    .first()
    .evaluateHandle((canvas) => {
      const pictures: string[] = [];
      new MutationObserver(() => pictures.push((canvas as HTMLElement).dataset.picture ?? '')).observe(
        canvas,
        {
          attributeFilter: ['data-picture'],
        },
      );
      return pictures;
    });
  await first.locator('.figure-plot').focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('+');
  await expect(first.locator('canvas').first()).toHaveAttribute('data-picture', 'sharp');
  await expect(first.locator('.figure-note')).toHaveText(/[\d,]{5,} outside the axes/);
  expect(await fingerprint(first.locator('canvas').first())).not.toBe(whole);
  // The last picture stretched at once, then the sharp one.
  expect(await shown.evaluate((pictures) => [pictures[0], pictures.at(-1)])).toEqual(['stretched', 'sharp']);
  await page.keyboard.press('0');
  await expect.poll(() => fingerprint(first.locator('canvas').first())).toBe(whole);

  // A figure that is taken out while it is dragged is let go without an error.
  const { x, y, width, height } = (await first.locator('canvas').first().boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 20, y + height / 2);
  await first.getByRole('button', { name: /^Actions of/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'Remove' }).press('Enter');
  await expect(first).toHaveCount(0);
  await page.mouse.move(x + width / 2 + 40, y + height / 2);
  await page.mouse.up();
  await page.keyboard.press('Control+z');
  await expect(first.locator('canvas').first()).toHaveAttribute('data-picture', 'sharp');
  await expect.poll(() => fingerprint(first.locator('canvas').first())).toBe(whole);
  expect(faults).toEqual([]);

  const size = (await first.locator('.figure-plot').boundingBox())!;
  for (const format of ['PNG', 'SVG']) {
    const download = page.waitForEvent('download');
    await first.getByRole('button', { name: /^Actions of/ }).click();
    await page.getByRole('menuitem', { name: `Save as ${format}` }).click();
    const bytes = readFileSync(await (await download).path());
    if (format === 'PNG') {
      // Three pixels a px of the page: 300 dpi where a screen has 100.
      expect(bytes.readUInt32BE(16)).toBe(3 * Math.floor(size.width));
    } else {
      const text = bytes.toString('utf8');
      expect(text).toMatch(/<image[^>]+data:image\/png;base64,/);
      expect(text).toMatch(/<text[^>]*>[^<]*s1c_area \[phd\]/);
    }
  }

  await page.keyboard.press('Escape');
  await expect.poll(() => selectedCount(page)).toBe(0);
  await page.getByRole('button', { name: 'Lasso', exact: true }).first().click();
  await page.mouse.move(2, 2);
  await sharp(page);

  // The raster worker dies.
  const before = await fingerprints(page);
  const lost = rasterWorker(page);
  const gone = new Promise((resolve) => lost.once('close', resolve));
  await lost.evaluate(() => {
    setTimeout(() => {
      throw new Error('provoked by the test');
    });
  });
  await gone;
  await lasso(page, TITLES[1]);
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(100);
  for (const title of TITLES)
    await expect.poll(async () => (await litBox(plot(page, title))).pixels).toBeGreaterThan(50);
  expect(rasterWorker(page)).not.toBe(lost);
  await page.keyboard.press('Escape');
  await expect.poll(() => selectedCount(page)).toBe(0);
  await expect.poll(() => fingerprints(page)).toEqual(before);
  expect(faults.filter((fault) => !fault.includes('provoked by the test'))).toEqual([]);
  faults.length = 0;

  // No plot asks for WebGL, and all are the same to the pixel in a browser that has none.
  await lasso(page, TITLES[0]);
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(100);
  await expect.poll(async () => (await litBox(plot(page, TITLES[3]))).pixels).toBeGreaterThan(50);
  expect(await asked(page)).toEqual(['2d']);

  const { launchOptions } = test.info().project.use;
  const bare = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), '--disable-3d-apis'],
  });
  try {
    const other = await bare.newPage({ baseURL: server.url, viewport: page.viewportSize() });
    await other.addInitScript(watch);
    await openLarge(other);
    const webgl = await other.evaluate(() => document.createElement('canvas').getContext('webgl'));
    expect(webgl).toBeNull();
    await lasso(other, TITLES[0]);
    await expect.poll(() => selectedCount(other)).toBe(await selectedCount(page));
    await expect.poll(async () => (await litBox(plot(other, TITLES[3]))).pixels).toBeGreaterThan(50);
    const wanted = await fingerprints(page);
    await expect.poll(() => fingerprints(other)).toEqual(wanted);
  } finally {
    await bare.close();
  }
});
