import { readdirSync, readFileSync } from 'node:fs';
import { type BrowserContext, chromium, type Locator, type Page } from '@playwright/test';
import { drop, openApp, openSimulated } from './support/app.ts';
import { crash } from './support/crash.ts';
import { expect, test } from './support/page.ts';

const titleOf = (page: Page): Locator => page.getByLabel('Title of the notebook');
const mark = (page: Page): Locator => page.locator('.save-mark');
const saved = (page: Page): Promise<void> => expect(mark(page)).toHaveText(/^saved \d/, { timeout: 30_000 });
const undo = (page: Page): Locator => page.getByRole('button', { name: /^Undo/ });

async function rename(page: Page, title: string): Promise<void> {
  await titleOf(page).fill(title);
  await page.keyboard.press('Enter');
}

async function begin(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Outcrop menu' }).click();
  await page.getByRole('menuitem', { name: 'New or recent notebook' }).click();
  return page.getByRole('dialog', { name: 'Begin' });
}

/** As `rows` differ, so does the file. */
function csv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => `${i},${(i * 7919) % 101},${(i * 104729) % 97}`);
  return `event,s1_area,s2_area\n${lines.join('\n')}\n`;
}

test('a crashed tab is found again with all its steps, which undo and redo', async ({ page, context }) => {
  await openSimulated(page, 1000);
  await rename(page, 'gas hunt');
  const neighbours = page.getByRole('textbox', { name: 'n_neighbors' });
  await neighbours.fill('20');
  await page.keyboard.press('Enter');
  await rename(page, 'gas hunt, second night');
  await undo(page).click();
  await saved(page);
  await crash(context, page);

  const again = await context.newPage();
  await again.goto('/');
  await expect(titleOf(again)).toHaveValue('gas hunt');
  await expect(again.getByRole('textbox', { name: 'n_neighbors' })).toHaveValue('20');
  await expect(again.getByRole('button', { name: 'Redo rename the notebook' })).toBeEnabled();
  await again.getByRole('button', { name: 'Redo rename the notebook' }).click();
  await expect(titleOf(again)).toHaveValue('gas hunt, second night');
  for (let i = 0; i < 2; i++) await undo(again).click();
  await expect(again.getByRole('textbox', { name: 'n_neighbors' })).not.toHaveValue('20');
  await undo(again).click();
  await expect(titleOf(again)).toHaveValue('Simulated LZ SR1');
  await expect(undo(again)).toBeDisabled();

  // Results are computed again on demand, and the notice goes for good.
  const notice = again.getByText('The notebook is as you left it');
  await expect(notice).toBeVisible();
  await again.getByRole('button', { name: 'Compute them again' }).click();
  await expect(again.getByRole('button', { name: 'All fresh' })).toBeVisible({ timeout: 90_000 });
  await expect(notice).toHaveCount(0);

  // Closed in the middle of the next second: what was journalled before is there.
  await rename(again, 'third night');
  await saved(again);
  await again.close();
  const third = await context.newPage();
  await third.goto('/');
  await expect(titleOf(third)).toHaveValue('third night');
  await undo(third).click();
  await expect(titleOf(third)).toHaveValue('Simulated LZ SR1');
});

/** The processes that all others of a browser hang from, by the folder of its user, which is its own. */
function browserProcesses(folder: string): number[] {
  const found = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return line.includes(`--user-data-dir=${folder}\0`) && !line.includes('--type=');
    } catch {
      // Gone since the folder was listed.
      return false;
    }
  });
  expect(found).not.toEqual([]);
  return found.map(Number);
}

test('a killed browser finds the notebook again with all its steps', async ({
  server,
  launchOptions,
}, info) => {
  test.skip(process.platform !== 'linux', 'the process of the browser is looked for in /proc');
  const folder = info.outputPath('user');
  const open = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(folder, {
      ...launchOptions,
      baseURL: server.url,
      viewport: { width: 1440, height: 900 },
      serviceWorkers: 'block',
    });
  const context = await open();
  const page = await context.newPage();
  await openApp(page);
  await rename(page, 'gas hunt');
  await page.getByRole('textbox', { name: 'n_neighbors' }).fill('20');
  await page.keyboard.press('Enter');
  await saved(page);
  const closed = context.waitForEvent('close');
  for (const id of browserProcesses(folder)) process.kill(id, 'SIGKILL');
  await closed;

  const again = await open();
  const found = await again.newPage();
  await found.goto('/');
  await expect(titleOf(found)).toHaveValue('gas hunt');
  await expect(found.getByRole('textbox', { name: 'n_neighbors' })).toHaveValue('20');
  for (let i = 0; i < 2; i++) await undo(found).click();
  await expect(titleOf(found)).toHaveValue('A first look');
  await again.close();
});

