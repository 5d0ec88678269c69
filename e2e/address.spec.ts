import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { putAwayBegin } from './support/app.ts';
import { allowedOrigins, expect, test } from './support/page.ts';

const ROWS = 3000;
const CSV = `event_id,s1_area_phd,s2_area_phd\n${Array.from(
  { length: ROWS },
  (_, i) => `${i},${(i * 7) % 101},${(i * 13) % 997}\n`,
).join('')}`;

/** Somebody's server of data: with ranges, and with what it was asked. */
async function dataServer(): Promise<{ origin: string; asked: string[]; retag(): void; server: Server }> {
  const asked: string[] = [];
  let tag = 1;
  const server = createServer((request, response) => {
    asked.push(`${request.headers.range} ${request.headers.cookie ?? 'no cookie'}`);
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (request.url !== '/night/run 7.csv'.replace(' ', '%20') || first === undefined) {
      response.writeHead(404).end();
      return;
    }
    const part = CSV.slice(Number(first), Number(last) + 1);
    response.writeHead(206, {
      ETag: `"${tag}"`,
      'Content-Length': part.length,
      'Content-Range': `bytes ${first}-${Number(first) + part.length - 1}/${CSV.length}`,
    });
    response.end(part);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, asked, server, retag: () => tag++ };
}

async function open(page: Page, address: string): Promise<void> {
  await page.getByLabel('Address of a data file').fill(address);
  await page.keyboard.press('Enter');
}

test('a file at an address: only where it was allowed, through the own server, known again, told when it changed', async ({
  page,
  faults,
  plainServer,
}) => {
  const { origin, asked, server, retag } = await dataServer();
  const address = `${origin}/night/run%207.csv`;
  const dialog = page.getByRole('dialog', { name: 'Open an address' });
  const events = page.getByText(`${ROWS.toLocaleString('en')} events × 3 columns`).first();
  await page.goto('/');
  await page.getByRole('dialog', { name: 'Begin' }).getByRole('button', { name: 'Open an address' }).click();
  await open(page, 'night/run 7.csv');
  await expect(dialog.getByText(/^invalid address: night\/run 7.csv/)).toBeVisible();
  await open(page, address);
  await expect(dialog.getByText(`start Outcrop by npm start -- --allow ${origin}`)).toBeVisible();
  expect(asked).toEqual([]);

  allowedOrigins.push(origin);
  await open(page, `${origin}/night/run%208.csv`);
  await expect(dialog.getByText(/answered 404 Not Found/)).toBeVisible();
  await open(page, address);
  await expect(page.getByLabel('Title of the notebook')).toHaveValue('run 7');
  await expect(events).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(address).first()).toBeVisible();
  expect(asked.every((line) => /^bytes=\d+-\d+ no cookie$/.test(line))).toBe(true);

  // The next visit asks for it again by itself: its address was typed here.
  await expect(page.locator('.save-mark')).toHaveText(/^saved/);
  await page.reload();
  await expect(events).toBeVisible({ timeout: 30_000 });
  retag();
  await page.reload();
  const again = page.getByRole('button', { name: `Choose ${address} again` });
  await expect(page.getByText(/is not any more what was opened/).first()).toBeVisible({ timeout: 30_000 });
  await again.click();
  await expect(page.getByLabel('Address of a data file')).toHaveValue(address);
  await page.keyboard.press('Enter');
  await expect(events).toBeVisible({ timeout: 30_000 });
  allowedOrigins.length = 0;

  // A host of static files says how it would be done.
  await page.goto(plainServer.url);
  await putAwayBegin(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').first().fill('open an address');
  await page.keyboard.press('Enter');
  await open(page, address);
  await expect(dialog.getByText(/the server of this page fetches nothing from elsewhere/)).toBeVisible();
  const refused = /Failed to load resource: the server responded with a status of (403|404|502)/;
  const expected = faults.filter((fault) => refused.test(fault));
  expect(expected).toHaveLength(3);
  faults.splice(0, faults.length, ...faults.filter((fault) => !refused.test(fault)));
  server.closeAllConnections();
  server.close();
});
