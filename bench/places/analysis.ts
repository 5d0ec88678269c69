import type { Page } from '@playwright/test';
import { blockedBetween, type ShownStage, stagesBetween } from './waits.ts';

const PATIENCE = { timeout: 1_200_000 };
/** Drawing has ended where nothing was drawn for so long. */
const QUIET_MS = 1500;

/** One thing that the user does, until its answer stands on the screen. */
export interface Step {
  name: string;
  seconds: number;
  /** Longest task of the main thread meanwhile, in seconds; those under 50 ms count as 0. */
  blocked: number;
  stages: ShownStage[];
}

export interface Selected {
  count: number;
  /** Names of the quantities that set it apart, best first. */
  leading: string[];
}

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const plot = (page: Page, title: string) =>
  page.getByRole('main').getByRole('region', { name: title, exact: true });
const now = (page: Page): Promise<number> => page.evaluate(() => performance.now());

async function step<T>(page: Page, name: string, act: () => Promise<T>): Promise<[Step, T]> {
  const from = await now(page);
  const found = await act();
  return [await stepBetween(page, name, from, await now(page)), found];
}

async function stepBetween(page: Page, name: string, from: number, to: number): Promise<Step> {
  return {
    name,
    seconds: (to - from) / 1000,
    blocked: await blockedBetween(page, from, to),
    stages: await stagesBetween(page, from, to),
  };
}

/** Until nothing more is drawn; the time is that of the last drawing. @param since of the page, else now. */
async function drawn(page: Page, name: string, since?: number): Promise<Step> {
  const from = since ?? (await now(page));
  const to = await page.evaluate(
    async ([quiet, start]) => {
      const last = (): number => Math.max(start, globalThis.benchDraws.at(-1) ?? 0);
      while (performance.now() - last() < quiet) await new Promise((done) => setTimeout(done, 50));
      return last();
    },
    [QUIET_MS, from],
  );
  return stepBetween(page, name, from, to);
}

/** Opens a data file through the button. */
export async function openFile(page: Page, path: string, title: string): Promise<Step> {
  await page.getByRole('dialog', { name: 'Begin' }).waitFor(PATIENCE);
  await page.keyboard.press('Escape');
  // The notebook of the start is read and drawn first.
  await page.getByRole('button', { name: 'Run all (2 stale)' }).waitFor(PATIENCE);
  await drawn(page, 'start');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open file' }).click();
  // Timed from its arrival in the page: the way of a file through Playwright is not the app's.
  await (await chooser).setFiles(path);
  const from = await page.evaluate(() => globalThis.benchPicked);
  // Until it is read, the notebook before it is still there, with a button of the same name.
  await page.waitForFunction(
    (wanted) =>
      document.querySelector<HTMLInputElement>('[aria-label="Title of the notebook"]')?.value === wanted,
    title,
    PATIENCE,
  );
  await page.getByRole('button', { name: 'Run all (2 stale)' }).waitFor(PATIENCE);
  return stepBetween(page, 'open', from, await now(page));
}

/** Embeds and clusters with the defaults. */
export async function runAll(page: Page): Promise<Step> {
  const [run] = await step(page, 'run all', async () => {
    await page.getByRole('button', { name: 'Run all (2 stale)' }).click();
    const done = page.getByRole('button', { name: 'All fresh' });
    const failed = page.locator('.cell .notice.bad').first();
    await done.or(failed).first().waitFor(PATIENCE);
    if (await failed.isVisible()) throw new Error(`the app says: ${await failed.textContent()}`);
  });
  return run;
}

/** What the inspector says once it has said all. */
async function answered(page: Page): Promise<Selected> {
  const comparison = inspector(page).locator('.comparison[aria-busy="false"]');
  await comparison.locator('.effect-name').first().waitFor(PATIENCE);
  const count = await inspector(page).locator('.selected-count').textContent();
  return {
    count: Number(/^([\d,]+) of/.exec(count ?? '')?.[1].replaceAll(',', '')),
    leading: await comparison.locator('.effect-name').allTextContents(),
  };
}

