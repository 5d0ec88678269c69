import { inspector, openApp, runAll } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Many short runs, where other work has the cores. */
const expect = expectSoon.configure({ timeout: 60_000 });

test('the card of a cluster: asked for in the inspector, called off, made, and for all by the palette', async ({
  page,
}) => {
  await openApp(page);
  await runAll(page);
  await inspector(page)
    .getByRole('button', { name: /^cluster 1 / })
    .click();
  await inspector(page).getByRole('button', { name: 'Reality', exact: true }).click();
  const cell = page.getByRole('region', { name: /^Reality of cluster 1/ });
  const sofar = cell.getByRole('region', { name: 'Found so far' });
  // What is known is shown as it comes; twenty repetitions are far from over by then.
  await expect(sofar.getByText(/^\d+ of 20 repetitions/)).toBeVisible();
  await expect(sofar.getByRole('img', { name: /^Jaccard of \d+ repetitions/ })).toBeVisible();
  await cell.getByRole('button', { name: /^Cancel/i }).click();
  await expect(sofar).toHaveCount(0);
  await expect(cell.getByText('columns are shuffled to see')).toBeVisible();

  await cell.getByRole('textbox', { name: 'Repetitions' }).fill('2');
  await page.keyboard.press('Tab');
  await cell.getByRole('textbox', { name: 'Shuffled twins' }).fill('1');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Run all/ }).click();
  const card = cell.getByRole('listitem', { name: 'cluster 1' });
  await expect(card.getByText(/found again in \d of 2 \(95 %/)).toBeVisible();
  await expect(card.locator('.reality-verdict')).toHaveText(/ound again in \d of 2/);
  await expect(card.locator('.share-bar').first()).toContainText('all others');
  await expect(cell.getByRole('region', { name: 'The plane and its shuffled twins' })).toBeVisible();
  await cell.getByText('How this was made').click();
  await expect(cell.getByText(/1 embedding, 1 clustering and 1 selection/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'All fresh' })).toBeVisible();

  // One cell for all clusters, by name; the first is left as it is.
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('reality cards of all');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Reality of all clusters' })).toBeVisible();
  await expect(card).toBeVisible();
});
