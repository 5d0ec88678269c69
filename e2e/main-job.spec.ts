import { readFileSync } from 'node:fs';
import {
  drag,
  inspector,
  leadingQuantities,
  litBox,
  openApp,
  plot,
  runAll,
  selectedCount,
} from './support/app.ts';
import { test as base, expect } from './support/page.ts';

const test = base.extend({ baseURL: async ({ wholeServer }, use) => use(wholeServer.url) });

const TBAS = ['s1_tba', 's2_tba'];

test('the gas events of the bundled run are found with the mouse', async ({ page }) => {
  await openApp(page);
  await runAll(page);

  // Each cluster is picked in turn, until one is led by both asymmetries.
  const clusters = inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button');
  const count = await clusters.count();
  expect(count).toBeGreaterThan(2);
  let found = -1;
  for (let i = 0; i < count && found < 0; i++) {
    await clusters.nth(i).click();
    const size = (await clusters.nth(i).locator('.cluster-size').textContent())!.replaceAll(',', '');
    await expect.poll(() => selectedCount(page)).toBe(Number(size));
    await expect(inspector(page).locator('.comparison')).toHaveAttribute('aria-busy', 'false');
    const leading = (await leadingQuantities(page)).slice(0, 2).sort();
    if (leading.join() === TBAS.join()) found = i;
  }
  expect(found, 'a cluster led by S1 TBA and S2 TBA').toBeGreaterThanOrEqual(0);
  const picked = await selectedCount(page);

  // Where it is lit in the plane, a person draws a lasso around it.
  const plane = plot(page, 'Embedding');
  await plane.scrollIntoViewIfNeeded();
  const lit = await litBox(plane);
  expect(lit.pixels).toBeGreaterThan(20);
  await inspector(page).getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => selectedCount(page)).toBe(0);

  const other = plot(page, 's2_tba vs s1_tba');
  const dark = await other
    .locator('canvas')
    .first()
    .evaluate((c) => (c as HTMLCanvasElement).toDataURL());
  const pad = 5;
  const [x0, x1, y0, y1] = [lit.left - pad, lit.right + pad, lit.top - pad, lit.bottom + pad];
  const turn = Array.from({ length: 25 }, (_, i) => (2 * Math.PI * i) / 24);
  await drag(
    page,
    turn.map((angle) => ({
      x: (x0 + x1) / 2 + 0.72 * (x1 - x0) * Math.cos(angle),
      y: (y0 + y1) / 2 + 0.72 * (y1 - y0) * Math.sin(angle),
    })),
  );

  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0.9 * picked);
  expect(await selectedCount(page)).toBeLessThan(1.25 * picked);
  await expect(inspector(page).locator('.comparison')).toHaveAttribute('aria-busy', 'false');
  expect((await leadingQuantities(page)).slice(0, 2).sort()).toEqual(TBAS);

  // What sets them apart goes into a spreadsheet.
  const saving = page.waitForEvent('download');
  await inspector(page).getByRole('button', { name: 'Save as CSV' }).click();
  const lines = readFileSync(await (await saving).path(), 'utf8').split('\n');
  expect(lines[0]).toMatch(/^quantity,unit,score,score_low,score_high,/);
  expect([1, 2].map((i) => lines[i].split(',')[0]).sort()).toEqual(TBAS);

  // The other plots light up too.
  await expect
    .poll(() =>
      other
        .locator('canvas')
        .first()
        .evaluate((c) => (c as HTMLCanvasElement).toDataURL()),
    )
    .not.toBe(dark);

  // The selection is undone and redone, named, and returned to.
  await page.keyboard.press('Control+z');
  await expect.poll(() => selectedCount(page)).toBe(0);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0.9 * picked);
  const lassoed = await selectedCount(page);
  await inspector(page).getByRole('button', { name: 'Name …' }).click();
  await page.getByLabel('Name of the selection').fill('gas');
  await page.keyboard.press('Enter');
  await inspector(page).getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => selectedCount(page)).toBe(0);
  await inspector(page).getByRole('button', { name: 'gas', exact: true }).click();
  await expect.poll(() => selectedCount(page)).toBe(lassoed);
});
