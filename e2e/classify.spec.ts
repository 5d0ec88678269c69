import { inspector, openApp, runAll } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Ten trainings take a while where other work has the cores. */
const expect = expectSoon.configure({ timeout: 60_000 });

test('a classifier is trained on a selection, called off, and gives every event a probability', async ({
  page,
}) => {
  await openApp(page);
  await runAll(page);
  const clusters = inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button');
  await clusters.nth(1).click();
  await inspector(page).getByRole('button', { name: 'Classify' }).click();
  const cell = page.getByRole('region', { name: /^Classify cluster \d/ });
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

test('several classes are told apart, by TensorFlow.js as by our own trainer; the model is kept, saved and applied', async ({
  page,
}) => {
  await openApp(page);
  await runAll(page);
  const clusters = inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button');
  await clusters.nth(1).click();
  await inspector(page).getByRole('button', { name: 'Explain' }).click();
  const explain = page.getByRole('region', { name: /^Explain cluster \d/ });
  await explain.getByRole('button', { name: 'Train a classifier' }).click();
  const cell = page.getByRole('region', { name: /^Classify cluster \d/ });
  await cell.getByRole('button', { name: 'Cancel' }).click();
  for (const [field, value] of [
    ['Folds', '2'],
    ['Seeds', '1'],
  ]) {
    await cell.getByRole('textbox', { name: field }).fill(value);
    await page.keyboard.press('Enter');
  }
  const choose = (field: string, value: string) =>
    cell.getByRole('combobox', { name: field }).selectOption(value);
  await choose('Tell apart', 'classes');
  await choose('Classes from', 'clusters');
  await choose('Trained by', 'tfjs-wasm');
  await runAll(page);
  const confusion = cell.locator('.confusion');
  await expect(cell.getByText(/TensorFlow\.js, wasm, \d+ epochs/)).toBeVisible();
  const first = await confusion.textContent();
  await expect(confusion.getByRole('rowheader', { name: 'cluster 1' })).toBeVisible();

  // So many trainings that they cannot end before they are called off.
  await cell.getByRole('textbox', { name: 'Seeds' }).fill('10');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Run all (1 stale)' }).click();
  await expect(cell.getByText(/training \d+ of 20/)).toBeVisible();
  await cell.getByRole('button', { name: 'Cancel' }).click();
  await expect(cell.getByText(/training \d+ of 20/)).toHaveCount(0);
  await cell.getByRole('textbox', { name: 'Seeds' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(confusion).toHaveText(first ?? '');

  await cell.getByRole('button', { name: 'Keep the model' }).click();
  const kept = page.getByRole('region', { name: /^Model of \d+ classes/ });
  await expect(kept.locator('.applied tbody tr').first()).toContainText('cluster 0');
  const counts = await kept.locator('.applied').textContent();
  const saved = page.waitForEvent('download');
  await kept.getByRole('button', { name: 'Save as JSON' }).click();
  const model = await (await saved).path();
  const zip = page.waitForEvent('download');
  await kept.getByRole('button', { name: 'Export for Python and tfjs' }).click();
  expect((await zip).suggestedFilename()).toMatch(/classifier\.zip$/);
  const chooser = page.waitForEvent('filechooser');
  await kept.getByRole('button', { name: 'Load a model' }).click();
  await (await chooser).setFiles(model);
  await expect(kept.locator('.applied')).toHaveText(counts ?? '');
});
