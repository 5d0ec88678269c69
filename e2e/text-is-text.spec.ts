import { copyFileSync } from 'node:fs';
import { drop, inspector, openApp, runAll, selectedCount } from './support/app.ts';
import { expect, test } from './support/page.ts';
import { STOPPED_BY, tryPolicy } from './support/tried-policy.ts';

/** Names as a hostile or careless file may have them. Each would leave a mark in the page, were it read as HTML. */
const HOSTILE = [
  '<img src=x data-evil onerror=document.documentElement.dataset.evil=1>',
  '"><script data-evil>document.documentElement.dataset.evil=1</script>',
  "'><svg data-evil onload=document.documentElement.dataset.evil=1>",
  '<a data-evil href="javascript:document.documentElement.dataset.evil=1">s2_tba</a>',
  '</title></style></textarea><iframe data-evil srcdoc=x>',
  '{{constructor.constructor("x")()}}',
];

/** What of a page came from text that was read as HTML. */
const marks = () =>
  [...document.querySelectorAll('[data-evil], a[href^="javascript:" i], iframe')].map((one) => one.outerHTML);

test('names and notes of files are text in every place, also in what is shared', async ({
  page,
  context,
  faults,
}, info) => {
  await openApp(page);
  const quoted = HOSTILE.map((name) => `"${name.replaceAll('"', '""')}"`);
  const lines = Array.from({ length: 400 }, (_, row) => {
    const shift = row < 60 ? 6 : 0;
    const values = HOSTILE.map((_, i) => Math.sin(row * (i + 1.37)) + (i < 2 ? shift : 0));
    return [...values, quoted[row % 3]].join(',');
  });
  const header = [...quoted, '"note <b data-evil>"'].join(',');
  await drop(page, `${HOSTILE[0].replaceAll('/', '_')}.csv`, `${header}\n${lines.join('\n')}\n`);
  await expect(page.getByText(HOSTILE[0]).first()).toBeVisible();
  await runAll(page);
  await inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').first().click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0);

  // Titles, names and notes of the user's own.
  await page.getByLabel('Title of the notebook').fill(HOSTILE[1]);
  await page.keyboard.press('Enter');
  await inspector(page).getByRole('button', { name: 'Name …' }).click();
  await page.getByLabel('Name of the selection').fill(HOSTILE[0]);
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByTitle('Select these events again')).toHaveText(HOSTILE[0]);

  // The tip over an event.
  const canvas = page.getByRole('main').getByRole('region').locator('canvas').first();
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  for (let i = 1; i < 8; i++) await page.mouse.move(box.x + (box.width * i) / 8, box.y + box.height / 2);
  expect(await page.evaluate(marks)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.dataset.evil)).toBeUndefined();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'HTML report' }).click();
  const report = info.outputPath('report.html');
  copyFileSync(await (await download).path(), report);
  const other = await context.newPage();
  await other.goto(`file://${report}`);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(HOSTILE[1]);
  expect(await other.evaluate(marks)).toEqual([]);
  expect(await other.evaluate(() => document.documentElement.dataset.evil)).toBeUndefined();
  // The report has a policy of its own, as strict.
  expect(faults).toEqual([]);
  expect(await tryPolicy(other)).toEqual({ through: [], blocked: STOPPED_BY });
  faults.length = 0;
});
