import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { inspector, openApp, plot, selectedCount } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Other work may have the cores. */
const expect = expectSoon.configure({ timeout: 30_000 });

async function seriousIn(page: Page, part: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

test('a column is derived by keyboard, seen everywhere, undone, and exported', async ({ page }) => {
  await openApp(page);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Add a cell: Derive');
  await page.keyboard.press('Enter');
  const cell = page.getByRole('region', { name: /^Derive, cell/ });
  const name = cell.getByRole('textbox', { name: 'Name of column 1' });
  const expression = cell.getByRole('combobox', { name: /^Expression of/ });
  const columnPanel = page.getByRole('region', { name: 'Columns', exact: true });
  const inPanel = columnPanel.getByRole('button', { name: /tba_sum/ });

  // A name that there is is refused; a misspelt column is told, with the place and a suggestion.
  await name.fill('s1_tba');
  await name.press('Tab');
  await expect(cell.getByRole('alert')).toHaveText('invalid name: s1_tba; there is such a column already');
  await name.fill('tba_sum');
  await expression.fill('s1_tba + s2_tbaa');
  const problem = cell.locator('.expression-problem');
  await expect(problem).toContainText('unknown column s2_tbaa at character 10; did you mean s2_tba?');
  await expect(problem.locator('mark')).toHaveText('s2_tbaa');
  await expect(expression).toHaveAttribute('aria-invalid', 'true');

  // A completion by keyboard: arrows move, Esc closes and leaves the selection alone, Enter takes.
  await expression.fill('s1_tba + ');
  await expression.press('End');
  await page.keyboard.type('s2_');
  const options = cell.getByRole('listbox', { name: 'Names that fit' });
  await expect(options.getByRole('option', { selected: true })).toContainText('s2_area_phd');
  await page.keyboard.press('Escape');
  await expect(expression).toHaveAttribute('aria-expanded', 'false');
  await expect(expression).toBeFocused();
  await page.keyboard.type('t');
  await expect(options.getByRole('option', { selected: true })).toContainText('s2_tba');
  expect(await seriousIn(page, '.derive-view')).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(expression).toHaveValue('s1_tba + s2_tba');
  await expect(expression).toHaveAttribute('aria-expanded', 'false');
  await expect(cell.getByText(/ … .* … /)).toBeVisible();
  await expect(cell.getByText(/missing/).first()).toBeVisible();

  // It is a column like those of the data: in the panel, in a plot, and among what sets a selection apart.
  await inPanel.click();
  await expect(plot(page, 'Histogram of tba_sum')).toBeVisible();
  await expect(plot(page, 'Histogram of tba_sum')).toContainText(/[\d,]+ drawn/);
  const high = cell.getByRole('button', { name: '+ column' });
  await high.click();
  await cell.getByRole('textbox', { name: 'Name of column 2' }).fill('is_high');
  await cell
    .getByRole('combobox', { name: 'Expression of is_high' })
    .fill('tba_sum > 0.5 && s2_area_phd > 0');
  await page.keyboard.press('Enter');
  await expect(columnPanel.getByRole('button', { name: /is_high/ })).toBeVisible();

  // Typing is one step, and undone with what came of it.
  await high.focus();
  await page.keyboard.press('Control+Z');
  await expect(cell.getByRole('combobox', { name: 'Expression of is_high' })).toHaveValue('');
  await expect(columnPanel.getByRole('button', { name: /is_high/ })).toHaveCount(0);
  await expect(inPanel).toBeVisible();
  await page.keyboard.press('Control+Y');
  await expect(columnPanel.getByRole('button', { name: /is_high/ })).toBeVisible();

  // A feature of the embedding that reads the cell.
  await cell.getByRole('combobox', { name: 'Use tba_sum as a feature' }).selectOption('linear');
  const embed = page.getByRole('region', { name: /^Embed, cell/ });
  await embed.getByRole('combobox', { name: 'Input data of Embed' }).selectOption({ label: '6 Derive' });
  await expect(cell.getByText('Features of every embedding that reads this cell')).toBeVisible();
  await embed.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(embed.getByText(/umap: .* events/)).toBeVisible({ timeout: 90_000 });
  await embed.getByText(/^\d+ features/).click();
  await expect(embed.locator('.feature-report')).toContainText('tba_sum');

  // The events as a file: those that were picked, with the derived columns.
  await page.keyboard.press('Escape');
  await inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').first().click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0);
  const events = await selectedCount(page);
  await expect(inspector(page).getByText(/quantities looked at/)).toBeVisible();
  await inspector(page).getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export events' });
  await expect(dialog.getByLabel('Events')).toContainText(`selected events (${events.toLocaleString('en')})`);
  await expect(dialog.getByText('would run as a formula')).toBeVisible();
  await dialog.getByLabel('Columns').selectOption('chosen');
  await expect(dialog.getByText('no column is chosen')).toBeVisible();
  await dialog.getByRole('checkbox', { name: /^tba_sum/ }).check();
  await dialog.getByRole('checkbox', { name: /^is_high/ }).check();
  expect(await seriousIn(page, 'dialog')).toEqual([]);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('A-first-look-selected-events.csv');
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(lines[0]).toBe('row,tba_sum,is_high');
  expect(lines).toHaveLength(events + 1);
  for (const line of lines.slice(1)) {
    const [, sum, isHigh] = line.split(',');
    if (sum !== '') expect(isHigh === '1').toBe(Number(sum) > 0.5);
  }
  await expect(dialog).toHaveCount(0);
});

test('what is on offer is derived in one click, and embedded alone in another', async ({ page }) => {
  await openApp(page);
  const data = page.getByRole('region', { name: /^Data, cell/ });
  await data.getByRole('button', { name: 'Derive 5 more' }).click();
  const cell = page.getByRole('region', { name: /^Residuals, cell 3/ });
  await expect(cell.getByRole('textbox', { name: 'Name of column 5' })).toHaveValue('wall_distance_cm');
  await expect(cell.getByText(/ … .* … .* sigma/)).toHaveCount(3);
  await expect(data.getByRole('button', { name: /^Derive/ })).toHaveCount(0);

  // What was taken away is on offer again.
  await cell.getByRole('button', { name: 'Remove log10_s2_s1' }).click();
  const offers = cell.getByRole('region', { name: 'On offer' });
  await expect(offers.getByRole('listitem')).toHaveText(/log10_s2_s1.*charge is lost/);
  expect(await seriousIn(page, '.derive-view')).toEqual([]);
  await offers.getByRole('button', { name: 'Add log10_s2_s1' }).press('Enter');
  await expect(offers).toHaveCount(0);
  await expect(cell.getByRole('textbox', { name: 'Name of column 5' })).toHaveValue('log10_s2_s1');

  await cell.getByRole('button', { name: 'Embed these alone' }).click();
  const embed = page.getByRole('region', { name: /^Embed Residuals, cell/ });
  await expect(embed.getByText(/^umap: .* events.*, 4 features$/)).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('region', { name: /^Clusters of Residuals, cell/ })).toContainText(
    /dbscan: \d+ clusters?/,
  );
  await expect(cell.getByRole('combobox', { name: 'Its 4 features' })).toHaveValue('alone');
  // One step back takes all of it away.
  await page.keyboard.press('Control+Z');
  await expect(embed).toHaveCount(0);
  await expect(cell.getByRole('combobox', { name: 'Its 4 features' })).toHaveValue('beside');
});