/** The clusters of the inspector's list, largest first, without the noise. */
export async function clusterSizes(page: Page): Promise<number[]> {
  const list = inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button');
  const sizes = await list.filter({ hasNotText: 'noise' }).locator('.cluster-size').allTextContents();
  return sizes.map((text) => Number(text.replaceAll(',', '')));
}

export async function clearSelection(page: Page): Promise<void> {
  await inspector(page).getByRole('button', { name: 'Clear' }).click();
  await inspector(page)
    .locator('.comparison')
    .waitFor({ ...PATIENCE, state: 'detached' });
}

/** Picks a cluster in the inspector's list where nothing is selected. */
export async function pickCluster(page: Page, label: number): Promise<[Step, Selected]> {
  return step(page, `pick cluster ${label}`, async () => {
    const list = inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button');
    await list.nth(label).click();
    return answered(page);
  });
}

type Point = readonly [number, number];

/** A pixel of a population has at least so many lit ones around it, in a square of side 5: strays are left out. */
const LIT_AROUND = 6;
/** A hand keeps this distance from what it circles. */
const ROOM_PX = 4;

/** Where a plot shows the selected events, in px of the page: the convex outline of its saturated pixels. */
export async function litOutline(page: Page, title: string): Promise<Point[]> {
  const panel = plot(page, title);
  await panel.scrollIntoViewIfNeeded();
  await drawn(page, 'lit');
  const ends = await panel
    .locator('canvas')
    .first()
    .evaluate((element, least) => {
      const canvas = element as HTMLCanvasElement;
      const { width, height } = canvas;
      const context = canvas.getContext('2d');
      if (!context) throw new Error('the canvas of the plot has no 2d context');
      const { data } = context.getImageData(0, 0, width, height);
      const box = canvas.getBoundingClientRect();
      const [scaleX, scaleY] = [box.width / width, box.height / height];
      // The selection is saturated, the context is grey.
      const lit = Uint8Array.from({ length: width * height }, (_, i) => {
        const [r, g, b, alpha] = data.subarray(4 * i, 4 * i + 4);
        return alpha >= 128 && Math.max(r, g, b) - Math.min(r, g, b) >= 90 ? 1 : 0;
      });
      const around = (x: number, y: number): number => {
        let count = 0;
        for (let dy = -2; dy <= 2; dy++) {
          for (let dx = -2; dx <= 2; dx++) {
            const [px, py] = [x + dx, y + dy];
            if (px >= 0 && px < width && py >= 0 && py < height) count += lit[py * width + px];
          }
        }
        return count;
      };
      const ends: [number, number][] = [];
      for (let y = 0; y < height; y++) {
        const xs: number[] = [];
        for (let x = 0; x < width; x++) if (lit[y * width + x] && around(x, y) >= least) xs.push(x);
        for (const x of xs.length > 0 ? [xs[0], xs[xs.length - 1]] : [])
          ends.push([box.left + (x + 0.5) * scaleX, box.top + (y + 0.5) * scaleY]);
      }
      return ends;
    }, LIT_AROUND);
  if (ends.length < 3) throw new Error('hardly a pixel of the plot is lit; expected the selected events');
  return convexHull(ends);
}

/** Corners of the convex hull in order, by Andrew's monotone chain. O(n log n). */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (along: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of along) {
      while (chain.length >= 2 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0)
        chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Draws a lasso around an outline where nothing is selected; timed from the release of the mouse. */
export async function lasso(
  page: Page,
  outline: readonly Point[],
): Promise<{ steps: Step[]; selected: Selected }> {
  const middle = [0, 1].map((axis) => outline.reduce((sum, point) => sum + point[axis], 0) / outline.length);
  const path = outline.map(([x, y]): [number, number] => {
    const [dx, dy] = [x - middle[0], y - middle[1]];
    const out = 1 + ROOM_PX / Math.max(1, Math.hypot(dx, dy));
    return [middle[0] + dx * out, middle[1] + dy * out];
  });
  await page.mouse.move(...path[0]);
  await page.mouse.down();
  for (const point of path) await page.mouse.move(...point);
  const from = await now(page);
  const [listed, selected] = await step(page, 'lasso: ranked list', async () => {
    await page.mouse.up();
    return answered(page);
  });
  return { steps: [listed, await drawn(page, 'lasso: last plot', from)], selected };
}
