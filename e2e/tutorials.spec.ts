import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { drag, inspector, leadingQuantities, plot, runAll, selectedCount } from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Other work may have the cores. */
const expect = expectSoon.configure({ timeout: 60_000 });

async function begin(page: Page, title: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('dialog', { name: 'Begin' }).getByRole('button', { name: title }).click();
  await expect(page.getByLabel('Title of the notebook')).toHaveValue(title);
}

const task = (page: Page, title: string): Locator =>
  page.getByRole('main').getByRole('region', { name: new RegExp(`^${title}, cell`) });

const progress = (page: Page): Locator => page.getByRole('navigation', { name: 'Steps of the tutorial' });

/** Chooses the options of a question in turn; the last is right. */
async function choose(cell: Locator, ...options: RegExp[]): Promise<void> {
  for (const option of options) {
    await cell.getByRole('radio', { name: option }).check();
    await expect(cell.locator('.notice')).toBeVisible();
  }
  await expect(cell.getByText('· done')).toBeVisible();
}

async function pickCluster(page: Page, of: RegExp): Promise<void> {
  const list = inspector(page).getByRole('region', { name: 'Clusters' });
  const clusters = await list.getByRole('button', { name: /^cluster \d/ }).count();
  for (let at = 1; at < clusters; at++) {
    const cluster = list.getByRole('button', { name: new RegExp(`^cluster ${at}\\b`) });
    await cluster.click();
    // What was told of the cluster before it stays in sight until the answer is there.
    const size = Number((await cluster.locator('.cluster-size').textContent())!.replaceAll(',', ''));
    await expect.poll(() => selectedCount(page)).toBe(size);
    await expect(inspector(page).locator('.comparison[aria-busy="false"]')).toBeVisible();
    await expect(inspector(page).getByText(/quantities looked at/)).toBeVisible();
    const [first = ''] = await leadingQuantities(page);
    if (of.test(first)) return;
  }
  throw new Error(`no cluster is led by ${of}`);
}

async function flag(page: Page, name: string, author: string): Promise<void> {
  await page.keyboard.press('F');
  const dialog = page.getByRole('dialog', { name: 'Flag events' });
  await expect(dialog).toBeVisible();
  const who = dialog.getByLabel('Your name, kept on this machine');
  if (await who.isVisible()) await who.fill(author);
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

test('above the anode: a wrong island and a wrong cut are judged wrong, the right ones right, and the truth comes last', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await begin(page, 'Above the anode');
  const look = task(page, 'Lay the events out');
  await look.getByRole('button', { name: 'I have run it' }).click();
  await expect(look.getByText(/^The clusters have no result yet/)).toBeVisible();
  await runAll(page);
  await look.getByRole('button', { name: 'I have run it' }).click();
  await expect(progress(page)).toContainText('1 of 6 steps done');
  await expect(page.getByRole('button', { name: 'Show the truth' })).toHaveCount(0);

  const find = task(page, 'Find the small S2s');
  await find.getByRole('button', { name: 'Check my selection' }).click();
  await expect(find.getByText(/^Nothing is selected/)).toBeVisible();
  await inspector(page)
    .getByRole('button', { name: /^cluster 0\b/ })
    .click();
  await find.getByRole('button', { name: 'Check my selection' }).click();
  await expect(find.getByRole('row', { name: /^of the selected events sought 0\.\d+ %/ })).toBeVisible();
  await pickCluster(page, /tba/);
  await find.getByRole('button', { name: 'Check my selection' }).click();
  await expect(find.getByText('· done')).toBeVisible();
  await choose(
    task(page, 'Which quantity gives them away\\?'),
    /prompt fraction/,
    /^the ratio of light in the top/,
  );

  // A cut that takes the small S2s of low energies too; then the one of the inspector.
  const cuts = page.getByRole('region', { name: /^Cuts, cell/ });
  const cut = task(page, 'Write the cut');
  await cuts.getByRole('button', { name: '+ cut' }).click();
  const expression = cuts.getByRole('combobox', { name: 'Expression of cut 1' });
  await expression.fill('s2_area_phd < 10000');
  await expression.press('Enter');
  await expect(cuts.getByText(/^alone it removes/)).toBeVisible();
  await cut.getByRole('button', { name: 'Check my cut' }).click();
  await expect(cut.getByText(/^It removes the population, and too many good events/)).toBeVisible();
  await expect(cut.getByText(/on a run that you have not seen/)).toBeVisible();
  await cuts.getByRole('checkbox', { name: 'Apply cut 1' }).uncheck();
  await inspector(page).getByRole('button', { name: 'Cut', exact: true }).click();
  const add = inspector(page).getByRole('button', { name: /^Add the cut/ });
  await add.first().click();
  await expect(cuts.getByText(/^tuned on half of/)).toBeVisible();
  await cut.getByRole('button', { name: 'Check my cut' }).click();
  await expect(cut.getByText('· done')).toBeVisible();

  const end = task(page, 'What it was');
  await end.getByRole('button', { name: 'Finish' }).click();
  await expect(end.getByText(/^Some steps are not done yet/)).toBeVisible();
  await choose(task(page, 'Where do they come from\\?'), /on the wall/, /gas above the anode/);
  await end.getByRole('button', { name: 'Finish' }).click();
  await expect(end.getByRole('row', { name: /^Gas events above the anode 110 1\d\d / })).toBeVisible();
  await expect(progress(page)).toContainText('6 of 6 steps done');
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await end.getByRole('button', { name: 'Put the truth into the data' }).click();
  await expect(page.getByText(/^the data hold the column truth now/)).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(progress(page)).toContainText('6 of 6 steps done');
});

