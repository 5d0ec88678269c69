import type { Download, Page } from '@playwright/test';
import { anyOf, between, clickAny, type Hand, leaveFields, nameOf, PATIENCE, pick, putAway } from './hand.ts';
import { saveNotebook } from './saved-notebook.ts';

/** Something that a user does. */
export interface Action {
  name: string;
  /** How often, beside the others. */
  weight: number;
  /** Gives what was done, for the trace; null where it could not be done now. */
  act(hand: Hand): Promise<string | null>;
}

const NUMBERS: Record<string, readonly string[]> = {
  n_neighbors: ['5', '12', '30', '', '1', 'many'],
  min_dist: ['0', '0.1', '0.5'],
  epochs: ['10', '20', '40', ''],
  'Fit a sample of': ['', '500', '2000'],
  Seed: ['1', '2', '77'],
  eps: ['', '0.3', '1.5', '-1'],
  min_samples: ['', '5', '40'],
};
const CHOICES = ['Metric', 'Start', 'Scaling', 'Missing values', 'Distances in', 'Compare with'];
const NAMES = ['gas', 'near the wall', 'S2 = 0?', '<b>bold</b>', 'π ± 0.1 %', '第三夜', 'x'.repeat(90)];
const WORDS = [
  'lasso',
  'run',
  'umap',
  's1',
  's2_tba',
  'fold',
  'unfold',
  'dark',
  'note',
  'add',
  'plot',
  'zzz',
];
const CELL_KEYS = [
  'Alt+ArrowUp',
  'Alt+ArrowDown',
  'd',
  'Delete',
  'o',
  'a',
  'b',
  'j',
  'k',
  'Control+Enter',
  'Shift+Enter',
];
/** Cells from which on more are rather deleted than added: a notebook stays as long as people's are. */
const MANY_CELLS = 14;

const cells = (page: Page) => page.locator('main .cell');

/** By the mouse, an event a point. */
async function drawPath(page: Page, [first, ...others]: { x: number; y: number }[]): Promise<void> {
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  for (const point of others) await page.mouse.move(point.x, point.y);
  await page.mouse.up();
}

async function focusCell(hand: Hand): Promise<string | null> {
  const cell = await anyOf(hand, cells(hand.page).locator('.cell-number'));
  if (!cell) return null;
  const number = await cell.textContent({ timeout: PATIENCE });
  await cell.click({ timeout: PATIENCE });
  return `cell ${number}`;
}

async function menuOf(hand: Hand, opener: string, item?: RegExp): Promise<string | null> {
  const { page } = hand;
  await page.getByRole('button', { name: opener, exact: true }).first().click({ timeout: PATIENCE });
  const items = page.getByRole('menuitem', { disabled: false });
  return clickAny(hand, item ? items.filter({ hasText: item }) : items);
}

async function download(hand: Hand, ask: () => Promise<string | null>): Promise<string | null> {
  const coming: Promise<Download | null> = hand.page
    .waitForEvent('download', { timeout: 30_000 })
    .catch(() => null);
  const asked = await ask();
  if (asked === null) return null;
  const came = await coming;
  return came ? `${asked}: ${came.suggestedFilename().slice(0, 40)}` : null;
}

async function keys(hand: Hand, key: string, times: number): Promise<string> {
  await leaveFields(hand);
  for (let i = 0; i < times; i++) await hand.page.keyboard.press(key);
  return `${key} x ${times}`;
}

