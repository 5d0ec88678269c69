import AxeBuilder from '@axe-core/playwright';
import { openSimulated, plot } from './support/app.ts';
import { expect, test } from './support/page.ts';

test('the palette finds and does everything by keyboard alone, and keys leave fields and dialogs alone', async ({
  page,
}) => {
  await openSimulated(page, 2000);
  const palette = page.getByRole('dialog', { name: 'Palette' });
  const query = palette.getByRole('combobox');
  const options = palette.getByRole('option');
  const chosen = palette.locator('[role="option"][aria-selected="true"]');
  const title = page.getByLabel('Title of the notebook');

  // A column, by a few letters of its name.
  await page.keyboard.press('Control+k');
  await expect(query).toBeFocused();
  await page.keyboard.type('histo s1_rise');
  await expect(chosen).toContainText('Histogram of s1_rise_ns');
  await expect(query).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id'))!);
  const { violations } = await new AxeBuilder({ page }).include('dialog.palette').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  await expect(plot(page, 'Histogram of s1_rise_ns')).toBeAttached();

  // What was used is first now; undo says what it undoes; what cannot be done says why.
  await page.keyboard.press('Control+k');
  await expect(chosen).toContainText('Histogram of s1_rise_ns');
  await page.keyboard.type('undo');
  await expect(chosen).toContainText('Undo change plots of Plots');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('redo');
  await expect(chosen).toContainText('nothing to redo');
  await page.keyboard.press('Enter');
  await expect(palette.getByRole('status')).toContainText('nothing to redo');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('undo');
  await page.keyboard.press('Enter');
  await expect(plot(page, 'Histogram of s1_rise_ns')).toHaveCount(0);

  // To a cell and to a plot; arrows go round.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to embed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Embed, cell 3' })).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('show s2_tba');
  await expect(options.first()).toContainText('Show s2_tba vs s1_tba');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(plot(page, 's2_tba vs s1_tba').locator('.figure-plot')).toBeFocused();

  // A plot keeps its own keys, a field what is typed, a dialog everything.
  const before = await page.getByRole('main').locator('.cell').count();
  await title.focus();
  await page.keyboard.press('End');
  await page.keyboard.type(' abjk');
  await page.keyboard.press('Enter');
  await expect(title).toHaveValue('Simulated LZ SR1 abjk');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zzqq');
  await expect(palette.getByText('Nothing here is called')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys and commands' });
  await expect(keys.getByText('Run all stale cells')).toBeVisible();
  await expect(keys.getByText('Convert the cell to Embed')).toBeVisible();
  await page.keyboard.press('b');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  expect(await page.getByRole('main').locator('.cell').count()).toBe(before);

  // A new note has its text in hand: what is typed next is no command.
  await page.getByRole('region', { name: /, cell 1$/ }).focus();
  await page.keyboard.press('b');
  await expect(page.getByRole('textbox', { name: 'Text of the note, in markdown' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('main').locator('.cell')).toHaveCount(before);

  // A notebook that was open before.
  await page.getByText(/^saved \d/).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('bundled run');
  await page.keyboard.press('Enter');
  await expect(title).toHaveValue('A first look');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('abjk');
  await expect(chosen).toContainText('Open Simulated LZ SR1 abjk');
  await page.keyboard.press('Enter');
  await expect(title).toHaveValue('Simulated LZ SR1 abjk');
});