for (const locks of [true, false]) {
  test(`two tabs: one keeps the notebook, the other is told, ${locks ? 'by locks' : 'without locks'}`, async ({
    page,
    context,
  }) => {
    if (!locks) {
      await context.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
      });
    }
    await openApp(page);
    await rename(page, 'shared');
    await saved(page);

    const second = await context.newPage();
    await second.goto('/');
    await expect(second.getByText('open in another tab, which keeps it')).toBeVisible();
    await expect(mark(second)).toHaveText('read only');
    await rename(second, 'strayed');
    await expect(second.getByText('take over here to change it')).toBeVisible();
    await expect(titleOf(second)).toHaveValue('shared');
    // An undo would take back what the other tab has.
    await undo(second).click();
    await expect(titleOf(second)).toHaveValue('shared');
    await rename(page, 'shared, later');

    await second.getByRole('button', { name: 'Take over here' }).click();
    await expect(titleOf(second)).toHaveValue('shared, later');
    await expect(page.getByText('Another tab has taken this notebook over')).toBeVisible();
    await rename(second, 'shared, taken');
    await saved(second);

    // The tab that lost it goes on in a copy.
    await rename(page, 'left behind');
    await expect(page.getByText('take it back to change it')).toBeVisible();
    await page.getByRole('button', { name: 'Open as a copy' }).click();
    await expect(titleOf(page)).toHaveValue('shared, later (copy)');
    await rename(page, 'left behind');
    await saved(page);
    await expect(page.getByText('Another tab has taken')).toHaveCount(0);
    await undo(page).click();
    await expect(titleOf(page)).toHaveValue('shared, later (copy)');
    await saved(page);

    const dialog = await begin(page);
    const names = dialog.getByRole('region', { name: 'Notebooks' }).locator('button.kept-name');
    await expect(names).toHaveText(['shared, later (copy)', 'shared, taken'], {
      useInnerText: true,
    });
    await dialog.getByRole('button', { name: 'Delete shared, taken' }).click();
    await expect(dialog.getByRole('alert')).toContainText('open in another tab');
    const retitle = async (from: string, to: string): Promise<void> => {
      await dialog.getByRole('button', { name: `Rename ${from}` }).click();
      await page.keyboard.type(to);
      await page.keyboard.press('Enter');
    };
    await retitle('shared, taken', 'no');
    await expect(dialog.getByRole('alert')).toContainText('rename it there');
    await retitle('shared, later (copy)', 'mine');
    await expect(names).toHaveText(['mine', 'shared, taken']);

    // Deleted, put back, deleted again; a closed tab lets go of its notebook.
    await second.close();
    await expect(async () => {
      await retitle('shared, taken', 'inherited');
      await expect(names).toHaveText(['inherited', 'mine'], { timeout: 2000 });
    }).toPass();
    const remove = dialog.getByRole('button', { name: 'Delete inherited' });
    await remove.click();
    await expect(names).toHaveText(['mine']);
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await expect(names).toHaveCount(2);
    await dialog.getByRole('button', { name: 'inherited', exact: true }).click();
    await expect(titleOf(page)).toHaveValue('inherited');
    // A title given in the list is a step like any other.
    await undo(page).click();
    await expect(titleOf(page)).toHaveValue('shared, taken');
    await saved(page);
  });
}

test('a full disk is told with what to do, work goes on, and is kept once there is room', async ({
  page,
  context,
}) => {
  await openApp(page);
  const session = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  // Before anything is written: the browser remembers for a while how much room there was.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await rename(page, 'in peril');
  const alert = page.getByRole('alert');
  // The browser may take its time over a write that it will refuse, and then that is told.
  await expect(alert).toContainText(
    /(no more room for this site|has not answered for 10 s); save to a file/,
    {
      timeout: 40_000,
    },
  );
  await expect(mark(page)).toHaveText('not saved');
  await rename(page, 'in peril, still at work');
  const download = page.waitForEvent('download');
  await alert.getByRole('button', { name: 'Save to a file' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('in peril, still at work');

  await session.send('Storage.overrideQuotaForOrigin', { origin });
  // Unless it was tried again by itself before.
  await alert
    .getByRole('button', { name: 'Try again' })
    .click({ timeout: 5000 })
    .catch(() => undefined);
  await saved(page);
  await expect(alert).toHaveCount(0);
  await page.reload();
  await expect(titleOf(page)).toHaveValue('in peril, still at work');
  await undo(page).click();
  await expect(titleOf(page)).toHaveValue('in peril');
  await saved(page);

  // Site data removed under the open notebook: all of it is kept anew.
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await rename(page, 'back again');
  await expect(mark(page)).not.toHaveText(/^saved/);
  await saved(page);
  await page.reload();
  await expect(titleOf(page)).toHaveValue('back again');
  await undo(page).click();
  await expect(titleOf(page)).toHaveValue('in peril');
});

test('a browser that keeps nothing says so, and the notebook can be saved to a file', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await openApp(page);
  await expect(page.getByRole('alert')).toContainText('does not let this page store anything');
  await rename(page, 'on paper');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await download).suggestedFilename()).toBe('on-paper.outcrop.json');
  const dialog = await begin(page);
  await expect(dialog.getByRole('alert')).toContainText('cannot list the notebooks');
});

