import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startServer } from '../tools/serve.mjs';
import { inspector, leadingQuantities, putAwayBegin, runAll } from './support/app.ts';
import { copyOfApp } from './support/built-app.ts';
import { expect, test as plain } from './support/page.ts';

/** A copy of the built app that a test may change, served below a path as `npm start` serves it. */
const test = plain.extend<{ copy: { folder: string; url: string } }>({
  serviceWorkers: 'allow',
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  copy: async ({}, use) => {
    const { folder, remove } = copyOfApp();
    const server = await startServer({ root: folder, port: 0, base: '/deep/place/' });
    await use({ folder, url: server.url });
    await server.close();
    remove();
  },
  // The copy is an origin of its own.
  faults: async ({ copy }, use) => {
    const faults: string[] = [];
    const keep = (...found: string[]): number => {
      for (const fault of found) {
        if (!fault.startsWith(`off-origin request: ${copy.url}`)) faults[faults.length] = fault;
      }
      return faults.length;
    };
    Object.defineProperty(faults, 'push', { value: keep });
    await use(faults);
  },
});

async function kept(page: Page): Promise<void> {
  await putAwayBegin(page);
  await expect(page.getByText('works offline')).toBeVisible({ timeout: 120_000 });
}

test('the app opens without a network after the first load, isolated, and does the whole job', async ({
  page,
  context,
  copy,
}) => {
  await page.goto(copy.url);
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  await putAwayBegin(page);
  await expect(page.getByRole('main')).toBeVisible();
  expect(
    await page.evaluate(() => [crossOriginIsolated, navigator.serviceWorker.controller !== null]),
  ).toEqual([true, true]);
  const policy = await page.evaluate(
    async () => (await fetch('./')).headers.get('content-security-policy') ?? '',
  );
  expect(policy).toContain("default-src 'none'");
  await page.getByRole('textbox', { name: 'epochs' }).fill('60');
  await page.keyboard.press('Enter');
  await runAll(page);
  const clusters = inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button');
  expect(await clusters.count()).toBeGreaterThan(2);
  await clusters.nth(1).click();
  await expect.poll(async () => (await leadingQuantities(page)).length).toBeGreaterThan(0);
  await expect(page.locator('.figure-area canvas').first()).toBeAttached();
});

test('a new build is offered when all of it is there, and taken up by a press', async ({ page, copy }) => {
  test.slow();
  await page.goto(copy.url);
  await kept(page);
  const mark = (): Promise<number> => page.locator('meta[name="build"]').count();
  expect(await mark()).toBe(0);

  // Another build: its page differs, and so do the list of files and its version.
  const index = join(copy.folder, 'index.html');
  const worker = join(copy.folder, 'service-worker.js');
  writeFileSync(
    index,
    readFileSync(index, 'utf8').replace('<title>', '<meta name="build" content="2"><title>'),
  );
  const script = readFileSync(worker, 'utf8');
  const next = script.replace(/[0-9a-f]{16}/, '0123456789abcdef');
  expect(next).not.toBe(script);
  writeFileSync(worker, next);

  // Until it is taken up, the window stays whole in the old one, also when it is loaded again.
  await page.reload();
  await putAwayBegin(page);
  expect(await mark()).toBe(0);
  await expect(page.getByText('A new version is ready.')).toBeVisible({ timeout: 120_000 });
  const title = page.getByLabel('Title of the notebook');
  await title.fill('kept over the change');
  await page.keyboard.press('Enter');
  await page.getByText(/^saved \d/).waitFor();
  await page.getByRole('navigation', { name: 'Outline' }).getByRole('button', { name: 'Reload' }).click();
  await expect.poll(mark).toBe(1);
  await expect(title).toHaveValue('kept over the change');
  await expect(page.getByText('A new version is ready.')).toHaveCount(0);
});
