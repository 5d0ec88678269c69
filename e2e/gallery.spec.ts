import AxeBuilder from '@axe-core/playwright';
import { layoutFaults } from './support/layout.ts';
import { expect, test } from './support/page.ts';

test('every plot and every cell in every state fits its place, in both themes, at two widths', async ({
  page,
}) => {
  test.slow();
  await page.goto('./?gallery');
  const gallery = page.getByRole('main');
  await expect(gallery).toHaveAttribute('aria-busy', 'false', { timeout: 200_000 });
  const cells = gallery.locator('.specimen[data-kind]');
  await expect(cells.first()).toBeVisible();
  const kinds = new Set(await cells.evaluateAll((all) => all.map((one) => one.getAttribute('data-kind'))));
  for (const kind of ['note', 'data', 'embed', 'cluster', 'plot', 'explain']) expect(kinds).toContain(kind);
  await expect(gallery.locator('[data-kind="embed"][data-pose="running"] progress')).toBeVisible();
  await expect(gallery.locator('[data-kind="note"] .markdown').first()).toBeVisible();
  await expect(gallery.getByText('loading …')).toHaveCount(0, { timeout: 60_000 });

  for (const theme of ['light', 'dark']) {
    const other = gallery.getByRole('button', { name: theme === 'dark' ? 'Dark theme' : 'Light theme' });
    if ((await other.count()) > 0) await other.click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    // The themes differ in colours alone: one width each.
    const width = theme === 'light' ? 1440 : 1024;
    await page.setViewportSize({ width, height: 900 });
    const specimens = await gallery.locator('.specimen').all();
    expect(specimens.length).toBeGreaterThan(25);
    for (const specimen of specimens) {
      const name = await specimen.evaluate((one) =>
        [one.getAttribute('aria-label'), one.getAttribute('data-kind'), one.getAttribute('data-pose')]
          .filter(Boolean)
          .join(' '),
      );
      expect.soft(await layoutFaults(specimen), `${name}, ${theme}, ${width} wide`).toEqual([]);
    }
    // What is in a figure is drawn, and named as a whole; only violations are asked for. Either saves a third of the time.
    const axe = new AxeBuilder({ page }).exclude('svg').options({ resultTypes: ['violations'] });
    if (theme === 'dark')
      axe.options({
        resultTypes: ['violations'],
        runOnly: ['color-contrast', 'link-in-text-block'],
      });
    const { violations } = await axe.analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`)).toEqual([]);
  }
});
