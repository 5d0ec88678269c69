import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';

/** Opens the app in a clean browser: the bundled run, the ways to begin before it put away. */
export async function openApp(page: Page): Promise<void> {
  await page.goto('/');
  await putAwayBegin(page);
  await expect(page.getByRole('main')).toBeVisible();
}

/** The ways to begin, which a browser shows that keeps no notebook yet. */
export async function putAwayBegin(page: Page): Promise<void> {
  const begin = page.getByRole('dialog', { name: 'Begin' });
  await expect(begin).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(begin).toHaveCount(0);
}

/** Opens a simulated run through the form: small ones are quick. */
export async function openSimulated(page: Page, events: number): Promise<void> {
  await openApp(page);
  await page.getByRole('button', { name: 'Outcrop menu' }).click();
  await page.getByRole('menuitem', { name: 'Simulate a run' }).click();
  await page.getByRole('spinbutton', { name: 'Events' }).fill(String(events));
  await page.keyboard.press('Enter');
  // Until it is read, the notebook before it is still there, with a button of the same name.
  await expect(page.getByLabel('Title of the notebook')).toHaveValue('Simulated LZ SR1', { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Run all (2 stale)' })).toBeVisible({ timeout: 30_000 });
}

/** Drops a file on the window, as from a file manager. */
export async function drop(page: Page, file: string, content: string | Buffer): Promise<void> {
  const bytes = Buffer.from(content).toString('base64');
  const transfer = await page.evaluateHandle(
    ({ file, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], file));
      return data;
    },
    { file, bytes },
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Runs every cell, and waits until all are fresh. */
export async function runAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run all/ }).click();
  await expect(page.getByRole('button', { name: 'All fresh' })).toBeVisible({ timeout: 90_000 });
}

/** The panel of a plot by its title. */
export function plot(page: Page, title: string): Locator {
  return page.getByRole('main').getByRole('region', { name: title, exact: true });
}

export function inspector(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Inspector' });
}

/** The quantities that set the selection apart, best first. */
export async function leadingQuantities(page: Page): Promise<string[]> {
  return inspector(page)
    .getByRole('region', { name: 'What sets it apart' })
    .locator('.effect-name')
    .allTextContents();
}

/** Number of selected events as the inspector tells it; 0 where nothing is selected. */
export async function selectedCount(page: Page): Promise<number> {
  const text = await inspector(page).locator('.selected-count').textContent();
  const found = /^([\d,]+) of/.exec(text ?? '');
  return found ? Number(found[1].replaceAll(',', '')) : 0;
}

/** Draws a closed path with the mouse, through points of the page. */
export async function drag(page: Page, points: { x: number; y: number }[]): Promise<void> {
  await page.mouse.move(points[0].x, points[0].y);
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(point.x, point.y, { steps: 3 });
  await page.mouse.up();
}

/**
 * The box on the page that holds the pixels of a plot's cloud in the selection's colour: where a person sees
 * the selected events.
 */
export async function litBox(
  panel: Locator,
): Promise<{ left: number; top: number; right: number; bottom: number; pixels: number }> {
  return panel
    .locator('canvas')
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { width, height } = canvas;
      const data = canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
      const box = canvas.getBoundingClientRect();
      let [left, top, right, bottom, pixels] = [width, height, 0, 0, 0];
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const i = 4 * (y * width + x);
          const [r, g, b, a] = [data[i], data[i + 1], data[i + 2], data[i + 3]];
          // The accent is saturated, the context is grey.
          if (a < 128 || Math.max(r, g, b) - Math.min(r, g, b) < 90) continue;
          pixels++;
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
      const scaleX = box.width / width;
      const scaleY = box.height / height;
      return {
        left: box.left + left * scaleX,
        right: box.left + right * scaleX,
        top: box.top + top * scaleY,
        bottom: box.top + bottom * scaleY,
        pixels,
      };
    });
}