test('a bug in the reconstruction, from the palette: found, flagged, and gone after the fix', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto('/');
  await expect(page.getByRole('dialog', { name: 'Begin' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('tutorial bug');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Title of the notebook')).toHaveValue('A bug in the reconstruction');
  await runAll(page);
  await task(page, 'Lay the events out').getByRole('button', { name: 'I have run it' }).click();
  await pickCluster(page, /^s1_(rise|aft)/);
  const find = task(page, 'Find the impossible S1s');
  await find.getByRole('button', { name: 'Check my selection' }).click();
  await expect(find.getByText('· done')).toBeVisible();
  await choose(task(page, 'What is wrong with them\\?'), /^two pulses/, /^all times are late/);
  const check = task(page, 'Flag them').getByRole('button', { name: /^Check my flag/ });
  await check.click();
  await expect(task(page, 'Flag them').getByText(/^There is no flag/)).toBeVisible();
  await flag(page, 'S1 starts too early', 'Ada');
  await check.click();
  await expect(task(page, 'Flag them').getByText('Your flag “S1 starts too early”')).toBeVisible();
  const fixed = page.getByRole('list', { name: 'What is new since the reviewed run' });
  await expect(
    fixed.getByText(/^The new processing moved 5\d of 4,000 matched events \(s1_rise_ns/),
  ).toBeVisible();
  await choose(task(page, 'Check the fix'), /^they stayed/, /^they moved out of their island/);
  await task(page, 'What it was').getByRole('button', { name: 'Finish' }).click();
  await expect(
    task(page, 'What it was').getByRole('row', { name: /^S1 found too early 56 5\d / }),
  ).toBeVisible();

  // An ordinary notebook: kept, with what was judged.
  await page.reload();
  await expect(progress(page)).toContainText('6 of 6 steps done');
});

test('what is new tonight: the burst and the spot are found beside the reviewed run, flagged and handed over', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await begin(page, 'What is new tonight');
  await runAll(page);
  await task(page, 'Start the shift').getByRole('button', { name: 'I have run it' }).click();
  const news = page.getByRole('list', { name: 'What is new since the reviewed run' }).getByRole('listitem');
  const grown = task(page, 'A cluster has grown');
  const spot = task(page, 'A crowded place');
  await news
    .filter({ hasText: /^Cluster/ })
    .first()
    .getByRole('button', { name: 'select' })
    .click();
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(50);
  await flag(page, 'electron trains', 'Ada');
  await grown.getByRole('button', { name: /^Check my flags/ }).click();
  await expect(grown.getByText('· done')).toBeVisible();

  // The box of the list is a part of the spot; that flag is not enough.
  await spot.getByRole('button', { name: 'Check my flags' }).click();
  await expect(spot.getByText(/^None of your flags holds them/)).toBeVisible();
  await news.filter({ hasText: 'x_cm' }).getByRole('button', { name: 'select' }).click();
  await expect.poll(() => selectedCount(page)).toBeLessThan(70);
  await flag(page, 'crowded', 'Ada');
  await spot.getByRole('button', { name: 'Check my flags' }).click();
  await expect(spot.getByText(/^Combine both: lasso below the band/)).toBeVisible();

  // Below the band in S2 against S1, and of that what is in the spot.
  const lasso = async (title: string, corners: [number, number][]): Promise<void> => {
    const panel = plot(page, title);
    await panel.scrollIntoViewIfNeeded();
    const canvas = panel.locator('canvas').first();
    await expect(canvas).toBeVisible();
    const box = (await canvas.boundingBox())!;
    await drag(
      page,
      corners.map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height })),
    );
  };
  await lasso('s2c_area_phd vs s1c_area_phd', [
    ...([
      [0.04, 0.75],
      [0.27, 0.66],
      [0.45, 0.53],
      [0.62, 0.33],
      [0.71, 0.27],
    ] as [number, number][]),
    ...([
      [0.71, 0.65],
      [0.12, 0.98],
      [0.02, 0.98],
    ] as [number, number][]),
  ]);
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(120);
  await page.keyboard.down('Shift');
  await page.keyboard.down('Alt');
  await lasso('y_cm vs x_cm', [
    ...([
      [0.56, 0.25],
      [0.67, 0.25],
      [0.67, 0.42],
      [0.56, 0.42],
    ] as [number, number][]),
  ]);
  await page.keyboard.up('Alt');
  await page.keyboard.up('Shift');
  await expect.poll(() => selectedCount(page)).toBeLessThan(120);
  await flag(page, 'small S2s in a spot', 'Ada');
  await spot.getByRole('button', { name: 'Check my flags' }).click();
  await expect(spot.getByText('Your flag “small S2s in a spot”')).toBeVisible();
  await expect(spot.getByText('· done')).toBeVisible();
  await choose(task(page, 'What do you tell the day shift\\?'), /^a bug/, /^a spot in x-y/);
  await task(page, 'Hand over').getByRole('button', { name: 'Finish' }).click();
  await expect(task(page, 'Hand over').getByRole('row', { name: /^Electron trains 100 / })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Hand over', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Report for the logbook (HTML)' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/\.html$/);
});
