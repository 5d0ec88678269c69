import { existsSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/page.ts';

const folder = new URL('../../shared/fixtures/root/', import.meta.url);

async function drop(page: Page, name: string): Promise<void> {
  const content = readFileSync(new URL(name, folder)).toString('base64');
  const data = await page.evaluateHandle(
    ([text, title]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], title));
      return transfer;
    },
    [content, name],
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

test.setTimeout(240_000);

test('a ROOT file with several trees is looked into, and what is chosen of it is read', async ({ page }) => {
  test.skip(!existsSync(folder), '../shared/fixtures is not there');
  await page.goto('./');
  await expect(
    page
      .getByRole('heading', { name: /Outcrop/ })
      .or(page.locator('dialog'))
      .first(),
  ).toBeVisible({ timeout: 60_000 });
  await drop(page, 'uproot-Zmumu-zstd.root');
  // One tree of plain columns opens without a question.
  await expect(page.getByText('2,304 events').first()).toBeVisible({ timeout: 60_000 });
  await drop(page, 'uproot-nesteddirs.root');
  const dialog = page.getByRole('dialog', { name: 'What to read of uproot-nesteddirs.root' });
  await expect(dialog.getByText('It holds 3 tables.')).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('radio', { name: /three\/tree/ }).check();
  await expect(dialog.getByText('not read: of class string')).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'None' }).click();
  await expect(dialog.getByRole('button', { name: 'Read' })).toBeDisabled();
  await expect(dialog.getByRole('status')).toHaveText('choose at least one column');
  await dialog.getByLabel('F64', { exact: true }).check();
  await dialog.getByLabel('SliceF64', { exact: true }).check();
  await dialog.getByLabel('What is read of SliceF64').selectOption({ label: 'how many there are' });
  await dialog.getByLabel('Which rows').selectOption('range');
  await dialog.getByLabel('to row').fill('40');
  await dialog.getByLabel('to row').press('Tab');
  await expect(dialog.getByRole('status')).toContainText('40 rows × 2 columns');
  await dialog.getByRole('button', { name: 'Read' }).click();
  await expect(page.getByText('40 events × 2 columns').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('SliceF64.length').first()).toBeVisible({ timeout: 60_000 });

  // The choice is kept with the cell, can be changed, and closing it changes nothing.
  await page.getByRole('button', { name: 'Choose what is read' }).click();
  await expect(dialog.getByLabel('F64', { exact: true })).toBeChecked();
  await expect(dialog.getByLabel('F32', { exact: true })).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await drop(page, 'CORRUPT_bitflipped_baskets.root');
  await expect(page.getByText(/tree events, branch pt1, basket 1: cannot be decoded/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('40 events × 2 columns').first()).toBeVisible({ timeout: 60_000 });
});