export const ACTIONS: readonly Action[] = [
  { name: 'run all', weight: 8, act: (hand) => keys(hand, 'Control+Shift+Enter', 1) },
  { name: 'cancel', weight: 4, act: (hand) => keys(hand, 'Control+i', 1) },
  {
    name: 'wait',
    weight: 8,
    async act({ page }) {
      const idle = page.getByRole('button', { name: 'Stop all that runs', disabled: true });
      return idle.waitFor({ timeout: 2000 }).then(
        () => 'until nothing runs',
        () => '2 s',
      );
    },
  },
  {
    name: 'number',
    weight: 10,
    async act(hand) {
      const name = pick(hand, Object.keys(NUMBERS));
      const field = await anyOf(hand, hand.page.getByRole('textbox', { name, exact: true }));
      if (!field) return null;
      const value = pick(hand, NUMBERS[name]);
      await field.fill(value, { timeout: PATIENCE });
      await hand.page.keyboard.press(pick(hand, ['Enter', 'Tab', 'Escape']));
      return `${name} = ${value}`;
    },
  },
  {
    name: 'choice',
    weight: 5,
    async act(hand) {
      const name = pick(hand, CHOICES);
      const select = await anyOf(hand, hand.page.getByRole('combobox', { name, exact: true }));
      if (!select) return null;
      const count = await select.locator('option').count();
      const index = Math.floor(hand.rng.uniform() * count);
      await select.selectOption({ index }, { timeout: PATIENCE });
      return `${name} to option ${index + 1}`;
    },
  },
  {
    name: 'feature',
    weight: 3,
    async act(hand) {
      const box = await anyOf(hand, hand.page.getByRole('checkbox', { name: /^Use .* as a feature$/ }));
      if (!box) return null;
      const name = await nameOf(box);
      await box.click({ timeout: PATIENCE });
      return name;
    },
  },
  {
    name: 'keys on a cell',
    weight: 16,
    async act(hand) {
      const cell = await focusCell(hand);
      if (cell === null) return null;
      const count = await cells(hand.page).count();
      const key = count >= MANY_CELLS ? 'Delete' : pick(hand, CELL_KEYS);
      await hand.page.keyboard.press(key);
      return `${key} on ${cell} of ${count}`;
    },
  },
  {
    name: 'convert',
    weight: 3,
    async act(hand) {
      const opened = await clickAny(hand, hand.page.getByRole('button', { name: /^Actions of/ }));
      if (opened === null) return null;
      const item = await clickAny(hand, hand.page.getByRole('menuitem', { disabled: false }));
      return item === null ? null : `${opened}: ${item}`;
    },
  },
  {
    name: 'add a cell',
    weight: 3,
    async act(hand) {
      if ((await cells(hand.page).count()) >= MANY_CELLS) return null;
      const opened = await clickAny(hand, hand.page.getByRole('button', { name: /^Add a cell/ }));
      if (opened === null) return null;
      return clickAny(hand, hand.page.getByRole('menuitem'));
    },
  },
  {
    name: 'rename a cell',
    weight: 3,
    async act(hand) {
      const cell = await focusCell(hand);
      if (cell === null) return null;
      await hand.page.keyboard.press('F2');
      const name = pick(hand, NAMES);
      await hand.page.keyboard.insertText(name);
      await hand.page.keyboard.press(pick(hand, ['Enter', 'Escape']));
      return `${cell} to ${name.slice(0, 20)}`;
    },
  },
  {
    name: 'rename the notebook',
    weight: 2,
    async act(hand) {
      const name = `${pick(hand, NAMES)} ${Math.floor(between(hand, 0, 1000))}`;
      await hand.page.getByLabel('Title of the notebook').fill(name, { timeout: PATIENCE });
      await hand.page.keyboard.press('Enter');
      return name.slice(0, 30);
    },
  },
  { name: 'undo', weight: 7, act: (hand) => keys(hand, 'Control+z', Math.ceil(between(hand, 0, 4))) },
  { name: 'redo', weight: 5, act: (hand) => keys(hand, 'Control+Shift+z', Math.ceil(between(hand, 0, 4))) },
  {
    name: 'draw in a plot',
    weight: 12,
    async act(hand) {
      const { page } = hand;
      const canvas = await anyOf(hand, page.locator('main .figure-plot canvas'));
      if (!canvas) return null;
      await canvas.scrollIntoViewIfNeeded({ timeout: PATIENCE });
      const box = await canvas.boundingBox();
      if (!box) return null;
      const held = pick(hand, [null, null, 'Shift', 'Alt']);
      const x = box.x + between(hand, 0.2, 0.8) * box.width;
      const y = box.y + between(hand, 0.2, 0.8) * box.height;
      const radius = between(hand, 0.05, 0.4) * Math.min(box.width, box.height);
      const corners = Array.from({ length: 7 }, (_, i) => {
        const angle = (i * Math.PI) / 3;
        return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
      });
      if (held) await page.keyboard.down(held);
      await drawPath(page, corners);
      if (held) await page.keyboard.up(held);
      return `${held ?? 'plain'} at ${Math.round(x)}, ${Math.round(y)}, radius ${Math.round(radius)}`;
    },
  },
  { name: 'tool', weight: 3, act: (hand) => keys(hand, pick(hand, ['l', 'l', 'x', 'p']), 1) },
  { name: 'selection', weight: 3, act: (hand) => keys(hand, pick(hand, ['i', 'Escape']), 1) },
  {
    name: 'pick a cluster',
    weight: 6,
    act: (hand) =>
      clickAny(
        hand,
        hand.page.locator('.inspector').getByRole('list', { name: 'Clusters' }).getByRole('button'),
      ),
  },
  {
    name: 'name the selection',
    weight: 2,
    async act(hand) {
      const asked = await clickAny(hand, hand.page.getByRole('button', { name: 'Name …' }));
      if (asked === null) return null;
      const name = `${pick(hand, NAMES)} ${Math.floor(between(hand, 0, 50))}`;
      await hand.page.getByLabel('Name of the selection').fill(name, { timeout: PATIENCE });
      await hand.page.keyboard.press('Enter');
      return name.slice(0, 30);
    },
  },
  {
    name: 'act on the selection',
    weight: 4,
    act: (hand) =>
      clickAny(
        hand,
        hand.page
          .locator('.selection-actions')
          .getByRole('button', { name: /^(Explain|Cut|Invert|Reality)$/ }),
      ),
  },
  {
    name: 'take a cut',
    weight: 5,
    act: (hand) =>
      clickAny(hand, hand.page.locator('.inspector').getByRole('button', { name: /^Add the cut/ })),
  },
  {
    name: 'move a cut',
    weight: 6,
    async act(hand) {
      const { page } = hand;
      const grip = await anyOf(hand, page.locator('main').getByRole('button', { name: /^Move .+ [<>]/ }));
      if (!grip) return null;
      const name = await nameOf(grip);
      await grip.focus({ timeout: PATIENCE });
      if (hand.rng.uniform() < 0.5) {
        for (let i = 0; i < 3; i++)
          await page.keyboard.press(pick(hand, ['ArrowLeft', 'ArrowUp', 'ArrowRight']));
        await page.keyboard.press(pick(hand, ['Enter', 'Escape', 'Tab']));
        return `${name}, keys`;
      }
      const box = await grip.boundingBox();
      if (!box) return null;
      const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const to = { x: from.x + between(hand, -60, 60), y: from.y + between(hand, -60, 60) };
      await drawPath(page, [from, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, to]);
      return `${name}, mouse`;
    },
  },
  {
    name: 'flag',
    weight: 3,
    async act(hand) {
      const { page } = hand;
      await leaveFields(hand);
      await page.keyboard.press('f');
      const dialog = page.getByRole('dialog', { name: 'Flag events' });
      if ((await dialog.count()) === 0) return null;
      const author = dialog.getByLabel('Your name, kept on this machine');
      if ((await author.count()) > 0) await author.fill('Ada', { timeout: PATIENCE });
      await page.keyboard.press('Enter');
      return 'as Ada';
    },
  },
  {
    name: 'train a classifier',
    weight: 0.5,
    async act(hand) {
      const { page } = hand;
      const button = page.locator('.selection-actions').getByRole('button', { name: /^Classify/ });
      const asked = await clickAny(hand, button);
      return asked;
    },
  },
  {
    name: 'theme',
    weight: 2,
    act: (hand) => clickAny(hand, hand.page.getByRole('button', { name: /^Theme:/ })),
  },
  {
    name: 'palette',
    weight: 4,
    async act(hand) {
      const { page } = hand;
      await leaveFields(hand);
      await page.keyboard.press('Control+k');
      const word = pick(hand, WORDS);
      await page.getByRole('dialog').getByRole('combobox').first().fill(word, { timeout: PATIENCE });
      const key = pick(hand, ['Enter', 'Escape']);
      await page.keyboard.press(key);
      return `${word}, ${key}`;
    },
  },
  {
    name: 'add a plot',
    weight: 2,
    async act(hand) {
      const opened = await clickAny(hand, hand.page.getByRole('button', { name: '+ plot' }));
      if (opened === null) return null;
      return clickAny(hand, hand.page.getByRole('menuitem'));
    },
  },
  {
    name: 'note',
    weight: 2,
    async act(hand) {
      const { page } = hand;
      const edit = await clickAny(hand, page.locator('main .cell').getByRole('button', { name: 'Edit' }));
      if (edit === null) return null;
      await page.keyboard.insertText(`${pick(hand, NAMES)} $x^2$ `);
      await page.keyboard.press('Escape');
      return 'some words';
    },
  },
  {
    name: 'scroll',
    weight: 4,
    async act(hand) {
      const by = Math.round(between(hand, -900, 900));
      await hand.page.mouse.move(640, 500);
      await hand.page.mouse.wheel(0, by);
      return `by ${by}`;
    },
  },
  {
    name: 'save',
    weight: 2,
    async act(hand) {
      hand.saved = await saveNotebook(hand.page);
      return `${hand.saved.length} characters`;
    },
  },
  {
    name: 'open',
    weight: 1.5,
    async act(hand) {
      const { page, saved } = hand;
      if (saved === null) return null;
      await leaveFields(hand);
      const chooser = page.waitForEvent('filechooser', { timeout: PATIENCE });
      await page.keyboard.press('Control+o');
      const file = { name: 'saved.outcrop.json', mimeType: 'application/json', buffer: Buffer.from(saved) };
      const opened = await chooser;
      await opened.setFiles(file);
      // Playwright would hold the field for as long as the page is there.
      await opened.element().dispose();
      return 'what was saved last';
    },
  },
  {
    name: 'begin',
    weight: 1,
    async act(hand) {
      const menu = await menuOf(hand, 'Outcrop menu', /New or recent/);
      if (menu === null) return null;
      return clickAny(hand, hand.page.getByRole('dialog', { name: 'Begin' }).locator('button.kept-name'));
    },
  },
  { name: 'bundled run', weight: 0.5, act: (hand) => menuOf(hand, 'Outcrop menu', /The bundled run/) },
  {
    name: 'share',
    weight: 1,
    act: (hand) => download(hand, () => menuOf(hand, 'Share', /HTML report|Jupyter|Python|Markdown/)),
  },
  { name: 'reload', weight: 1, act: reload },
];

export async function reload(hand: Hand): Promise<string> {
  await hand.page.reload();
  await hand.page.getByRole('main').waitFor({ timeout: 20_000 });
  await putAway(hand);
  return 'the page';
}
