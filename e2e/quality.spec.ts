import { inspector, leadingQuantities, openApp, plot, runAll, selectedCount } from './support/app.ts';
import { expect, test } from './support/page.ts';

test('a plane tells how far it can be trusted, and its outliers are a click or a cut away', async ({
  page,
}) => {
  await openApp(page);
  await runAll(page);
  const figures = page.getByRole('list', { name: 'Paint the plane by' });
  await expect(figures.getByRole('button')).toHaveText([
    /^Density/,
    /^Trustworthiness0\.9/,
    /^Continuity0\.9/,
    /^Neighbours kept\d+\.\d %by chance 1\.3 %$/,
    /^Local outlier factorup to \d/,
  ]);
  await expect(page.getByText(/The 15 nearest of every event; ranks counted/)).toBeVisible();

  const kept = figures.getByRole('button', { name: /^Neighbours kept/ });
  await kept.click();
  await expect(kept).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.plane-view').getByText('neighbor preservation')).toBeVisible();

  const events = page.getByRole('list', { name: 'Most outlying events' }).getByRole('button');
  await expect(events).toHaveCount(5);
  await page.getByRole('button', { name: 'show the top 10' }).click();
  await expect(events).toHaveCount(10);
  await events.first().click();
  await expect.poll(() => selectedCount(page)).toBe(1);
  await expect(events.first()).toHaveAttribute('aria-pressed', 'true');
  // By keys, as any other list.
  await events.nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(events.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await events.nth(2).click({ modifiers: ['Shift'] });
  await expect.poll(() => selectedCount(page)).toBe(2);

  const outliers = page.getByRole('region', { name: 'Outliers' });
  await outliers.getByRole('textbox', { name: 'Events' }).fill('40');
  await page.keyboard.press('Enter');
  await outliers.getByRole('button', { name: 'Select 40' }).click();
  await expect.poll(() => selectedCount(page)).toBe(40);
  for (const event of await events.all()) await expect(event).toHaveAttribute('aria-pressed', 'true');
  // What follows from the measured quantities is no cause of anything.
  await expect.poll(async () => (await leadingQuantities(page)).length).toBeGreaterThan(3);
  for (const name of await leadingQuantities(page)) expect(name).not.toMatch(/LOF|k-distance|UMAP|neighbor/);

  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(() => selectedCount(page)).toBe(2);

  await outliers.getByRole('combobox', { name: 'Select' }).selectOption({ label: 'LOF at least' });
  await outliers.getByRole('textbox', { name: 'LOF' }).fill('1e9');
  await page.keyboard.press('Enter');
  await expect(outliers.getByRole('button', { name: 'Select 0' })).toBeDisabled();
  await outliers.getByRole('textbox', { name: 'LOF' }).fill('1.2');
  await page.keyboard.press('Enter');
  await outliers.getByRole('button', { name: /^Select \d+/ }).click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(40);
  await expect(inspector(page)).toContainText('of 1,200');

  // Any plot can show the figures of the events.
  const panel = plot(page, 'Embedding');
  await panel.getByRole('button', { name: /^Axes and colour/ }).click();
  await panel.getByRole('combobox', { name: 'Colour' }).selectOption({ label: 'a column' });
  await panel.getByRole('combobox', { name: 'Column' }).selectOption({ label: 'LOF' });
  await expect(panel.locator('.figure').getByText('LOF', { exact: true })).toBeVisible();
  await panel.getByRole('combobox', { name: 'x', exact: true }).selectOption({ label: 'k-distance' });
  await expect(plot(page, 'UMAP 2 vs k-distance')).toBeVisible();
});
