import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { metaPolicy } from './csp.mjs';
import { startServer } from './serve.mjs';

const place = mkdtempSync(join(tmpdir(), 'outcrop-serve-'));
const root = join(place, 'dist');
mkdirSync(join(root, 'assets'), { recursive: true });
writeFileSync(join(place, 'secret.txt'), 'secret');
mkdirSync(join(place, 'dist-other'));
writeFileSync(join(place, 'dist-other/secret.txt'), 'secret');
writeFileSync(join(root, 'index.html'), '<!doctype html><title>t</title>');
writeFileSync(join(root, '.hidden'), 'secret');
writeFileSync(join(root, 'assets/index-BfJ3k_x9.js'), 'export {};');
writeFileSync(join(root, 'assets/kernel-BfJ3k_x9.wasm'), '');
writeFileSync(join(root, 'run 1.csv'), 'a\n1\n');
const servers = [];
afterAll(async () => {
  for (const server of servers) await server.close();
  rmSync(place, { recursive: true, force: true });
});

async function serve(options = {}) {
  const server = await startServer({ root, port: 0, ...options });
  servers.push(server);
  return server;
}

/** A request whose path is sent as it stands; fetch would tidy `..` away. */
function rawStatus(port, path) {
  return new Promise((done, failed) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .on('error', failed)
      .end();
  });
}

test('the page comes isolated, with the policy, and is not kept', async () => {
  const { url } = await serve();
  const { status, headers } = await fetch(url);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-cache');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  const policy = headers.get('content-security-policy');
  expect(policy).toBe(`${metaPolicy}; frame-ancestors 'none'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/'unsafe-eval'|https?:|\*|script-src[^;]*unsafe-inline/);
});

test('hashed assets are kept for ever, others asked for again by tag', async () => {
  const { url } = await serve();
  const script = await fetch(`${url}assets/index-BfJ3k_x9.js`);
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await fetch(`${url}assets/kernel-BfJ3k_x9.wasm`)).headers.get('content-type')).toBe(
    'application/wasm',
  );
  const data = await fetch(`${url}run%201.csv`);
  expect(await data.text()).toBe('a\n1\n');
  const again = await fetch(`${url}run%201.csv`, { headers: { 'If-None-Match': data.headers.get('etag') } });
  expect(again.status).toBe(304);
});

test('nothing outside the folder, hidden or badly written is served', async () => {
  const { port } = await serve();
  for (const path of [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/../dist-other/secret.txt',
    '//etc/passwd',
    '/..%5csecret.txt',
    '/.hidden',
    '/%00',
    '/%zz',
    '/assets',
    '/assets/',
    '/nothing.js',
  ]) {
    expect(await rawStatus(port, path), path).toBe(404);
  }
  expect((await fetch(`http://localhost:${port}/`, { method: 'POST' })).status).toBe(405);
});

test('a plain host: below a path, without the special headers', async () => {
  const { url, port } = await serve({ base: '/some/base/', isolated: false, csp: false });
  expect(url).toMatch(/\/some\/base\/$/);
  const page = await fetch(`http://localhost:${port}/some/base`);
  expect(page.url).toBe(url);
  expect(page.status).toBe(200);
  expect(page.headers.get('cross-origin-opener-policy')).toBeNull();
  expect(page.headers.get('content-security-policy')).toBeNull();
  expect(await rawStatus(port, '/index.html')).toBe(404);
  expect(await rawStatus(port, '/some/base/../../index.html')).toBe(404);
});

test('a port in use, on either address of localhost, is passed over', async () => {
  for (const host of ['127.0.0.1', '::1']) {
    const other = createServer();
    const bound = await new Promise((done) => {
      other.once('error', () => done(false));
      other.listen(0, host, () => done(true));
    });
    if (!bound) continue;
    const taken = other.address().port;
    const { port } = await serve({ port: taken });
    expect(port).toBeGreaterThan(taken);
    other.close();
  }
});
