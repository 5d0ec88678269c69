import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { drop, inspector, openApp, plot, runAll, selectedCount } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Other work may have the cores. */
const expect = expectSoon.configure({ timeout: 100_000 });

test('fifty cells are run, walked through and taken back', async ({ page }) => {
  await openApp(page);
  const cells = page.locator('main .cell');
  const more: [cell: number, times: number][] = [
    [5, 6],
    [4, 4],
    [1, 35],
  ];
  for (const [cell, times] of more) {
    await cells
      .nth(cell - 1)
      .locator('.cell-number')
      .click();
    // The copy has the focus, and is copied.
    for (let i = 0; i < times; i++) await page.keyboard.press('d');
  }
  await expect(cells).toHaveCount(50);
  const epochs = page.getByRole('textbox', { name: 'epochs' }).first();
  await epochs.fill('20');
  await epochs.press('Enter');
  await runAll(page);
  await expect(page.locator('.outline ol > li')).toHaveCount(50);
  await inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').first().click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0);
  await cells.first().locator('.cell-number').click();
  for (let i = 0; i < 60; i++) await page.keyboard.press('j');
  await expect(cells.last()).toBeFocused();
  await expect(cells.last()).toBeInViewport();
  await page.keyboard.press('Delete');
  await expect(cells).toHaveCount(49);
  for (let i = 0; i < 48; i++) await page.keyboard.press('Control+z');
  await expect(cells).toHaveCount(5);
});

test('two hundred columns are features, and all are looked at', async ({ page }) => {
  const names = Array.from({ length: 200 }, (_, i) => `quantity_${i}`);
  const lines = Array.from({ length: 1000 }, (_, row) =>
    names
      .map((_, i) => (Math.sin(row * (i + 1.3) * 0.77) + (row < 100 && i % 20 === 0 ? 4 : 0)).toFixed(3))
      .join(','),
  );
  await openApp(page);
  await drop(page, 'wide.csv', `${names.join(',')}\n${lines.join('\n')}\n`);
  await expect(page.getByText('200 of 200 columns taken as features')).toBeVisible();
  const epochs = page.getByRole('textbox', { name: 'epochs' });
  await epochs.fill('10');
  await epochs.press('Enter');
  await page.getByRole('button', { name: 'Run all (2 stale)' }).click();
  await expect(page.getByRole('button', { name: 'All fresh' })).toBeVisible();
  await inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').first().click();
  await expect(inspector(page).getByText(/^200 quantities looked at/)).toBeVisible();
  await page.getByPlaceholder('Find a column').fill('quantity_199');
  await expect(page.locator('.outline').getByText('quantity_199', { exact: true })).toBeVisible();
});

/** Of a table of NumPy with columns of float32. */
function numpyHeader(rows: number, columns: string[]): Buffer {
  const fields = columns.map((name) => `('${name}', '<f4')`).join(', ');
  const text = `{'descr': [${fields}], 'fortran_order': False, 'shape': (${rows},), }`;
  const header = Buffer.from(`${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`);
  const begin = Buffer.alloc(10);
  begin.write('\x93NUMPY\x01\x00', 'latin1');
  begin.writeUInt16LE(header.length, 8);
  return Buffer.concat([begin, header]);
}

/** Of random numbers. */
function numpyTable(rows: number, columns: string[]): Buffer {
  const values = new Float32Array(rows * columns.length);
  for (let i = 0, state = 1; i < values.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    values[i] = state / 2 ** 26;
  }
  return Buffer.concat([numpyHeader(rows, columns), Buffer.from(values.buffer)]);
}

async function openFile(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open file' }).click();
  await (await chooser).setFiles(path);
}

/** Larger than what is read before a person can press a button; a hole on the disk. */
async function cancelledRead(page: Page, path: string): Promise<void> {
  const rows = 10_000_000;
  const columns = Array.from({ length: 200 }, (_, i) => `quantity_${i}`);
  const header = numpyHeader(rows, columns);
  writeFileSync(path, header);
  truncateSync(path, header.length + 4 * rows * columns.length);
  const title = await page.getByLabel('Title of the notebook').inputValue();
  await openFile(page, path);
  const choice = page.getByRole('dialog', { name: 'What to read of huge.npy' });
  await choice.getByLabel('Which rows').selectOption('sample');
  await expect(choice.getByRole('status')).toContainText('rows × 200 columns');
  await choice.getByRole('button', { name: 'Read' }).click();
  const opening = page.getByRole('dialog', { name: 'Opening huge.npy' });
  await expect(opening.getByRole('progressbar', { name: 'reading' })).toBeVisible();
  await expect(opening).toContainText(/The table takes about .* of memory/);
  await opening.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByLabel('Title of the notebook')).toHaveValue(title);
  await expect(page.getByText('1,200 events').first()).toBeVisible();
  // All that is told is of the file, which is too large to be kept.
  await expect(page.getByRole('alert')).toContainText('huge.npy will have to be opened again next time');
  await expect(page.getByRole('alert')).toHaveCount(1);
  rmSync(path);
}

test('reading 8 GB is cancelled and leaves no trace; two million events are read and drawn, and what they cannot be laid out with is refused with a sample that can', async ({
  page,
}, info) => {
  const columns = ['s1_area_phd', 's2_area_phd', 's1_tba'];
  const path = info.outputPath('two-million.npy');
  writeFileSync(path, numpyTable(2_000_000, columns));
  await openApp(page);
  await test.step('a read that is cancelled', () => cancelledRead(page, info.outputPath('huge.npy')));
  await openFile(page, path);
  await expect(page.getByText('2,000,000 events').first()).toBeVisible();
  const embed = page.getByRole('region', { name: 'Embed, cell 3' });
  const neighbours = embed.getByRole('textbox', { name: 'n_neighbors' });
  await neighbours.fill('500');
  await neighbours.press('Enter');
  await embed.getByRole('button', { name: 'Estimate time and memory' }).click();
  const offer = embed.getByRole('button', { name: /^Fit a sample of [\d,]+ events instead$/ });
  await expect(offer).toBeVisible();
  await embed.getByRole('button', { name: 'Run', exact: true }).click();
  const alert = embed.getByRole('alert');
  await expect(alert).toContainText(
    /fitting 2,000,000 events in \d features with n_neighbors 500 by umap needs about \d+ GB of memory; expected at most [\d.]+ GB.*; a sample of [\d,]+ would do/,
  );
  // The tab is well: events are drawn and selected.
  const panel = plot(page, 's2_area_phd vs s1_area_phd');
  await panel.scrollIntoViewIfNeeded();
  await expect(panel.locator('canvas').first()).toHaveAttribute('data-picture', 'sharp');
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await expect.poll(() => selectedCount(page)).toBe(2_000_000);
  // With the sample it begins.
  await offer.click();
  await expect(alert).toHaveCount(0);
  await embed.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(embed.getByRole('progressbar').first()).toBeVisible();
  await embed.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(embed.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});
