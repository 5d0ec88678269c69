import { drop, inspector, runAll } from './support/app.ts';
import { expect, test } from './support/page.ts';
import { STOPPED_BY, tryPolicy } from './support/tried-policy.ts';

/** Two populations in three columns. */
function small(): string {
  const lines = ['s1_area_phd,s1_tba,s2_tba'];
  for (let i = 0; i < 600; i++) {
    const odd = i % 10 === 0 ? 1 : 0;
    lines.push(
      `${100 + 40 * Math.sin(i)},${odd - 0.6 + 0.05 * Math.cos(3 * i)},${0.3 + 0.4 * odd + 0.02 * Math.sin(7 * i)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

test('a plain static host below a path serves the whole job, with a note that threads are off', async ({
  page,
  plainServer,
}) => {
  await page.goto(plainServer.url);
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
  await expect(page.getByText('threads are off')).toBeVisible();
  await drop(page, 'small.csv', small());
  await expect(page.getByText('small.csv').first()).toBeVisible();
  await runAll(page);
  await inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').first().click();
  await expect(inspector(page).locator('.effect').first()).toBeVisible();
});

test('our own server isolates the page, and no note is shown; the policy stops code from text and requests off the origin, also without headers', async ({
  page,
  plainServer,
  faults,
}) => {
  await page.goto('/');
  await expect(page.getByRole('main')).toBeVisible();
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  await expect(page.getByText('threads are off')).toHaveCount(0);
  for (const url of ['/', plainServer.url]) {
    await page.goto(url);
    await expect(page.getByRole('main')).toBeVisible();
    expect(await tryPolicy(page)).toEqual({ through: [], blocked: STOPPED_BY });
  }
  expect(faults.length).toBeGreaterThan(0);
  faults.length = 0;
});
