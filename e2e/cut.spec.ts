import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import {
  drag,
  drop,
  inspector,
  leadingQuantities,
  plot,
  putAwayBegin,
  selectedCount,
} from './support/app.ts';
import { expect as expectSoon, test } from './support/page.ts';

/** Other work may have the cores. */
const expect = expectSoon.configure({ timeout: 40_000 });

/** Every eighth event has both asymmetries high, apart from all others. */
const EVENTS = 400;
const ODD = Array.from({ length: EVENTS / 8 }, (_, i) => 8 * i);
const ROWS = Array.from({ length: EVENTS }, (_, i) => {
  const odd = i % 8 === 0;
  const spread = ((i * 37) % 101) / 100;
  const other = ((i * 53) % 97) / 96;
  return [
    ...[7304, i, 12 * i, 20 + 80 * other, 5000 + 9000 * spread],
    ...(odd ? [0.3 + 0.4 * spread, 0.6 + 0.2 * other] : [-0.9 + 0.8 * spread, 0.3 + 0.1 * other]),
  ];
});
const CSV = [
  'run_id,event_id,event_time_s,s1_area_phd,s2_area_phd,s1_tba,s2_tba',
  ...ROWS.map((row) => row.join(',')),
].join('\n');

test('from a lasso over what sets it apart to a cut, moved in the plot, to a flag and the exported rows', async ({
  page,
}) => {
  await page.goto('/');
  await putAwayBegin(page);
  await drop(page, 'night.csv', CSV);
  await expect(page.getByLabel('Title of the notebook')).toHaveValue('night');
  const panel = plot(page, 's2_tba vs s1_tba');
  await panel.scrollIntoViewIfNeeded();
  const canvas = panel.locator('canvas').first();
  await expect(canvas).toBeVisible();
  const box = (await canvas.boundingBox())!;
  const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  const lasso = [at(0.55, 0.02), at(0.99, 0.02), at(0.99, 0.5), at(0.55, 0.5), at(0.55, 0.02)];
  await drag(page, lasso);
  await expect.poll(() => selectedCount(page)).toBe(ODD.length);
  await expect.poll(() => leadingQuantities(page)).not.toEqual([]);
  expect((await leadingQuantities(page)).slice(0, 2).sort()).toEqual(['s1_tba', 's2_tba']);

  // The shortest cut, quoted on held-out events, put on a list.
  await inspector(page).getByRole('button', { name: 'Cut', exact: true }).click();
  const found = inspector(page).getByRole('region', { name: /^Cuts that remove/ });
  await expect(found.getByText(/^Tuned on half of the events/)).toBeVisible();
  const proposed = (await found.locator('code').first().textContent()) ?? '';
  expect(proposed).toMatch(/^s[12]_tba > [\d.-]+$/);
  await found
    .getByRole('button', { name: /^Add the cut/ })
    .first()
    .click();
  const cell = page.getByRole('region', { name: /^Cuts, cell/ });
  const first = cell.getByRole('combobox', { name: /^Expression of/ }).first();
  await expect(first).toHaveValue(proposed);
  await expect(cell.getByText(/^Shares are of the \d+ events/)).toBeVisible();

  // Moved in the plot: its numbers follow, and one step takes the drag back.
  const grip = panel.getByRole('button', { name: /^Move s[12]_tba > / });
  await grip.scrollIntoViewIfNeeded();
  const from = (await grip.boundingBox())!;
  const across = proposed.startsWith('s1');
  const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const by = across ? box.width * 0.25 : -box.height * 0.25;
  await page.mouse.move(start.x + (across ? by : 3), start.y + (across ? 3 : by), { steps: 4 });
  const told = panel.getByRole('status').filter({ hasText: 'removes' });
  await expect(told).toContainText(/removes \d+ of 400 events/);
  await expect(told).toContainText(/of the rest: 0 % \[0, \d/);
  await expect(told).toContainText(/of the selection: \d+ lost, \d+ kept/);
  await expect(first).not.toHaveValue(proposed);
  await page.mouse.up();
  await expect(told).toHaveCount(0);
  await expect(first).not.toHaveValue(proposed);
  await page.keyboard.press('Control+z');
  await expect(first).toHaveValue(proposed);
  // By keys, here and in the plot of what all other cuts leave; Esc leaves no step behind.
  const undo = page.getByRole('button', { name: /^Undo/ });
  const before = await undo.getAttribute('aria-label');
  const alone = cell.locator('.cut-left-area').getByRole('button', { name: /^Move s[12]_tba > / });
  for (const [handle, key] of [
    [grip, across ? 'Shift+ArrowRight' : 'Shift+ArrowUp'],
    [alone, 'Shift+ArrowRight'],
  ] as const) {
    await handle.focus();
    await page.keyboard.press(key);
    await expect(first).not.toHaveValue(proposed);
    await expect(undo).toHaveAttribute('aria-label', /^Undo move /);
    await page.keyboard.press('Escape');
    await expect(first).toHaveValue(proposed);
    await expect(undo).toHaveAttribute('aria-label', before ?? '');
  }

  // Others are written; what is no cut is said.
  await cell.getByRole('button', { name: '+ cut' }).click();
  const second = cell.getByRole('combobox', { name: 'Expression of cut 2' });
  await second.fill('s2_tba + 1');
  await second.press('Enter');
  await expect(cell.getByRole('alert')).toContainText('a number; expected a condition');
  await second.fill('s1_tba < -0.85');
  await second.press('Enter');
  await expect(cell.getByText(/^alone it removes \d+ of 400 events/)).toHaveCount(2);
  const flow = cell.getByRole('region', { name: 'Cut flow' });
  await expect(flow.getByRole('row')).toHaveCount(4);
  const { violations } = await new AxeBuilder({ page }).include('.cut-view').include('.cut-shape').analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  // Off, up by mouse, deleted and back.
  await cell.getByRole('checkbox', { name: 'Apply cut 2' }).press('Space');
  await expect(flow.getByRole('row')).toHaveCount(3);
  const lower = (await cell.locator('.cut-drag').nth(1).boundingBox())!;
  const upper = (await cell.locator('.cut-item').first().boundingBox())!;
  await drag(page, [
    { x: lower.x + 5, y: lower.y + 12 },
    { x: lower.x + 5, y: upper.y + 2 },
  ]);
  await expect(first).toHaveValue('s1_tba < -0.85');
  await cell.getByRole('button', { name: 'Delete cut 1' }).click();
  await expect(first).toHaveValue(proposed);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(first).toHaveValue('s1_tba < -0.85');

  // What it selects is flagged, and handed over event by event.
  await page.keyboard.press('Escape');
  await expect.poll(() => selectedCount(page)).toBe(0);
  await cell.getByRole('button', { name: 'select where it holds' }).nth(1).click();
  await expect.poll(() => selectedCount(page)).toBe(ODD.length);
  await page.keyboard.press('F');
  await page
    .getByRole('dialog', { name: 'Flag events' })
    .getByLabel('Your name, kept on this machine')
    .fill('Ada');
  await page.keyboard.press('Enter');
  const flags = page.getByRole('region', { name: /^Flags, cell/ });
  await expect(flags.getByRole('list', { name: 'Flags', exact: true }).getByRole('listitem')).toHaveCount(1);
  const downloading = page.waitForEvent('download');
  await flags.getByRole('button', { name: 'Hand over' }).click();
  await page.getByRole('menuitem', { name: 'Events as CSV: run, event, label' }).click();
  const lines = readFileSync(await (await downloading).path(), 'utf8')
    .trimEnd()
    .split('\n');
  const pairs = lines.slice(1).map((line) => line.split(',').slice(0, 2).map(Number));
  expect(pairs).toEqual(ODD.map((event) => [7304, event]));

  // Plots of what passes do not draw the others, and say so.
  await page.getByLabel('Input cuts of Plots').selectOption({ index: 1 });
  await panel.scrollIntoViewIfNeeded();
  await expect(panel.getByText(/50 removed by the cuts: not drawn/)).toBeVisible();
});
