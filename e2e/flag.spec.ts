import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drag, drop, inspector, plot, putAwayBegin, selectedCount } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Other work may have the cores. */
const expect = expectSoon.configure({ timeout: 30_000 });

/** Two runs; every tenth event has a ratio of its own, and -999 stands for "missing" in some. */
const ROWS = Array.from({ length: 300 }, (_, i) => {
  const odd = i % 10 === 0;
  const size = i % 37 === 5 ? -999 : odd ? 20 + (i % 7) : 200 + (i % 50);
  return [i < 150 ? 7304 : 7305, i, 12 * i, 1 + (i % 90), size, odd ? 0.5 : -0.5 + (i % 13) / 100];
});
const CSV = [
  'run_id,event_id,event_time_s,s1_area_phd,s2_area_phd,s1_tba',
  ...ROWS.map((row) => row.join(',')),
].join('\n');

async function serious(page: Page, part: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
}

async function handedOver(page: Page, item: string): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const download = await downloading;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('a shift flags in three keys after a lasso, hands over in two clicks, and merges a colleague', async ({
  page,
}) => {
  await page.goto('/');
  await putAwayBegin(page);
  await drop(page, 'night.csv', CSV);
  await expect(page.getByLabel('Title of the notebook')).toHaveValue('night');
  const panel = plot(page, 's2_area_phd vs s1_area_phd');
  await panel.scrollIntoViewIfNeeded();
  const canvas = panel.locator('canvas').first();
  await expect(canvas).toBeVisible();
  const box = (await canvas.boundingBox())!;
  const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  const corners = [at(0.01, 0.55), at(0.99, 0.55), at(0.99, 0.99), at(0.01, 0.99), at(0.01, 0.55)];
  await drag(page, corners);
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0);
  const events = await selectedCount(page);
  await expect(inspector(page).getByText(/quantities looked at/)).toBeVisible();

  // The first time it asks who flags; then F, a letter for the name or none, Enter.
  await page.keyboard.press('F');
  const dialog = page.getByRole('dialog', { name: 'Flag events' });
  await expect(dialog.getByLabel('Your name, kept on this machine')).toBeFocused();
  expect(await serious(page, 'dialog')).toEqual([]);
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  const cell = page.getByRole('region', { name: /^Flags, cell/ });
  const list = cell.getByRole('list', { name: 'Flags', exact: true }).getByRole('listitem');
  await expect(list).toHaveCount(1);
  await page.keyboard.press('F');
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await expect(list).toHaveCount(2);
  await page.keyboard.press('Control+Z');
  await expect(list).toHaveCount(1);
  await expect(list.first()).toContainText(`${events} events`);
  await expect(list.first()).toContainText('Ada');

  // By a click its events are selected again.
  await page.keyboard.press('Escape');
  await expect.poll(() => selectedCount(page)).toBe(0);
  await list
    .first()
    .getByRole('button', { name: /s2_area|low|high/ })
    .first()
    .click();
  await expect.poll(() => selectedCount(page)).toBe(events);

  // An edit takes its place; the past stays to be read.
  await list.first().getByRole('button', { name: /^Edit/ }).click();
  const edit = page.getByRole('dialog', { name: /^Edit the flag/ });
  await edit.getByLabel('Name', { exact: true }).fill('=small S2s');
  await edit.getByLabel('critical').check();
  await page.keyboard.press('Enter');
  await expect(list.first()).toContainText('critical');
  await expect(list.first().getByRole('button', { name: 'history (1)' })).toBeVisible();
  await cell.getByText(/^Livetimes/).click();
  const livetimes = cell.getByRole('textbox', { name: /^Run, livetime/ });
  await livetimes.fill('7304, 1000\n7305, 500');
  await livetimes.blur();
  expect(await serious(page, '.flag-view')).toEqual([]);

  const csv = await handedOver(page, 'Events as CSV: run, event, label');
  const lines = csv.text.trimEnd().split('\n');
  expect(lines).toHaveLength(events + 1);
  expect(lines[0]).toMatch(/^run,event,label,/);
  for (const line of lines.slice(1)) expect(line).toMatch(/^730[45],\d+,'=small S2s,/);
  const report = await handedOver(page, 'Report for the logbook (HTML)');
  expect(report.text).toContain('default-src &#39;none&#39;');
  expect(report.text).toContain('Rates are per livetime of the run table.');
  expect(report.text).toContain('=small S2s');
  // What was given away is not undone.
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(list.first()).toContainText('=small S2s');

  // The same cut for others: a lasso is a TCutG.
  await list
    .first()
    .getByRole('button', { name: /^Rule of/ })
    .click();
  const cuts = page.getByRole('dialog', { name: /^Cut for other programs/ });
  await expect(cuts.getByRole('textbox', { name: 'Text of the cut' })).toHaveValue(
    /SetVarX\("s1_area_phd"\)|SetVarX\("log10/,
  );
  await cuts.getByLabel('Written as').selectOption('pandas');
  await expect(cuts.getByText('a lasso is a polygon')).toBeVisible();
  await page.keyboard.press('Escape');

  // A colleague's table: shown before it is merged, with the agreement.
  await cell.getByRole('button', { name: 'Merge a ledger' }).click();
  const merge = page.getByRole('dialog', { name: 'Merge a ledger of flags' });
  const choosing = page.waitForEvent('filechooser');
  await merge.getByRole('button', { name: 'Choose a file' }).click();
  const theirs = [
    'run,event,label',
    ...lines.slice(2).map((line) => `${line.split(',').slice(0, 2).join(',')},theirs`),
    '1,999,theirs',
  ];
  await (await choosing).setFiles({
    name: 'bob.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(theirs.join('\n')),
  });
  await expect(merge.getByText(/1 new records/)).toBeVisible();
  await expect(merge.getByText('1 lines name no event of these data')).toBeVisible();
  const any = merge.getByRole('row', { name: /^any / });
  await expect(any).toContainText(`${events - 1}`);
  await expect(any).toContainText(/0\.9\d\d \(/);
  expect(await serious(page, 'dialog')).toEqual([]);
  await merge.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(list).toHaveCount(2);
  await list.filter({ hasText: 'theirs' }).getByRole('button', { name: 'Withdraw theirs' }).click();
  await expect(list).toHaveCount(1);
  await cell.getByRole('checkbox', { name: 'withdrawn (1)' }).check();
  await expect(list).toHaveCount(2);
});
