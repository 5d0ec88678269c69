import { readFileSync } from 'node:fs';
import { defaultEmbedParams } from '../src/core/embed/defaults.ts';
import { drop, inspector, openApp, plot, runAll, selectedCount } from './support/app.ts';
import { expect, test } from './support/page.ts';

test('a notebook is kept by the browser, saved as a file, and opened again', async ({ page }) => {
  await openApp(page);
  const title = page.getByLabel('Title of the notebook');
  await title.fill('a week of work');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'n_neighbors' }).fill('20');
  await page.keyboard.press('Enter');
  await runAll(page);
  await inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').nth(1).click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0);
  const selected = await selectedCount(page);
  await inspector(page).getByRole('button', { name: 'Explain', exact: true }).click();
  await expect(
    page
      .getByRole('region', { name: /^Explain/ })
      .locator('.effect')
      .first(),
  ).toBeVisible();

  await page.getByText(/^saved \d/).waitFor();
  await page.reload();
  await expect(title).toHaveValue('a week of work');
  await expect(page.getByRole('textbox', { name: 'n_neighbors' })).toHaveValue('20');
  await runAll(page);
  await expect.poll(() => selectedCount(page)).toBe(selected);

  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const file = await download;
  expect(file.suggestedFilename()).toBe('a-week-of-work.outcrop.json');
  const text = readFileSync(await file.path(), 'utf8');

  await page.getByRole('button', { name: 'Outcrop menu' }).click();
  await page.getByRole('menuitem', { name: 'The bundled run' }).click();
  await expect(title).toHaveValue('A first look');
  await drop(page, 'a-week-of-work.outcrop.json', text);
  await expect(title).toHaveValue('a week of work');
  await runAll(page);
  await expect.poll(() => selectedCount(page)).toBe(selected);
});

test('bad and malicious notebooks are refused with the place or opened harmlessly, and the open one stays', async ({
  page,
}) => {
  await openApp(page);
  const title = page.getByLabel('Title of the notebook');
  const shell = (fields: string): string =>
    `{"format":"outcrop-notebook","version":1,"id":"n-1","title":"theirs",${fields}}`;
  const params = defaultEmbedParams(1000);
  const embed = (id: string, reads: string): string =>
    JSON.stringify({ id, kind: 'embed', version: 1, inputs: { data: reads }, params });
  for (const [text, reason] of [
    [shell('"cells":7'), 'invalid cells: 7; expected a list'],
    [shell(`"cells":[${embed('a', 'b')},${embed('b', 'a')}]`), 'run in a circle: a reads b reads a'],
    ['{"format":"outcrop-notebook","version":99}', 'format version 99; this Outcrop reads up to 3; update'],
  ]) {
    await drop(page, 'bad.outcrop.json', text);
    await expect(page.getByRole('alert')).toContainText(reason);
  }
  // Made in the page, for their size: the second has 2 GB, of which nothing is read.
  for (const [kind, reason] of [
    ['deep', 'nested deeper than 64 levels, at character 65'],
    ['large', 'the file has 2147 MB; expected a notebook of at most 150 MB'],
  ]) {
    const files = await page.evaluateHandle((made) => {
      const piece = new Blob([' '.repeat(2 ** 20)]);
      const half = new Blob(Array.from({ length: 1024 }, () => piece));
      const parts = made === 'deep' ? ['['.repeat(1e7)] : [half, half];
      const data = new DataTransfer();
      data.items.add(new File(parts, 'bad.outcrop.json'));
      return data;
    }, kind);
    await page.dispatchEvent('body', 'drop', { dataTransfer: files });
    await expect(page.getByRole('alert')).toContainText(reason);
  }
  await expect(title).toHaveValue('A first look');

  const note =
    '{"text":"[a](javascript:alert(1)) <script>document.title=1</script><img src=x onerror=alert(1)>"}';
  const cells = `[{"id":"a","kind":"note","version":1,"params":${note},"view":{"__proto__":{"evil":1}}}]`;
  await drop(page, 'odd.outcrop.json', shell(`"cells":${cells}`));
  await expect(title).toHaveValue('theirs');
  await expect(page.getByText('the name is not allowed')).toBeVisible();
  const cell = page.getByRole('region', { name: /^Note, cell/ });
  await expect(cell.getByText('a', { exact: true })).toBeVisible();
  expect(await cell.locator('script, [onerror], a[href^="javascript"]').count()).toBe(0);
  expect(await page.evaluate(() => ({}) as { evil?: number })).toEqual({});
  expect(await page.title()).not.toBe('1');
});

test('eps is dragged on the k-distance curve as one undo step, and plots are added and pinned', async ({
  page,
}) => {
  await openApp(page);
  await runAll(page);
  const cluster = page.getByRole('region', { name: /^Cluster, cell/ });
  const eps = cluster.getByRole('textbox', { name: 'eps' });
  await expect(eps).toHaveValue('');
  const slider = cluster.getByRole('slider');
  await slider.scrollIntoViewIfNeeded();
  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 8; i++) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 3 * i);
  await page.mouse.up();
  await expect(eps).not.toHaveValue('');
  await expect(page.getByRole('button', { name: 'All fresh' })).toBeVisible();
  await page.getByRole('main').click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('Control+z');
  await expect(eps).toHaveValue('');

  await page
    .getByRole('complementary')
    .or(page.getByRole('navigation'))
    .getByRole('button', { name: /^s1_rise_ns/ })
    .click();
  const histogram = plot(page, 'Histogram of s1_rise_ns');
  await expect(histogram).toBeVisible();
  await histogram.getByRole('button', { name: /^Actions of/ }).click();
  await page.getByRole('menuitem', { name: 'Pin to the dock' }).click();
  await expect(inspector(page).getByRole('region', { name: 'Histogram of s1_rise_ns' })).toBeVisible();
});
