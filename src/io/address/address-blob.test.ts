import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAnything } from '../format.ts';
import { readTable } from '../registry.ts';
import { fileNameOf, parseAddress } from './address.ts';
import { AddressBlob } from './address-blob.ts';
import { isAddress } from './is-address.ts';
import { openAddress } from './open-address.ts';

/** 600 kB, of which every byte tells where it lies. */
const BYTES = Uint8Array.from({ length: 600_000 }, (_, i) => (i * 2_654_435_761) >>> 24);
const CSV = `a,b\n${Array.from({ length: 40_000 }, (_, i) => `${i},${i / 8}\n`).join('')}`;

let server: Server;
let origin: string;
let tag = '"1"';
const ranges: string[] = [];

/** Answers by ranges, as `trouble` says. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://a');
  const trouble = url.searchParams.get('trouble');
  const content = url.pathname === '/run.csv' ? Buffer.from(CSV) : Buffer.from(BYTES);
  const asked = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (trouble === 'redirect') {
    response.writeHead(302, { Location: 'http://169.254.169.254/' }).end();
  } else if (trouble === 'empty') {
    response.writeHead(416, { 'Content-Range': 'bytes */0' }).end();
  } else if (trouble === 'missing') {
    response.writeHead(404).end();
  } else if (trouble === 'packed') {
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end();
  } else if (trouble === 'huge') {
    response.writeHead(200, { 'Content-Length': 2_000_000_000 });
    response.write('a');
  } else if (!asked || trouble === 'no ranges') {
    response.writeHead(200, { ETag: tag, 'Content-Length': content.length });
    response.end(content);
  } else {
    ranges.push(asked[0]);
    const start = Number(asked[1]);
    const end = Math.min(content.length, Number(asked[2]) + 1);
    const shown = `bytes ${start}-${end - 1}/${trouble === 'no size' ? '*' : content.length}`;
    response.writeHead(206, { ETag: tag, 'Content-Range': shown, 'Content-Length': end - start });
    const part = content.subarray(start, end);
    if (trouble === 'cut' && start > 0)
      response.write(part.subarray(0, 10), () => setTimeout(() => response.destroy(), 200));
    else if (trouble === 'slow') {
      response.write(part.subarray(0, 1000));
      setTimeout(() => response.end(part.subarray(1000)), 60);
    } else response.end(part);
  }
}

beforeAll(async () => {
  server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const open = (path: string) => openAddress(`${origin}${path}`, `${origin}${path}`, false, () => undefined);

test('any part is what a Blob of the same bytes gives, each small read of a block asked for once', async () => {
  const { blob, size, byRanges, version } = await open('/a.bin');
  expect({ size, byRanges, version }).toEqual({ size: BYTES.length, byRanges: true, version: '"1"' });
  expect(blob).toBeInstanceOf(AddressBlob);
  const plain = new Blob([BYTES]);
  ranges.length = 0;
  const cases: [number, number | undefined][] = [
    [0, 2],
    [0, 65_536],
    [262_140, 262_150],
    [-9, undefined],
    [599_990, 700_000],
    [5, 5],
    [9, 3],
    [100, -599_000],
  ];
  for (const [start, end] of cases) {
    const got = await blob.slice(start, end).arrayBuffer();
    expect(Buffer.from(got).equals(Buffer.from(await plain.slice(start, end).arrayBuffer()))).toBe(true);
  }
  expect(ranges).toEqual(['bytes=0-262143', 'bytes=262144-524287', 'bytes=524288-599999']);
  // A part of a part, larger than a block: one request for just it.
  const part = blob.slice(1000).slice(1000, 500_000);
  const whole = Buffer.from(await part.arrayBuffer());
  expect(whole.equals(Buffer.from(BYTES.subarray(2000, 501_000)))).toBe(true);
  expect(ranges.at(-1)).toBe('bytes=2000-500999');
  const streamed: Uint8Array[] = [];
  for await (const chunk of blob.slice(7, 400_000).stream()) streamed.push(chunk);
  expect(Buffer.concat(streamed).equals(Buffer.from(BYTES.subarray(7, 400_000)))).toBe(true);
});

test('a table is read as from a file, by ranges, slowly, and from a server without them', async () => {
  const read = async (blob: Blob) => (await readTable(blob, 'run.csv', readAnything, () => undefined)).table;
  const expected = await read(new Blob([CSV]));
  for (const path of ['/run.csv', '/run.csv?trouble=slow', '/run.csv?trouble=no ranges']) {
    const { blob, byRanges } = await open(path);
    expect(byRanges).toBe(!path.endsWith('no ranges'));
    expect(await read(blob)).toEqual(expected);
  }
});

test('what stands in the way is told by the address and the reason', async () => {
  await expect(open('/a?trouble=redirect')).rejects.toThrow('it leads elsewhere to http://169.254.169.254/');
  await expect(open('/a?trouble=empty')).rejects.toThrow('empty (0 bytes)');
  await expect(open('/a?trouble=missing')).rejects.toThrow('its server answered 404 Not Found');
  await expect(open('/a?trouble=packed')).rejects.toThrow('packs it on the way (gzip)');
  await expect(open('/a?trouble=huge')).rejects.toThrow('expected at most 1000000000');
  await expect(open('/a?trouble=no size')).rejects.toThrow('does not tell its size');
  const cut = await open('/a?trouble=cut');
  await expect(cut.blob.slice(300_000).arrayBuffer()).rejects.toThrow(
    /trouble=cut: (broken off at byte \d+; expected 600000|its server could not be reached)/,
  );
  const gone = 'http://127.0.0.1:9/a';
  await expect(openAddress(gone, gone, false, () => undefined)).rejects.toThrow('could not be reached');
  const unmarked = openAddress(`${origin}/a`, `${origin}/a`, true, () => undefined);
  await expect(unmarked).rejects.toThrow(`npm start -- --allow ${origin}`);
});

test('a file that changed at its address is not read on', async () => {
  const { blob } = await open('/a.bin');
  tag = '"2"';
  await expect(blob.slice(0, 10).arrayBuffer()).rejects.toThrow(
    'is not any more what was opened (now 600000 bytes, version "2"; expected 600000 bytes, version "1")',
  );
  tag = '"1"';
  expect(new Uint8Array(await blob.slice(0, 10).arrayBuffer())).toEqual(BYTES.slice(0, 10));
});

test('an address is http or https, without name and password, and not endless', () => {
  expect(parseAddress('  https://a.example/b/run%201.csv?x=1#y ').href).toBe(
    'https://a.example/b/run%201.csv?x=1',
  );
  expect(fileNameOf('https://a.example/b/run%201.csv?x=1')).toBe('run 1.csv');
  expect(fileNameOf('https://a.example/%zz')).toBe('%zz');
  expect(fileNameOf('https://a.example/')).toBe('a.example');
  expect(isAddress('http:a.csv')).toBe(false);
  for (const text of ['', 'run.csv', 'ftp://a/b', 'javascript:alert(1)', 'file:///etc/passwd', 'https://']) {
    expect(() => parseAddress(text), text).toThrow('invalid address');
  }
  expect(() => parseAddress('https://user:pass@a.example/')).toThrow('a name or password');
  expect(() => parseAddress(`https://a.example/${'a'.repeat(600)}`)).toThrow('expected at most 500');
});
