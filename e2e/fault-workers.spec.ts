import type { Page, Worker } from '@playwright/test';
import { drop, inspector, openApp, runAll } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Other work may have the cores. */
const expect = expectSoon.configure({ timeout: 40_000 });

const ENDED = /worker died: the browser ended it, perhaps for want of memory; close other tabs and try again/;

async function workerOf(page: Page, job: string): Promise<Worker> {
  const find = (): Worker | undefined => page.workers().find((one) => one.url().includes(`/${job}.worker`));
  await expect.poll(() => find() !== undefined).toBe(true);
  return find() as Worker;
}

/** Makes a worker that is quick hang when it next looks at its clock, so that it is killed in the middle. */
async function hang(page: Page, job: string): Promise<void> {
  const worker = await workerOf(page, job);
  await worker.evaluate(() => {
    performance.now = () => {
      for (;;);
    };
  });
}

/** Breaks off what a worker does and ends it, as the browser does that is short of memory: nobody is told. */
async function kill(page: Page, job: string): Promise<void> {
  const gone = new Promise((resolve) => workerOf(page, job).then((worker) => worker.once('close', resolve)));
  const session = await page.context().newCDPSession(page);
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'worker' }] });
  const target = targetInfos.find(({ url }) => url.includes(`/${job}.worker`));
  if (!target) throw new Error(`no worker of ${job} to kill`);
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: target.targetId });
  const orders = [
    { id: 1, method: 'Runtime.terminateExecution' },
    { id: 2, method: 'Runtime.evaluate', params: { expression: 'self.close()' } },
  ];
  for (const order of orders) {
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify(order) });
  }
  await gone;
  await session.detach();
}

function longRun(): string {
  const lines = Array.from({ length: 4000 }, (_, i) => `${i},${Math.sin(i)},${Math.cos(i)}`);
  return `event_id,s1_area_phd,s2_area_phd\n${lines.join('\n')}\n`;
}

test('workers that are killed at their work say so in place, and the next try finds new ones', async ({
  page,
}) => {
  await openApp(page);
  const embed = page.getByRole('region', { name: 'Embed, cell 3' });
  const cluster = page.getByRole('region', { name: 'Cluster, cell 4' });
  const epochs = embed.getByRole('textbox', { name: 'epochs' });

  await test.step('embed', async () => {
    // So many, of so many neighbours, that it cannot end first.
    await embed.getByRole('textbox', { name: 'n_neighbors' }).fill('100');
    await page.keyboard.press('Enter');
    await epochs.fill('10000');
    await epochs.press('Enter');
    await page.getByRole('button', { name: /^Run all/ }).click();
    await expect(embed.getByText(/epoch \d+ of \d+/)).toBeVisible();
    await kill(page, 'embed');
    await expect(embed.getByRole('alert')).toContainText(ENDED);
    await epochs.fill('20');
    await epochs.press('Enter');
    await runAll(page);
    await expect(embed.getByRole('alert')).toHaveCount(0);
  });

  await test.step('cluster', async () => {
    await hang(page, 'cluster');
    await cluster.getByRole('textbox', { name: 'min_samples' }).fill('7');
    await page.keyboard.press('Enter');
    await expect(cluster.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await kill(page, 'cluster');
    await expect(cluster.getByRole('alert')).toContainText(ENDED);
    await cluster.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByRole('button', { name: 'All fresh' })).toBeVisible();
    await expect(cluster.getByRole('alert')).toHaveCount(0);
  });

  await test.step('classify', async () => {
    await inspector(page).getByRole('list', { name: 'Clusters' }).getByRole('button').nth(1).click();
    await inspector(page)
      .getByRole('button', { name: /^Classify/ })
      .click();
    const cell = page.getByRole('region', { name: /^Classify.*, cell/ });
    await expect(cell.getByRole('progressbar')).toBeVisible();
    await kill(page, 'classify');
    await expect(cell.getByRole('alert')).toContainText(ENDED);
    await cell.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByRole('button', { name: 'All fresh' })).toBeVisible();
    await expect(cell.getByRole('alert')).toHaveCount(0);
  });

  await test.step('no memory is left', async () => {
    // All that a process of the browser may have for arrays; none of it is written to, so the machine keeps its own.
    const worker = await workerOf(page, 'embed');
    const kept = await worker.evaluate(() => {
      const all: ArrayBuffer[] = [];
      for (let size = 2 ** 31; size >= 2 ** 14; ) {
        try {
          all.push(new ArrayBuffer(size));
        } catch {
          size /= 2;
        }
      }
      Object.assign(globalThis, { all });
      return all.length;
    });
    expect(kept).toBeGreaterThan(2);
    await epochs.fill('30');
    await epochs.press('Enter');
    await page.getByRole('button', { name: /^Run all/ }).click();
    await expect(embed.getByRole('alert')).toContainText(
      'not enough memory; close other tabs, or take fewer events or columns',
    );
    await worker.evaluate(() => Object.assign(globalThis, { all: [] }));
    await embed.getByRole('button', { name: 'Run again' }).click();
    await expect(embed.getByText('done in')).toBeVisible();
    await expect(embed.getByRole('alert')).toHaveCount(0);
  });

  await test.step('read', async () => {
    const title = page.getByLabel('Title of the notebook');
    const before = await title.inputValue();
    await hang(page, 'read');
    await drop(page, 'long.csv', longRun());
    await page.getByRole('button', { name: /^Open it by itself/ }).click();
    await expect(page.getByRole('dialog', { name: 'Opening long.csv' })).toBeVisible();
    await kill(page, 'read');
    await expect(page.getByRole('alert').filter({ hasText: ENDED })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(title).toHaveValue(before);
    await drop(page, 'long.csv', longRun());
    await page.getByRole('button', { name: /^Open it by itself/ }).click();
    await expect(title).toHaveValue('long');
    await expect(page.getByText('4,000 events').first()).toBeVisible();
  });
});
