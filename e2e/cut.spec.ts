import AxeBuilder from '@axe-core/playwright';
import { inspector, openSimulated, selectedCount } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Other work may have the cores. */
const expect = expectSoon.configure({ timeout: 40_000 });

test('a cut is written, selects, is proposed again by the inspector, and acts in a list', async ({
  page,
}) => {
  await openSimulated(page, 1500);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Add a cell: Cuts');
  await page.keyboard.press('Enter');
  const cell = page.getByRole('region', { name: /^Cuts, cell/ });
  await cell.getByRole('button', { name: '+ cut' }).click();
  const expression = cell.getByRole('combobox', { name: 'Expression of cut 1' });
  await expression.fill('s2_tba + 1');
  await expression.press('Enter');
  await expect(cell.getByRole('alert')).toContainText('a number; expected a condition');
  await expression.fill('truth == "gas_above_anode"');
  await expression.press('Enter');
  await expect(cell.getByRole('alert')).toContainText('unknown column truth');
  await expression.fill('s2_tba > 0.5');
  await expression.press('Enter');
  await expect(cell.getByText(/^alone it removes \d+ of 1,500 events/)).toBeVisible();
  await expect(cell.getByRole('img', { name: /^s2_tba of .* cut at 0.5$/ })).toBeVisible();

  // The same rows in all plots and in the inspector.
  await cell.getByRole('button', { name: 'select where it holds' }).click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(10);
  const selected = await selectedCount(page);
  await expect(cell.getByText(`alone it removes ${selected} of 1,500 events`)).toBeVisible();

  // The inspector finds it again, quoted on held-out events, and puts it on the list.
  await inspector(page).getByRole('button', { name: 'Cut', exact: true }).click();
  const found = inspector(page).getByRole('region', { name: /^Cuts that remove/ });
  await expect(found.getByText(/^Tuned on half of the events/)).toBeVisible();
  await expect(found.locator('code').first()).toHaveText(/^s2_tba > 0\.\d+$/);
  await found
    .getByRole('button', { name: /^Add the cut/ })
    .first()
    .click();
  await expect(cell.getByRole('combobox', { name: /^Expression of/ })).toHaveCount(2);
  await expect(cell.getByText(/^Shares are of the \d+ events/)).toBeVisible();
  await expect(cell.getByText(`tuned on half of ${selected} selected events`)).toBeVisible();
  const flow = cell.getByRole('region', { name: 'Cut flow' });
  await expect(flow.getByRole('row')).toHaveCount(4);
  const { violations } = await new AxeBuilder({ page }).include('.cut-view').analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  // Off, up, deleted and back.
  await cell.getByRole('checkbox', { name: 'Apply cut 1' }).press('Space');
  await expect(flow.getByRole('row')).toHaveCount(3);
  await cell.getByRole('button', { name: 'Move cut 1 down' }).press('Enter');
  await expect(cell.getByRole('textbox', { name: 'Name of cut 1' })).toHaveValue(
    `${selected} selected events`,
  );
  await cell.getByRole('button', { name: `Delete ${selected} selected events` }).click();
  await expect(cell.getByRole('combobox', { name: /^Expression of/ })).toHaveCount(1);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(cell.getByRole('combobox', { name: /^Expression of/ })).toHaveCount(2);

  // What the cuts left of the sample is a selection of its own.
  await cell.getByRole('button', { name: /^Select what is removed of/ }).click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(10);
  await cell.getByRole('button', { name: /^Select what else is removed than/ }).click();
  await expect.poll(() => selectedCount(page)).toBeLessThan(10);
});
