import { inspector, openSimulated, runAll } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Ten trainings take a while where other work has the cores. */
const expect = expectSoon.configure({ timeout: 60_000 });

test('a classifier is trained on a selection, called off, and gives every event a probability', async ({
  page,
}) => {
  await openSimulated(page, 1500);
  await runAll(page);
  const clusters = inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button');
  await clusters.nth(1).click();
  await inspector(page).getByRole('button', { name: 'Classify' }).click();
  const cell = page.getByRole('region', { name: /^Classify \d+ selected events/ });
  await expect(cell.getByText(/AUC \d\.\d{3} \(95 %: \d\.\d{3} to \d\.\d{3}\)/)).toBeVisible();
  await expect(cell.getByText(/in 5 folds × 2 seeds, \d+ quantities/)).toBeVisible();
  await expect(cell.getByRole('heading', { name: 'ROC curve' })).toBeVisible();
  const losses = cell.locator('.importances li');
  const best = await losses.first().textContent();
  expect(await losses.count()).toBeGreaterThan(5);
  await expect(cell.locator('.pairs tbody tr').first()).toContainText(' with ');
  await expect(page.getByText('class probability', { exact: true }).first()).toBeVisible();

  // So many trainings that it cannot end before it is called off.
  for (const field of ['Folds', 'Seeds']) {
    await cell.getByRole('textbox', { name: field }).fill('10');
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: 'Run all (1 stale)' }).click();
  await expect(cell.getByText(/training \d+ of 100/)).toBeVisible();
  await cell.getByRole('button', { name: 'Cancel' }).click();
  await expect(cell.getByText(/training \d+ of 100/)).toHaveCount(0);

  // The same seed gives the same numbers, and a classifier the palette knows.
  for (const [field, value] of [
    ['Folds', '5'],
    ['Seeds', '2'],
  ]) {
    await cell.getByRole('textbox', { name: field }).fill(value);
    await page.keyboard.press('Enter');
  }
  await expect(losses.first()).toHaveText(best ?? '');
});
