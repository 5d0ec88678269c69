import { drop, inspector, openSimulated, runAll, selectedCount } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** A plane is made and others are brought into it, where other work may have the cores. */
const expect = expectSoon.configure({ timeout: 60_000 });

test('another file beside the reviewed run: what is new, what a processing moved, and back', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openSimulated(page, 1200);
  await runAll(page);
  const findings = page.getByRole('list', { name: 'What is new since the reviewed run' });
  const cells = page.getByRole('main').locator('.cell');
  await expect(cells).toHaveCount(5);

  // Dropped on a notebook that has been run, a file may be meant to stand beside it.
  const rows = Array.from({ length: 120 }, (_, i) => `${50 + (i % 40)},${Math.sin(i) / 2},${9000 + 7 * i}`);
  await drop(page, 'tonight.csv', `s1_area_phd,s1_tba,s2_area_phd\n${rows.join('\n')}\n`);
  const asked = page.getByRole('dialog', { name: 'tonight.csv' });
  await expect(asked.getByRole('button', { name: /^Open it by itself/ })).toBeVisible();
  await asked.getByRole('button', { name: /^Compare it/ }).click();
  await expect(findings.getByText(/^Only the reviewed data have .*s2_tba/)).toBeVisible();
  await expect(page.getByText(/^tonight.csv does not have .*s2_tba/)).toBeVisible();
  await expect(cells).toHaveCount(8);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(cells).toHaveCount(5);

  // The same events after the pulse finder was mended.
  await page.getByRole('button', { name: 'Outcrop menu' }).click();
  await page.getByRole('menuitem', { name: 'Simulate a run' }).click();
  await page.getByRole('spinbutton', { name: 'Events' }).fill('1200');
  await page.getByRole('checkbox', { name: /^reprocessed/ }).check();
  await page.getByRole('button', { name: 'Simulate and compare' }).click();
  const moved = findings.getByRole('listitem').filter({ hasText: /^The new processing moved \d+ of 1,200/ });
  await expect(moved).toContainText('s1_rise_ns');
  await expect(page.getByRole('region', { name: 'What the new processing moved' })).toContainText(
    'Every event of both has its partner.',
  );
  await expect(page.getByRole('region', { name: 'Clusters by run' }).getByRole('row')).not.toHaveCount(0);
  await page.getByRole('button', { name: /^Select the \d+ that moved most$/ }).click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0);
  await expect(inspector(page).locator('.effect').first()).toBeVisible();

  // Runs of one table, by the palette; a click in the table of runs explains on the right.
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('compare the runs');
  await page.keyboard.press('Enter');
  const runs = page.getByRole('region', { name: 'Compare runs' });
  await expect(runs.getByRole('columnheader', { name: /^7307 / })).toBeAttached();
  await runs.getByRole('button', { name: 'Select cluster 0 of 7301' }).click();
  await expect(inspector(page).locator('.effect').first()).toBeVisible();
});
