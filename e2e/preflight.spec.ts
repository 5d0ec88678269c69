import { openSimulated } from './support/app.ts';
import { expect, test } from './support/page.ts';

test('a dear embedding tells its time and memory before it runs, and refuses what would not fit', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openSimulated(page, 60_000);
  const cell = page.getByRole('region', { name: 'Embed, cell 3' });
  const estimate = cell.getByRole('region', { name: 'Estimate', exact: true });
  const ask = estimate.getByRole('button', { name: 'Estimate time and memory' });
  const words = estimate.getByRole('status');

  await test.step('a trial on demand, which moves nothing', async () => {
    const before = (await estimate.boundingBox())?.height;
    await ask.click();
    await expect(words).toHaveText(
      /^About [\d.]+ (s|min) \([\d.]+ (s|min) to [\d.]+ (s|min)\) and [\d.]+ (MB|GB) on this computer \(\d+ threads?\), from a trial of [\d,]+ and [\d,]+ events\.$/,
      { timeout: 30_000 },
    );
    expect((await estimate.boundingBox())?.height).toBe(before);
  });

  await test.step('other parameters need another trial, which can be called off', async () => {
    await cell.getByRole('textbox', { name: 'n_neighbors' }).fill('100');
    await page.keyboard.press('Enter');
    await expect(words).toHaveText('By a short trial on this computer, before the run.');
    await ask.click();
    await estimate.getByRole('button', { name: 'Cancel the estimate' }).click();
    await expect(ask).toBeEnabled();
    await expect(words).toHaveText('By a short trial on this computer, before the run.');
  });

  await test.step('a run beyond memory is refused at once, with a sample that would do', async () => {
    await cell.getByRole('combobox', { name: 'Method' }).selectOption('umap-js');
    await cell.getByRole('textbox', { name: 'n_neighbors' }).fill('500');
    await page.keyboard.press('Enter');
    await ask.click();
    await expect(estimate).toContainText(
      /fitting 60,000 events in \d+ features with n_neighbors 500 by umap-js needs about \d+ GB .*; expected at most [\d.]+ GB/,
    );
    await cell.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(cell.getByRole('alert')).toContainText('expected at most');
    const offer = estimate.getByRole('button', { name: /^Fit a sample of [\d,]+ events instead$/ });
    await offer.click();
    await expect(offer).toBeHidden();
    await expect(cell.getByRole('alert')).toBeHidden();
    await expect(cell.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  });
});
