import type { Locator, Page } from '@playwright/test';
import { openApp } from './support/app.ts';
import { expect, test } from './support/page.ts';

function cells(page: Page): Locator {
  return page.getByRole('main').locator('.cell');
}

async function titles(page: Page): Promise<string[]> {
  return cells(page).evaluateAll((all) =>
    all.map((cell) => cell.querySelector<HTMLInputElement>('.cell-title')?.value ?? ''),
  );
}

test('cells are added, moved, duplicated, renamed, converted, deleted, and all of it undone', async ({
  page,
}) => {
  await openApp(page);
  const start = ['Welcome', 'Data', 'Embed', 'Cluster', 'Plots'];
  expect(await titles(page)).toEqual(start);

  // Between any two, by a menu that says what each is for.
  await page.getByRole('button', { name: 'Add a cell after cell 2' }).click();
  await page.getByRole('menuitem', { name: /Explain.*Which quantities/ }).click();
  await expect.poll(() => titles(page)).toEqual(['Welcome', 'Data', 'Explain', 'Embed', 'Cluster', 'Plots']);
  const explain = page.getByRole('region', { name: 'Explain, cell 3' });
  await expect(explain).toBeFocused();
  await expect(explain.getByText(/choose a population/)).toBeVisible();

  // By the keyboard, with a word for those who do not see it; then by the handle.
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => titles(page)).toEqual(['Welcome', 'Data', 'Embed', 'Explain', 'Cluster', 'Plots']);
  await expect(page.getByText('Explain is now cell 4 of 6')).toBeAttached();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => titles(page)).toEqual(['Welcome', 'Data', 'Explain', 'Embed', 'Cluster', 'Plots']);
  const fold = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: `Fold ${name}`, exact: true }).click();
  };
  for (const name of ['Welcome', 'Data', 'Explain', 'Embed', 'Cluster', 'Plots']) await fold(name);
  const grip = (await page.getByRole('button', { name: 'Move Explain' }).boundingBox())!;
  const first = (await cells(page).first().boundingBox())!;
  await page.mouse.move(grip.x + 8, grip.y + 12);
  await page.mouse.down();
  await page.mouse.move(grip.x + 8, first.y + 30, { steps: 4 });
  await page.mouse.move(grip.x + 8, first.y + 2, { steps: 2 });
  await expect(page.locator('.add-cell.marked')).toHaveCount(1);
  await page.mouse.up();
  await expect.poll(() => titles(page)).toEqual(['Explain', 'Welcome', 'Data', 'Embed', 'Cluster', 'Plots']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => titles(page)).toEqual(['Welcome', 'Data', 'Explain', 'Embed', 'Cluster', 'Plots']);

  // Rename in place; the title is no place for commands.
  await page.getByRole('link', { name: /^3 Explain/ }).click();
  await page.keyboard.press('F2');
  await page.keyboard.type('b side');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'b side, cell 3' })).toBeFocused();
  await page.keyboard.press('d');
  await expect
    .poll(async () => (await titles(page)).slice(2, 5))
    .toEqual(['b side', 'b side (copy)', 'Embed']);

  // Another kind in the same place keeps a title of its own.
  await page.getByRole('button', { name: 'Actions of b side', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Note' }).click();
  await expect(page.getByRole('button', { name: 'Undo convert b side to note' })).toBeEnabled();

  // Deleting says what depended on it, and is taken back from there.
  await page.getByRole('link', { name: /^5 Embed/ }).click();
  await page.keyboard.press('Delete');
  const said = page.getByText('deleted Embed; Cluster and Plots depended on it');
  await expect(said).toBeVisible();
  const cluster = page.getByRole('region', { name: /^Cluster, cell/ });
  await expect(cluster.getByText(/which is gone/)).toBeVisible();
  await page.locator('.message').getByRole('button', { name: 'Undo' }).click();
  await expect(cluster.getByText(/which is gone/)).toHaveCount(0);

  // A way out of a lost input: one step, and undone as one.
  await page.getByRole('link', { name: /^5 Embed/ }).click();
  await page.keyboard.press('Delete');
  await cluster.getByRole('button', { name: 'Add a cell Embed above' }).click();
  await expect(cluster.getByText(/which is gone/)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(cluster.getByText(/which is gone/)).toBeVisible();

  // Every step back to the beginning.
  const undo = page.getByRole('button', { name: /^Undo/ }).first();
  for (let steps = 0; steps < 40 && (await undo.isEnabled()); steps++) await undo.click();
  expect(await titles(page)).toEqual(start);
});

test('the outline shows what reads what, and running cells are stopped one or all', async ({ page }) => {
  // The code of the cells' views comes late, as over a slow line.
  let arrive = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/assets/View-*.js', async (route) => {
    await late;
    await route.continue();
  });
  await openApp(page);
  const outline = page.getByRole('navigation', { name: 'Outline' });
  await expect(
    outline.getByRole('link', { name: /^3 Embed.*reads 2 Data; read by 4 Cluster/ }),
  ).toBeVisible();
  await expect(outline.locator('.outline-graph path')).toHaveCount(3);
  await outline.getByRole('link', { name: /^2 Data/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const embed = page.getByRole('region', { name: 'Embed, cell 3' });
  await expect(embed).toBeFocused();

  // Letters are commands until a field is entered, which may still be on its way, and again after Esc.
  await expect(embed.getByText('loading …')).toBeVisible();
  await page.keyboard.press('Enter');
  arrive();
  await expect(embed.getByRole('combobox', { name: 'Method' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(embed).toBeFocused();

  // So many epochs of so many neighbours that it cannot be over before it is cancelled; two of them, of which one waits.
  await embed.getByRole('textbox', { name: 'n_neighbors' }).fill('100');
  await page.keyboard.press('Enter');
  await embed.getByRole('textbox', { name: 'epochs' }).fill('10000');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  const copy = page.getByRole('region', { name: 'Embed (copy), cell 4' });
  await expect(copy).toBeFocused();
  await page.keyboard.press('Control+Shift+Enter');
  const before = await embed.evaluate((cell) => cell.getBoundingClientRect().height);
  await expect(embed.getByRole('progressbar')).toBeVisible();
  expect(
    await embed.locator('.cell-head').evaluate((head) => head.getBoundingClientRect().height),
  ).toBeLessThan(40);
  expect(before).toBeGreaterThan(100);
  await expect(copy.getByText('queued')).toBeVisible();
  await embed.getByRole('button', { name: 'Cancel' }).click();
  await expect(embed.getByText('stale')).toBeVisible();
  await expect(copy.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Stop all that runs' }).click();
  await expect(copy.getByText('stale')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Run all \(3 stale/ })).toBeVisible();
});
