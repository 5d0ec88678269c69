import type { Locator } from '@playwright/test';
import { inspector, openApp, runAll, selectedCount } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** 29 columns of 1,200 events take a while where other work has the cores. */
const expect = expectSoon.configure({ timeout: 30_000 });

const sizes = (cell: Locator): Promise<string[]> =>
  cell.getByRole('list', { name: 'Clusters' }).locator('.cluster-size').allTextContents();

test('clusters by the measured columns, and by the leaves of HDBSCAN', async ({ page }) => {
  await openApp(page);
  await runAll(page);
  const cell = page.getByRole('region', { name: /^Cluster/ });
  const fresh = page.getByRole('button', { name: 'All fresh' });
  await expect(cell.getByText('Distances are those of the plane')).toBeVisible();
  const inPlane = await sizes(cell);

  // The measured columns: other distances, said so, with their own curve and eps.
  const eps = cell.getByRole('textbox', { name: 'eps', exact: true });
  const auto = await eps.getAttribute('placeholder');
  await eps.fill('0.31');
  await page.keyboard.press('Enter');
  await cell.getByLabel('Distances in').selectOption('columns');
  await expect(cell.getByText(/Distances are Euclidean in the \d+ columns behind the plane/)).toBeVisible();
  await expect(eps).toHaveValue('');
  await expect(eps).not.toHaveAttribute('placeholder', auto ?? '');
  await expect(cell.getByText(/in \d+ columns: \d+ cluster/)).toBeVisible();
  expect(await sizes(cell)).not.toEqual(inPlane);
  await cell.getByRole('list', { name: 'Clusters' }).getByRole('button').first().click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0);
  await expect(inspector(page).locator('.effect').first()).toBeVisible();

  // HDBSCAN in the plane, by excess of mass and by leaves, which are no fewer.
  await cell.getByLabel('Distances in').selectOption('plane');
  await cell.getByLabel('Method').selectOption('hdbscan');
  await expect(cell.getByText(/hdbscan: \d+ cluster/)).toBeVisible();
  await expect(fresh).toBeVisible();
  const byMass = await sizes(cell);
  await cell.getByLabel('Clusters are').selectOption('leaf');
  await expect(cell.getByRole('combobox', { name: 'Clusters are' })).toHaveValue('leaf');
  await expect.poll(() => sizes(cell)).not.toEqual(byMass);
  await expect(fresh).toBeVisible();
  const leaves = await sizes(cell);
  expect(leaves.length).toBeGreaterThanOrEqual(byMass.length);
  const divided = cell.getByRole('textbox', { name: 'Undivided below' });
  await divided.fill('-1');
  await page.keyboard.press('Enter');
  await expect(cell.getByRole('alert')).toHaveText('expected at least 0');
  await divided.fill('50');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await sizes(cell)).length).toBeLessThan(leaves.length);
});
