import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { openApp, runAll } from './support/app.ts';
import { expect, test } from './support/page.ts';

test('a notebook is shared as a page that opens from disk, as Python and as Markdown, and is checked', async ({
  page,
  context,
}, info) => {
  await openApp(page);
  await runAll(page);
  const shared = async (item: string): Promise<string> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    return (await download).path();
  };
  const report = info.outputPath('report.html');
  await (await import('node:fs/promises')).copyFile(await shared('HTML report'), report);
  const notebook = JSON.parse(readFileSync(await shared('Jupyter'), 'utf8'));
  expect(notebook.nbformat).toBe(4);
  expect(readFileSync(await shared('Python'), 'utf8')).toContain('import umap');
  const files = unzipSync(readFileSync(await shared('Markdown with figures')));
  const markdown = strFromU8(files['A-first-look.md']);
  expect(markdown).toContain('## Provenance');
  const linked = [...markdown.matchAll(/\]\((figures\/.+\.svg)\)/g)].map(([, path]) => path);
  expect(Object.keys(files).sort()).toEqual([...linked, 'A-first-look.md'].sort());
  expect(linked.length).toBeGreaterThan(3);

  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(Object.keys(saved.results)).toEqual(expect.arrayContaining(['cluster', 'data', 'embed']));
  expect(saved.results.cluster.labels.rows).toBe(1200);

  // From disk and without a network: its own policy lets one script run, and the figures are live.
  await context.setOffline(true);
  const other = await context.newPage();
  await other.goto(`file://${report}`);
  const plane = other.getByRole('figure').filter({ hasText: 'Embedding' });
  const canvas = plane.locator('canvas');
  const ink = (): Promise<number> =>
    canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      let colored = 0;
      for (let i = 0; i < data.length; i += 4) {
        const [r, g, b, a] = [data[i], data[i + 1], data[i + 2], data[i + 3]];
        if (a > 100 && Math.max(r, g, b) - Math.min(r, g, b) > 60) colored++;
      }
      return colored;
    });
  await expect.poll(ink).toBeGreaterThan(200);
  const all = await ink();
  const chip = other.getByRole('button', { name: /^cluster 0 / });
  await chip.click();
  await other.getByRole('button', { name: 'clear' }).hover();
  await expect(chip).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(ink).toBeLessThan(all / 2);
  await chip.click();
  await other.getByRole('heading', { level: 1 }).hover();
  await canvas.focus();
  const before = await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  await other.keyboard.press('+');
  await expect
    .poll(() => canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL()))
    .not.toBe(before);
  await other.close();
  await context.setOffline(false);

  // After a reload nothing has run but what runs by itself: the check compares with what was saved.
  await page.reload();
  await expect(page.getByRole('button', { name: /^Run all/ })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Check this notebook');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Check this notebook' });
  await expect(dialog.getByRole('status')).toHaveText('All is as it was, to the bit.', { timeout: 90_000 });
  await expect(dialog.getByRole('row', { name: /^Cluster identical/ })).toBeVisible();
});
