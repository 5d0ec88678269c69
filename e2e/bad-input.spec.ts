import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { openApp } from './support/app.ts';
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
];

async function drop(page: Page, file: string, content: string | Buffer): Promise<void> {
  const bytes = [...Buffer.from(content)];
  const transfer = await page.evaluateHandle(
    ({ file, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], file));
      return data;
    },
    { file, bytes },
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

for (const { name, file, content, says } of READING) {
  test(`${name} gives one clear error`, async ({ page }) => {
    await openApp(page);
    await drop(page, file, content);
    const alert = page.getByRole('alert');
    await expect(alert).toHaveCount(1);
    for (const part of says) await expect(alert).toContainText(part);
    // The notebook that was open is kept, and can be returned to.
    await page.keyboard.press('Control+z');
  });
}
