import { existsSync, readFileSync } from 'node:fs';
import { drop, inspector, openApp, runAll } from './support/app.ts';
import { expect, test } from './support/page.ts';

const file = new URL('../../shared/data/nest_lux_pulses.csv', import.meta.url);

const EVENTS = 5000;

test('third-party events with missing pulses go through the whole job', async ({ page }) => {
  test.skip(!existsSync(file), 'skipped: ../shared/data/nest_lux_pulses.csv is not here');
  await openApp(page);
  // The first of its 23,500 events: the readers' tests have all.
  const head = readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, EVENTS + 1);
  await drop(page, 'nest_lux_pulses.csv', `${head.join('\n')}\n`);
  const data = page.getByRole('region', { name: 'Data, cell 2' });
  await expect(data.getByText(`${EVENTS.toLocaleString('en')} events × 50 columns`).first()).toBeVisible({
    timeout: 30_000,
  });
  // Truth stays out of sight, and is no feature.
  await expect(data.getByRole('rowheader', { name: /^recoil/ })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'epochs' }).fill('60');
  await page.keyboard.press('Enter');
  await runAll(page);
  // Every event is accounted for: in a cluster, or in the noise.
  const sizes = await inspector(page)
    .getByRole('list', { name: 'Clusters' })
    .locator('.cluster-size')
    .allTextContents();
  expect(sizes.reduce((sum, size) => sum + Number(size.replaceAll(',', '')), 0)).toBe(EVENTS);
  await expect(page.getByRole('region', { name: 'Embed, cell 3' }).locator('.notice').first()).toContainText(
    /s1|missing/,
  );
});
