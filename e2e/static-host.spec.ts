import { expect, test } from './support/page.ts';
import { STOPPED_BY, tryPolicy } from './support/tried-policy.ts';

test('our own server isolates the page, and no note is shown; the policy stops code from text and requests off the origin, also without headers', async ({
  page,
  plainServer,
  faults,
}) => {
  for (const [url, isolated] of [
    ['/', true],
    [plainServer.url, false],
  ] as const) {
    await page.goto(url);
    await expect(page.getByRole('main')).toBeVisible();
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(isolated);
    await expect(page.getByText('threads are off')).toHaveCount(isolated ? 0 : 1);
    expect(await tryPolicy(page)).toEqual({ through: [], blocked: STOPPED_BY });
  }
  expect(faults.length).toBeGreaterThan(0);
  faults.length = 0;
});
