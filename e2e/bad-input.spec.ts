import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { drop, openApp } from './support/app.ts';
import { expect, test } from './support/page.ts';

interface Case {
  name: string;
  file: string;
  content: string | Buffer;
  /** All of these stand in the one message that the user sees. */
  says: RegExp[];
}

const rows = (n: number, row: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => row(i)).join('\n');

const parquet = readFileSync(
  fileURLToPath(new URL('../public/data/lz-sr1-commissioning.parquet', import.meta.url)),
);

/** The first page's header, behind the magic: what says how to decode it. */
function withBrokenPage(): Buffer {
  const file = Buffer.from(parquet);
  file[4] ^= 0xff;
  return file;
}

const READING: Case[] = [
  { name: 'an empty file', file: 'empty.csv', content: '', says: [/empty\.csv/, /empty/] },
  {
    name: 'binary junk',
    file: 'junk.csv',
    content: Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3)) & 255)),
    says: [/junk\.csv/],
  },
  {
    name: 'a ragged row',
    file: 'ragged.csv',
    content: `a,b,c\n${rows(40, (i) => `${i},${i * 2},${i * 3}`)}\n1,2\n3,4,5\n`,
    says: [/ragged\.csv/, /line 42/, /2/, /3/],
  },
  {
    name: 'text in a number column',
    file: 'text.csv',
    content: `a,b\n${rows(300, (i) => `${i},${i * 0.37}`)}\n7,oops\n${rows(300, (i) => `${i},${i * 0.11}`)}\n`,
    says: [/text\.csv/, /line 302/, /oops/, /number/],
  },
  {
    name: 'a broken gzip',
    file: 'cut.csv.gz',
    content: gzipSync(`a,b\n${rows(4000, (i) => `${i},${Math.sin(i)}`)}\n`).subarray(0, 9000),
    says: [/cut\.csv\.gz/],
  },
  {
    name: 'a Parquet file cut in half',
    file: 'half.parquet',
    content: parquet.subarray(0, parquet.length >> 1),
    says: [/half\.parquet/, /byte \d+/, /no Parquet footer/, /cut off/],
  },
  {
    name: 'a Parquet file with a broken page',
    file: 'broken.parquet',
    content: withBrokenPage(),
    says: [/broken\.parquet/, /row group 1 of 1/, /column run_id/, /damaged/],
  },
];

test('a bad file gives one clear error each, and the notebook that was open stays', async ({ page }) => {
  await openApp(page);
  const title = page.getByLabel('Title of the notebook');
  await title.fill('kept');
  await page.keyboard.press('Enter');
  await expect(page.getByText('lz-sr1-commissioning.parquet').first()).toBeVisible();
  for (const { name, file, content, says } of READING) {
    await test.step(name, async () => {
      await drop(page, file, content);
      // The one message there is tells of this file, no longer of the one before.
      const alert = page.getByRole('alert').filter({ hasText: file });
      await expect(alert).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(1);
      for (const part of says) await expect(alert).toContainText(part);
      await expect(title).toHaveValue('kept');
      await expect(page.getByText('lz-sr1-commissioning.parquet').first()).toBeVisible();
    });
  }
});

const EMBEDDING: Case[] = [
  { name: 'a single row', file: 'one.csv', content: 'alpha,beta\n1.5,2.5\n', says: [/feature|row/] },
  {
    name: 'identical rows',
    file: 'same.csv',
    content: `alpha,beta\n${rows(200, () => '1.5,2.5')}\n`,
    says: [/feature/],
  },
];

test('the embedding says what it needs', async ({ page }) => {
  await openApp(page);
  const alert = page.getByRole('region', { name: /^Embed/ }).getByRole('alert');
  for (const { name, file, content, says } of EMBEDDING) {
    await test.step(name, async () => {
      await drop(page, file, content);
      await expect(page.getByText(file).first()).toBeVisible();
      await expect(alert).toHaveCount(0);
      await page.getByRole('button', { name: /^Run all/ }).click();
      await expect(alert).toBeVisible();
      for (const part of says) await expect(alert).toContainText(part);
    });
  }
  await test.step('no feature chosen', async () => {
    await drop(page, 'two.csv', `alpha,beta\n${rows(300, (i) => `${Math.sin(i)},${Math.cos(3 * i)}`)}\n`);
    await expect(page.getByText('two.csv').first()).toBeVisible();
    await expect(alert).toHaveCount(0);
    for (const column of ['alpha', 'beta']) await page.getByLabel(`Use ${column} as a feature`).uncheck();
    await expect(page.getByText('0 of 2 columns taken as features')).toBeVisible();
    await page.getByRole('button', { name: /^Run all/ }).click();
    await expect(alert).toContainText('no feature is chosen');
  });
});
