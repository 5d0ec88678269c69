import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { putAwayBegin } from './support/app.ts';
import { crash } from './support/crash.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Other work may have the cores. */
const expect = expectSoon.configure({ timeout: 30_000 });

const titleOf = (page: Page): Locator => page.getByLabel('Title of the notebook');
const mark = (page: Page): Locator => page.locator('.save-mark');

async function rename(page: Page, title: string): Promise<void> {
  await titleOf(page).fill(title);
  await page.keyboard.press('Enter');
}

test('a database that an older version holds is told of, and used once it is let go; a tab that ends in the middle of a save loses a second at most', async ({
  page,
  context,
}) => {
  const older = await context.newPage();
  await older.goto('/licences.txt');
  await older.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('outcrop', 1);
        opening.onupgradeneeded = () => {
          const database = opening.result;
          database.createObjectStore('notebooks', { keyPath: 'id' });
          database.createObjectStore('generations', { keyPath: ['id', 'savedAt'] });
          database.createObjectStore('files', { keyPath: 'key' });
          database.createObjectStore('blobs');
        };
        opening.onsuccess = () => {
          Object.assign(globalThis, { held: opening.result });
          resolve();
        };
        opening.onerror = () => reject(opening.error);
      }),
  );
  await page.goto('/');
  await putAwayBegin(page);
  const alert = page.getByRole('alert').first();
  await expect(alert).toContainText('an older Outcrop is open in another tab; close it and reload');
  await rename(page, 'held up');
  await expect(mark(page)).toHaveText('not saved');
  await expect(alert).toBeVisible();
  await older.close();
  await expect(async () => {
    // It is also tried again by itself.
    await alert
      .getByRole('button', { name: 'Try again' })
      .click({ timeout: 1000 })
      .catch(() => undefined);
    await expect(mark(page)).toHaveText(/^saved \d/, { timeout: 2000 });
  }).toPass();
  await expect(page.getByRole('alert')).toHaveCount(0);

  let tab = page;
  let last = 'held up';
  for (const [i, end] of ['crash', 'close', 'crash', 'close'].entries()) {
    const next = `night ${i}`;
    await rename(tab, next);
    if (end === 'crash') await crash(context, tab);
    else await tab.close();
    tab = await context.newPage();
    await tab.goto('/');
    await expect(titleOf(tab)).toHaveValue(new RegExp(`^(${last}|${next})$`));
    await expect(tab.getByRole('alert')).toHaveCount(0);
    const kept = await titleOf(tab).inputValue();
    if (kept === next) {
      await tab.getByRole('button', { name: /^Undo/ }).click();
      await expect(titleOf(tab)).toHaveValue(last);
      await tab.getByRole('button', { name: /^Redo/ }).click();
      await expect(titleOf(tab)).toHaveValue(next);
      await expect(mark(tab)).toHaveText(/^saved \d/);
    }
    last = kept;
  }
});

test('without IndexedDB work goes on and is saved to files', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await page.goto('/');
  await putAwayBegin(page);
  await expect(page.getByRole('alert').first()).toContainText(
    'this browser window has no IndexedDB; notebooks can only be saved to files',
  );
  await rename(page, 'on paper');
  await expect(mark(page)).toHaveText('not saved');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save to a file' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('on paper');
});

test('a clock that is set back by a day takes no time away and brings no older notebook up', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const Own = Date;
    const shift = (): number => Number(sessionStorage.getItem('shift') ?? 0);
    globalThis.Date = class extends Own {
      constructor(...given: unknown[]) {
        super(...((given.length > 0 ? given : [Own.now() + shift()]) as [number]));
      }
      static override now(): number {
        return Own.now() + shift();
      }
    } as DateConstructor;
  });
  await page.goto('/');
  await putAwayBegin(page);
  await rename(page, 'before');
  await expect(mark(page)).toHaveText(/^saved \d/);
  const embed = page.getByRole('region', { name: 'Embed, cell 3' });
  const epochs = embed.getByRole('textbox', { name: 'epochs' });
  // So long that it cannot end before it is called off.
  await embed.getByRole('textbox', { name: 'n_neighbors' }).fill('100');
  await page.keyboard.press('Enter');
  await epochs.fill('10000');
  await epochs.press('Enter');
  await page.getByRole('button', { name: /^Run all/ }).click();
  await expect(embed.getByText(/epoch \d+ of \d+/)).toBeVisible();
  const seconds = async (): Promise<number> =>
    Number.parseFloat((await embed.locator('.progress-elapsed').textContent()) ?? '');
  const since = await seconds();
  await page.evaluate(() => sessionStorage.setItem('shift', String(-26 * 3_600_000)));
  // The time of the run goes on.
  await expect.poll(seconds).toBeGreaterThan(since);
  await embed.getByRole('button', { name: 'Cancel' }).click();
  await epochs.fill('20');
  await epochs.press('Enter');
  await page.getByRole('button', { name: /^Run all/ }).click();
  await page.evaluate(() => sessionStorage.setItem('shift', String(-52 * 3_600_000)));
  await expect(embed.getByText(/^done in [\d.]+ (s|min)/)).toBeVisible();

  await page.getByRole('button', { name: 'Outcrop menu' }).click();
  await page.getByRole('menuitem', { name: 'The bundled run' }).click();
  await expect(titleOf(page)).toHaveValue('A first look');
  await rename(page, 'after');
  await expect(mark(page)).toHaveText(/^saved \d/);
  await rename(page, 'after that');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(mark(page)).toHaveText(/^saved \d/);
  await page.reload();
  await expect(titleOf(page)).toHaveValue('after');
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(titleOf(page)).toHaveValue('after that');
  await page.getByRole('button', { name: 'Outcrop menu' }).click();
  await page.getByRole('menuitem', { name: 'New or recent notebook' }).click();
  const kept = page.getByRole('dialog', { name: 'Begin' }).getByRole('region', { name: 'Notebooks' });
  await expect(kept).toContainText('before');
  // Saved on a day to come, as the clock has it now.
  await expect(kept.locator('li').filter({ hasText: 'before' })).not.toContainText(/today|yesterday/);
});
