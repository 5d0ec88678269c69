import type { Page } from '@playwright/test';
import { inspector, openApp, runAll } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Other work may have the cores. */
const expect = expectSoon.configure({ timeout: 40_000 });

/** Sums of all that the plots in sight show, place by place. */
function pictures(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>('main .figure-plot canvas')].map((canvas) => {
      const { width, height } = canvas;
      if (width === 0 || height === 0) return 0;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      let sum = 0;
      for (const byte of data) sum = (Math.imul(sum, 31) + byte) | 0;
      return sum;
    }),
  );
}

const clusterSizes = (page: Page): Promise<string[]> =>
  inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').allTextContents();

async function clustersOfFewEpochs(page: Page): Promise<string[]> {
  await openApp(page);
  const epochs = page.getByRole('region', { name: 'Embed, cell 3' }).getByRole('textbox', { name: 'epochs' });
  await epochs.fill('60');
  await epochs.press('Enter');
  await runAll(page);
  return clusterSizes(page);
}

test('plots are drawn again when the graphics process ended; without SIMD the numbers are the same', async ({
  page,
  browser,
  playwright,
  server,
}) => {
  const clusters = await clustersOfFewEpochs(page);
  expect(clusters.length).toBeGreaterThan(1);

  await test.step('the graphics process ends', async () => {
    await expect.poll(async () => (await pictures(page)).some((sum) => sum !== 0)).toBe(true);
    let before = await pictures(page);
    await expect
      .poll(async () => {
        const last = before;
        before = await pictures(page);
        return last.join() === before.join();
      })
      .toBe(true);
    // The page's own WebGL tells when it is gone, and the canvases with it.
    const lost = await page.evaluateHandle(() => {
      const gl = document.createElement('canvas').getContext('webgl');
      const canvas = document.querySelector('main .figure-plot canvas')!;
      const emptied = new Promise((resolve) =>
        canvas.addEventListener('contextlost', () => resolve('emptied')),
      );
      return { gl, emptied };
    });
    const session = await browser.newBrowserCDPSession();
    await session.send('Browser.crashGpuProcess');
    expect(await lost.evaluate(({ emptied }) => emptied)).toBe('emptied');
    await expect.poll(() => pictures(page)).toEqual(before);
    await session.detach();
  });

  await test.step('WebAssembly without SIMD', async () => {
    const { launchOptions } = test.info().project.use;
    const old = await playwright.chromium.launch({
      ...launchOptions,
      // V8 takes WebAssembly's SIMD for missing on a processor without SSE 4.1.
      args: [...(launchOptions?.args ?? []), '--js-flags=--no-enable-sse4-1'],
    });
    try {
      const other = await old.newPage({ baseURL: server.url });
      await other.goto('/licences.txt');
      const simd = await other.evaluate(() =>
        WebAssembly.validate(
          Uint8Array.of(
            ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
            ...[0x03, 0x02, 0x01, 0x00, 0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x11, 0x0b],
          ),
        ),
      );
      test.skip(simd, 'this processor has SIMD whatever V8 is told');
      expect(await clustersOfFewEpochs(other)).toEqual(clusters);
    } finally {
      await old.close();
    }
  });
});
