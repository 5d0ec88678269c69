import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseOrigins } from './remote.mjs';
import { startServer } from './serve.mjs';

const place = mkdtempSync(join(tmpdir(), 'outcrop-remote-'));
writeFileSync(join(place, 'index.html'), '<!doctype html><title>t</title>');
const heard = [];
let other;
let origin;
let app;

/** The server of someone else. */
const ANSWERS = {
  '/run.csv'(asked, answer) {
    const text = 'a\n1\n2\n';
    const range = /^bytes=(\d+)-(\d*)$/.exec(asked.headers.range ?? '');
    if (!range) {
      answer.writeHead(200, { ETag: '"7"', 'Set-Cookie': 'a=b', 'Content-Type': 'text/html' }).end(text);
      return;
    }
    const part = text.slice(Number(range[1]), Number(range[2] || text.length) + 1);
    const shown = `bytes ${range[1]}-${Number(range[1]) + part.length - 1}/${text.length}`;
    answer.writeHead(206, { ETag: '"7"', 'Content-Range': shown, 'Content-Length': part.length }).end(part);
  },
  '/elsewhere': (_, answer) => answer.writeHead(302, { Location: 'http://169.254.169.254/secret' }).end(),
  '/gone': (_, answer) => answer.writeHead(404).end('no'),
  '/cut'(_, answer) {
    answer.writeHead(200, { 'Content-Length': 1000 });
    answer.write('x'.repeat(10), () => setTimeout(() => answer.destroy(), 200));
  },
  '/silent': () => undefined,
};