test('data files are kept, listed and removed; a missing one is asked for, a changed one noticed', async ({
  page,
}) => {
  await page.goto('/');
  const first = page.getByRole('dialog', { name: 'Begin' });
  await expect(first).toContainText('None yet.');
  await expect(first).toContainText('A file you open is copied into this browser');
  await drop(page, 'night.csv', csv(300));
  await expect(titleOf(page)).toHaveValue('night');
  await saved(page);
  const data = page.getByRole('region', { name: 'Data, cell 2' });
  await expect(data.getByText('300 events × 3 columns').first()).toBeVisible();

  await page.reload();
  await expect(data.getByText('300 events × 3 columns').first()).toBeVisible();
  const kept = (): Promise<number> =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('data-files');
      let files = 0;
      for await (const _ of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) files++;
      return files;
    });
  expect(await kept()).toBe(1);
  const dialog = await begin(page);
  const files = dialog.getByRole('region', { name: 'Data files' });
  await expect(files.locator('li')).toContainText(['night.csv']);
  await expect(files).toContainText(/Outcrop takes .* of the .* it may/);
  await files.getByRole('button', { name: 'Remove night.csv from this browser' }).click();
  await expect(files.locator('li')).toHaveCount(0);
  expect(await kept()).toBe(0);

  await page.reload();
  const choose = data.getByRole('button', { name: 'Choose night.csv again' });
  await expect(data.getByRole('alert')).toContainText('night.csv is not kept in this browser');
  const pick = async (button: Locator, rows: number): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await button.click();
    const file = { name: 'night.csv', mimeType: 'text/csv', buffer: Buffer.from(csv(rows)) };
    await (await chooser).setFiles(file);
  };
  await pick(choose, 200);
  await expect(data.getByRole('alert')).toContainText(
    'not the file that this notebook was made on: 200 events',
  );
  await pick(data.getByRole('button', { name: 'Choose another file' }), 300);
  await expect(data.getByText('300 events × 3 columns').first()).toBeVisible();
  await expect(data.getByRole('alert')).toHaveCount(0);
  await undo(page).click();
  await expect(data.getByRole('alert')).toContainText('not the file');
  await data.getByRole('button', { name: 'Accept the changed file' }).click();
  await expect(data.getByText('200 events × 3 columns').first()).toBeVisible();
});

test('a notebook is saved in place to the file that was chosen, also after a reload', async ({ page }) => {
  await openApp(page);
  await rename(page, 'on disk');
  // A real handle to a real file, which the browser gives without a dialog.
  const handOut = (): Promise<void> =>
    page.evaluate(() => {
      const pick = async (): Promise<FileSystemFileHandle> => {
        const root = await navigator.storage.getDirectory();
        return root.getFileHandle('mine.outcrop.json', { create: true });
      };
      Object.assign(window, { showSaveFilePicker: pick, showOpenFilePicker: async () => [await pick()] });
    });
  const titleOnDisk = (): Promise<string> =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle('mine.outcrop.json');
      try {
        return String(JSON.parse(await (await handle.getFile()).text()).title);
      } catch (error) {
        // Caught between the old file and the new.
        return String(error);
      }
    });
  await handOut();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('saved to mine.outcrop.json')).toBeVisible();
  expect(await titleOnDisk()).toBe('on disk');

  await saved(page);
  await page.reload();
  await rename(page, 'on disk, later');
  await page.keyboard.press('Control+s');
  await expect.poll(titleOnDisk).toBe('on disk, later');
  // Else the change below would come before the page knows which state is its own.
  await expect(page.getByText('saved to mine.outcrop.json')).toBeVisible();

  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('mine.outcrop.json');
    const text = await (await handle.getFile()).text();
    const stream = await handle.createWritable();
    await stream.write(text.replace('on disk, later', 'by a colleague'));
    await stream.close();
  });
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toContainText(
    'mine.outcrop.json was changed by another program since',
  );
  expect(await titleOnDisk()).toBe('by a colleague');

  // Opened, it is a notebook beside the one that is kept, and saving goes to its file.
  await saved(page);
  await handOut();
  await page.keyboard.press('Control+o');
  await expect(titleOf(page)).toHaveValue('by a colleague');
  await expect(page.getByText('which stays in the list of notebooks')).toBeVisible();
  await rename(page, 'together');
  await page.keyboard.press('Control+s');
  await expect.poll(titleOnDisk).toBe('together');
});
