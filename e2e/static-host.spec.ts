import { inspector, runAll } from './support/app.ts';
import { expect, test } from './support/page.ts';

test('a plain static host below a path serves the whole job, with a note that threads are off', async ({
  page,
  plainServer,
}) => {
  await page.goto(plainServer.url);
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
  await expect(page.getByText('threads are off')).toBeVisible();
  await runAll(page);
  await inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').first().click();
  await expect(inspector(page).locator('.effect').first()).toBeVisible();
});

test('our own server isolates the page, and no note is shown', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('main')).toBeVisible();
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  await expect(page.getByText('threads are off')).toHaveCount(0);
});