beforeAll(async () => {
  other = createServer((asked, answer) => {
    heard.push(asked);
    ANSWERS[asked.url]?.(asked, answer);
  });
  await new Promise((done) => other.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${other.address().port}`;
  app = await startServer({ root: place, port: 0, allow: [origin] });
});
afterAll(async () => {
  await app.close();
  other.closeAllConnections();
  await new Promise((done) => other.close(done));
  rmSync(place, { recursive: true, force: true });
});

const SAME = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'empty' };

function get(address, headers = SAME, { port = app.port, method = 'GET' } = {}) {
  return new Promise((done, failed) => {
    const path = `/remote?address=${encodeURIComponent(address)}`;
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (bytes) => {
        text += bytes;
      });
      answer.on('error', failed);
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asked.on('error', failed);
    asked.end();
  });
}

test('ranges of an allowed origin are passed on, and nothing of the browser goes along', async () => {
  heard.length = 0;
  const told = {
    ...SAME,
    Range: 'bytes=2-3',
    Cookie: 'session=1',
    Authorization: 'Basic x',
    Referer: 'http://a/',
  };
  const { status, headers, text } = await get(`${origin}/run.csv`, told);
  expect({ status, text }).toEqual({ status: 206, text: '1\n' });
  expect(headers).toMatchObject({
    'content-range': 'bytes 2-3/6',
    etag: '"7"',
    'outcrop-remote': 'fetched',
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(Object.keys(heard[0].headers).sort()).toEqual(
    ['accept', 'accept-encoding', 'connection', 'host', 'range', 'user-agent'].sort(),
  );
  const whole = await get(`${origin}/run.csv`);
  expect({ status: whole.status, text: whole.text }).toEqual({ status: 200, text: 'a\n1\n2\n' });
  expect(whole.headers).not.toHaveProperty('set-cookie');
  expect(whole.headers['content-type']).toBe('application/octet-stream');
});

test('what is not allowed is refused before anything is asked', async () => {
  heard.length = 0;
  const refused = async (address, headers, options) => {
    const { status, headers: given, text } = await get(address, headers, options);
    expect(given['outcrop-remote']).toBe('refused');
    expect(status, address).toBeGreaterThanOrEqual(400);
    return text;
  };
  const file = `${origin}/run.csv`;
  expect(await refused(file.replace('127.0.0.1', 'localhost'))).toContain('is not allowed');
  expect(await refused('https://example.org/a.csv')).toContain('npm start -- --allow https://example.org');
  expect(await refused(file.replace('//', '//user:pass@'))).toContain('without name and password');
  for (const address of ['file:///etc/passwd', 'ftp://a/b', 'run.csv', '']) {
    expect(await refused(address)).toContain('expected http:// or https://');
  }
  const asked = 'asked by something other';
  expect(await refused(file, {})).toContain(asked);
  expect(await refused(file, { ...SAME, 'Sec-Fetch-Site': 'cross-site' })).toContain(asked);
  expect(await refused(file, { ...SAME, 'Sec-Fetch-Site': 'none' })).toContain(asked);
  expect(await refused(file, { ...SAME, 'Sec-Fetch-Dest': 'script' })).toContain(asked);
  expect(await refused(file, { ...SAME, 'Sec-Fetch-Dest': 'document' })).toContain(asked);
  expect(await refused(file, { ...SAME, Host: `stranger.example:${app.port}` })).toContain(
    'this computer only',
  );
  expect(await refused(file, { ...SAME, Range: 'bytes=0-1,4-5' })).toContain('expected bytes=FIRST-LAST');
  expect((await get(file, SAME, { method: 'POST' })).status).toBe(405);
  expect(heard).toEqual([]);
});

test('a redirect is not followed; an answer that is none is told', async () => {
  heard.length = 0;
  const led = await get(`${origin}/elsewhere`);
  expect(led.status).toBe(502);
  expect(led.text).toContain('it leads to http://169.254.169.254/secret');
  expect((await get(`${origin}/gone`)).text).toContain('answered 404 Not Found');
  expect(heard).toHaveLength(2);
  await expect(get(`${origin}/cut`)).rejects.toThrow(/aborted|hang up|reset/);
});

test('a server that is silent or not there is given up', async () => {
  const impatient = await startServer({
    root: place,
    port: 0,
    allow: [origin, 'http://127.0.0.1:9'],
    patience: 100,
  });
  const { port } = impatient;
  expect((await get(`${origin}/silent`, SAME, { port })).text).toContain('sent nothing for');
  expect((await get('http://127.0.0.1:9/a', SAME, { port })).text).toContain('could not be asked');
  await impatient.close();
});

/** A certificate for 127.0.0.1 that its own key signed; null where there is no openssl. */
function certificate() {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(place, name));
  const ask = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ];
  const names = ['-subj', '/CN=data', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const { status } = spawnSync('openssl', [...ask, ...names, '-keyout', key, '-out', cert]);
  return status === 0 ? { key, cert } : null;
}

test('https: a certificate that is not trusted is told with what to do, and is trusted once it is named', async ({
  skip,
}) => {
  const made = certificate();
  if (!made) skip('there is no openssl to make a certificate with');
  const options = { key: readFileSync(made.key), cert: readFileSync(made.cert) };
  const safe = createHttps(options, (asked, answer) => ANSWERS[asked.url]?.(asked, answer));
  await new Promise((done) => safe.listen(0, '127.0.0.1', done));
  const address = `https://127.0.0.1:${safe.address().port}`;
  const asLocalhost = address.replace('127.0.0.1', 'localhost');
  const spoken = origin.replace('http:', 'https:');
  const program = `
    const { startServer } = await import(${JSON.stringify(new URL('./serve.mjs', import.meta.url).href)});
    const allow = ${JSON.stringify([address, asLocalhost, spoken])};
    const { port } = await startServer({ root: ${JSON.stringify(place)}, port: 0, allow });
    console.log(port);`;
  const started = (trusted) => {
    const env = { ...process.env, ...(trusted && { NODE_EXTRA_CA_CERTS: made.cert }) };
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env });
    return new Promise((done, failed) => {
      child.stdout.once('data', (text) => done({ child, port: Number(text) }));
      child.once('exit', () => failed(new Error('the server ended')));
    });
  };
  const [strange, known] = await Promise.all([started(false), started(true)]);
  const text = async (from, { port }) => (await get(`${from}/run.csv`, SAME, { port })).text;
  try {
    expect(await text(address, strange)).toMatch(
      /its certificate is not trusted \(self-signed certificate\); .* NODE_EXTRA_CA_CERTS=FILE/,
    );
    expect(await text(spoken, strange)).toContain('it does not speak https; try http');
    expect(await text(address, known)).toBe('a\n1\n2\n');
    expect(await text(asLocalhost, known)).toContain('its certificate is of another name');
  } finally {
    strange.child.kill();
    known.child.kill();
    safe.closeAllConnections();
    await new Promise((done) => safe.close(done));
  }
});

test('without leave given there is no such place', async () => {
  const plain = await startServer({ root: place, port: 0 });
  const { status, headers } = await get(`${origin}/run.csv`, SAME, { port: plain.port });
  expect(status).toBe(404);
  expect(headers).not.toHaveProperty('outcrop-remote');
  await plain.close();
});

test('leave is given to origins only', () => {
  expect(parseOrigins(['https://a.example', 'http://b.example:8080/'])).toEqual([
    'https://a.example',
    'http://b.example:8080',
  ]);
  for (const text of [
    'a.example',
    'https://a.example/data',
    'https://u:p@a.example',
    'ftp://a',
    '*',
    'https://a?b',
  ]) {
    expect(() => parseOrigins([text]), text).toThrow('expected an origin');
  }
});
