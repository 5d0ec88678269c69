import type { Page } from '@playwright/test';
import { openApp } from './support/app.ts';
import { expect, test } from './support/page.ts';

const night = (first: number, rows: number, more = ''): string => {
  const lines = Array.from({ length: rows }, (_, i) => {
    const n = first + i;
    return `${n},${(n * 0.37) % 11},${(n * 1.7) % 13}${more && ',1'}`;
  });
  return `event_id,s1_area_phd,s2_area_phd${more}\n${lines.join('\n')}\n`;
};

async function drop(page: Page, files: Record<string, string>): Promise<void> {
  const data = await page.evaluateHandle((texts) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(texts))
      transfer.items.add(new File([text], name, { lastModified: 1 }));
    return transfer;
  }, files);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

test.setTimeout(240_000);

test('several files are one table; one that is missing or changed is asked for by its name', async ({
  page,
}) => {
  const nights = { 'night-1.csv': night(0, 300), 'night-2.csv': night(300, 200) };
  await openApp(page);
  await drop(page, nights);
  const data = page.getByRole('region', { name: /^Data/ }).first();
  await expect(page.getByLabel('Title of the notebook')).toHaveValue('night-1 and 1 more', {
    timeout: 60_000,
  });
  await expect(page.getByText('500 events × 4 columns').first()).toBeVisible({ timeout: 60_000 });
  await page.getByText('2 files, one below the other').click();
  await expect(page.getByText('night-2.csv 200 events · csv')).toBeVisible();
  await expect(data).toBeVisible();

  // A file that differs in its columns: what does not fit is named, the rest is read.
  await drop(page, { ...nights, 'night-3.csv': night(500, 100, ',hv') });
  const dialog = page.getByRole('dialog', { name: 'What to read of night-1.csv and 2 more' });
  await expect(
    dialog.getByText('The files differ in their columns: hv (not in night-1.csv and night-2.csv).'),
  ).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByRole('listitem').filter({ hasText: 'night-3.csv' })).toContainText('rows');
  await expect(dialog.getByText('not read: not in night-1.csv and night-2.csv')).toBeVisible();
  await expect(dialog.getByRole('status')).toContainText('600 rows × 3 columns');
  const which = dialog.getByLabel('Which rows');
  await which.selectOption({ label: 'a random sample of all files together' });
  await dialog.getByRole('textbox', { name: 'rows', exact: true }).fill('120');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('status')).toContainText('120 rows × 3 columns');
  await which.selectOption({ label: 'a random sample of each file' });
  await expect(dialog.getByRole('status')).toContainText('360 rows × 3 columns');
  await which.selectOption('all');
  await dialog.getByRole('button', { name: 'Read' }).click();
  await expect(page.getByText('600 events × 4 columns').first()).toBeVisible({ timeout: 60_000 });

  // The browser forgets one of them: the cell asks for it by name, and tells one that is not as it was.
  await expect(page.getByText(/^saved \d/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Outcrop menu' }).click();
  await page.getByRole('menuitem', { name: 'New or recent notebook' }).click();
  const kept = page.getByRole('dialog', { name: 'Begin' }).getByRole('region', { name: 'Data files' });
  await expect(kept.locator('li')).toHaveCount(3);
  await kept.getByRole('button', { name: 'Remove night-2.csv from this browser' }).click();
  await expect(kept.locator('li')).toHaveCount(2);
  await page.reload();
  const alert = data.getByRole('alert');
  await expect(alert).toContainText('night-2.csv is not kept in this browser');
  const pick = async (button: string, name: string, text: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await data.getByRole('button', { name: button }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  await pick('Choose them again', 'night-9.csv', nights['night-2.csv']);
  await expect(page.getByText('night-9.csv is none of the files of this table')).toBeVisible();
  await pick('Choose them again', 'night-2.csv', night(300, 150));
  await expect(alert).toContainText('night-2.csv is not the file that this notebook was made on: 150 events');
  await pick('Choose another file', 'night-2.csv', nights['night-2.csv']);
  await expect(page.getByText('600 events × 4 columns').first()).toBeVisible({ timeout: 60_000 });
  await expect(alert).toHaveCount(0);
});
