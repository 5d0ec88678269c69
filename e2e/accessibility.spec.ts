import AxeBuilder from '@axe-core/playwright';
import { inspector, openApp, plot, selectedCount } from './support/app.ts';
import { layoutFaults } from './support/layout.ts';
import { expect, test } from './support/page.ts';

test('the whole job is done from the keyboard; axe finds nothing serious in either theme', async ({
  page,
}) => {
  test.slow();
  await page.emulateMedia({ colorScheme: 'light' });
  await openApp(page);
  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByRole('button', { name: 'All fresh' })).toBeVisible({ timeout: 90_000 });

  // A cluster, by Tab and Enter alone.
  const clusters = inspector(page).getByRole('list', { name: 'Clusters' });
  await clusters.getByRole('button').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect.poll(() => selectedCount(page)).toBe(0);

  // A box by numbers, where a mouse would draw one.
  const panel = plot(page, 's2_tba vs s1_tba');
  await panel.getByRole('button', { name: /^Actions of/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Pin to the dock' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Select by numbers' })).toBeFocused();
  await page.keyboard.press('Enter');
  const fields = panel.getByRole('textbox').or(panel.getByRole('spinbutton'));
  await fields.first().focus();
  await page.keyboard.type('0.1');
  await page.keyboard.press('Enter');
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(0);
  await page.keyboard.press('Escape');

  // All that a page can show at once.
  await clusters.getByRole('button').nth(1).click();
  await expect(inspector(page).locator('.effect').first()).toBeVisible();
  await plot(page, 'Embedding')
    .getByRole('button', { name: /^Axes and colour/ })
    .click();
  // The system's theme is followed at dusk, until one is chosen.
  for (const system of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: system });
    await expect(page.locator('html')).toHaveAttribute('data-theme', system);
  }
  for (const theme of ['light', 'dark'] as const) {
    if (theme === 'dark') await page.getByRole('button', { name: /^Theme/ }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    if (theme === 'dark') await page.emulateMedia({ colorScheme: 'light' });
    const axe = new AxeBuilder({ page }).exclude('svg').options({ resultTypes: ['violations'] });
    // The themes differ in colours alone.
    if (theme === 'dark')
      axe.options({
        resultTypes: ['violations'],
        runOnly: ['color-contrast', 'link-in-text-block'],
      });
    const { violations } = await axe.analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`)).toEqual([]);
  }

  // What is looked at stays in sight in a narrower window, though all above it grows.
  const plots = page.getByRole('region', { name: /^Plots, cell/ });
  const top = async (): Promise<number> => Math.round((await plots.boundingBox())!.y);
  await plots.evaluate((cell) => cell.scrollIntoView());
  const before = await top();
  await expect.poll(top).toBe(before);
  await page.setViewportSize({ width: 1024, height: 768 });
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(3);
  for (const part of ['.topbar', '.outline', '.inspector']) {
    expect.soft(await layoutFaults(page.locator(part)), part).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
});
