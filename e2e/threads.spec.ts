import type { Page } from '@playwright/test';
import { drop, inspector, runAll } from './support/app.ts';
import { expect, test } from './support/page.ts';

/** Two populations in three columns. */
function runOf(events: number): string {
  const lines = ['s1_area_phd,s1_tba,s2_tba'];
  for (let i = 0; i < events; i++) {
    const odd = i % 10 === 0 ? 1 : 0;
    lines.push(
      `${100 + 40 * Math.sin(i)},${odd - 0.6 + 0.05 * Math.cos(3 * i)},${0.3 + 0.4 * odd + 0.02 * Math.sin(7 * i)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Helper threads of an embedding that are there now, as the browser itself tells: they are workers of a worker. */
async function countHelpers(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'worker' }] });
  await session.detach();
  return targetInfos.filter(({ url }) => /\/crew\.worker[^/]*\.js/.test(url)).length;
}

async function open(page: Page, url: string, events: number): Promise<void> {
  await page.goto(url);
  // A file dropped before the app is there falls nowhere.
  await expect(page.getByRole('main')).toBeVisible();
  await drop(page, 'run.csv', runOf(events));
  await expect(page.getByText('run.csv').first()).toBeVisible();
}

const clusterSizes = (page: Page): Promise<string[]> =>
  inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').allTextContents();

test('an embedding shows its progress, runs on helper threads, which end when it is cancelled; a second run has new ones', async ({
  page,
}) => {
  await open(page, '/', 8_000);
  const threads = await page.evaluate(() => navigator.hardwareConcurrency);
  test.skip(threads < 2, 'one hardware thread: no helpers');
  const embed = page.getByRole('region', { name: 'Embed, cell 3' });
  const epochs = embed.getByRole('textbox', { name: 'epochs' });
  // So many that it cannot be over before it is cancelled.
  await epochs.fill('10000');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Run all/ }).click();
  await expect(embed.getByRole('progressbar')).toBeVisible();
  await expect(embed.getByText(/epoch \d+ of \d+/)).toBeVisible({ timeout: 60_000 });
  expect(await countHelpers(page)).toBe(Math.min(16, threads));
  // By key: a click waits for frames in which nothing moves, which are rare while all cores are busy.
  await embed.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(embed.getByText('stale')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Run all/ })).toBeEnabled();
  await expect(embed.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => countHelpers(page)).toBe(0);
  await epochs.fill('60');
  await page.keyboard.press('Enter');
  await runAll(page);
  expect((await clusterSizes(page)).length).toBeGreaterThan(1);
});

test('a plain static host below a path serves the whole job with a note that threads are off; one thread finds the same clusters', async ({
  page,
  plainServer,
}) => {
  await open(page, '/', 1_500);
  await runAll(page);
  const together = await clusterSizes(page);
  await open(page, plainServer.url, 1_500);
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
  await expect(page.getByText('threads are off')).toBeVisible();
  await runAll(page);
  expect(await countHelpers(page)).toBe(0);
  expect(await clusterSizes(page)).toEqual(together);
  await inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').first().click();
  await expect(inspector(page).locator('.effect').first()).toBeVisible();
});
