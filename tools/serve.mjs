/** A static file server for the built app. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { headerPolicy } from './csp.mjs';
import { answerRemote } from './remote.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.parquet': 'application/vnd.apache.parquet',
};

/** The file behind a request path, or null: outside of root, hidden, or not there. A folder means its index.html. */
function fileOf(folder, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
  if (decoded.includes('\0')) return null;
  const top = resolve(folder);
  const wanted = resolve(top, `.${decoded.startsWith('/') ? decoded : `/${decoded}`}`);
  if (wanted !== top && !wanted.startsWith(top + sep)) return null;
  if (
    wanted
      .slice(top.length)
      .split(sep)
      .some((part) => part.startsWith('.'))
  )
    return null;
  const file = decoded.endsWith('/') ? join(wanted, 'index.html') : wanted;
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? { file, stat } : null;
}

function headersOf({ file, stat }, options) {
  const hashed = /[\\/]assets[\\/].*-[\w-]{8,}\.\w+$/.test(file);
  const headers = {
    'Content-Type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': stat.size,
    'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: `"${stat.size.toString(16)}-${Math.trunc(stat.mtimeMs).toString(16)}"`,
  };
  if (options.isolated) {
    headers['Cross-Origin-Opener-Policy'] = 'same-origin';
    headers['Cross-Origin-Embedder-Policy'] = 'require-corp';
    headers['Cross-Origin-Resource-Policy'] = 'same-origin';
  }
  if (options.csp) {
    headers['Content-Security-Policy'] = headerPolicy;
    headers['X-Content-Type-Options'] = 'nosniff';
    headers['Referrer-Policy'] = 'no-referrer';
  }
  return headers;
}

function answer(request, response, options) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const path = (request.url ?? '/').split(/[?#]/, 1)[0];
  if (options.allow && path === `${options.base}remote`) {
    answerRemote(request, response, options);
    return;
  }
  if (`${path}/` === options.base) {
    response.writeHead(301, { Location: options.base }).end();
    return;
  }
  const found = path.startsWith(options.base)
    ? fileOf(options.root, path.slice(options.base.length - 1))
    : null;
  if (!found) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n');
    return;
  }
  const headers = headersOf(found, options);
  if (request.headers['if-none-match'] === headers.ETag) {
    delete headers['Content-Length'];
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, headers);
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(found.file)
      .on('error', (error) => response.destroy(error))
      .pipe(response);
}

function listen(port, host, options) {
  return new Promise((done, failed) => {
    const server = createServer((request, response) => answer(request, response, options));
    server.once('error', failed);
    server.listen({ port, host, ipv6Only: host.includes(':') }, () => done(server));
  });
}

/** `localhost` is two addresses; a browser may try either, so both must be ours, or a stranger's page opens. */
async function listenOnAll(port, host, options) {
  if (host !== 'localhost') return [await listen(port, host, options)];
  const first = await listen(port, '127.0.0.1', options);
  try {
    return [first, await listen(first.address().port, '::1', options)];
  } catch (error) {
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return [first];
    first.close();
    throw error;
  }
}

/**
 * Serves `root` under `base`, on `port` or the next free one above it.
 * @param {{ root: string, port?: number, host?: string, base?: string, isolated?: boolean, csp?: boolean,
 *   allow?: string[] | null, patience?: number }} options
 *   isolated: send the headers that make the page cross-origin isolated, so that threads work;
 *   csp: send the policy and its companions. Both true unless told otherwise. A base starts and ends with `/`.
 *   allow: origins that `remote` may fetch from (remote.mjs); null: no such place, as on a static host. patience: ms that it waits.
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>}
 */
export async function startServer({
  root,
  port = 4173,
  host = 'localhost',
  base = '/',
  isolated = true,
  csp = true,
  allow = null,
  patience,
}) {
  const options = { root, host, base, isolated, csp, allow, patience };
  for (let tried = 0; ; tried++) {
    // Port 0 asks the system for a free one, each time anew.
    const candidate = port === 0 ? 0 : port + tried;
    try {
      const servers = await listenOnAll(candidate, host, options);
      const bound = servers[0].address().port;
      const name = host.includes(':') ? `[${host}]` : host;
      return {
        url: `http://${name}:${bound}${base}`,
        port: bound,
        async close() {
          await Promise.all(
            servers.map((server) => {
              const closed = new Promise((done) => server.close(done));
              server.closeAllConnections();
              return closed;
            }),
          );
        },
      };
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || tried === 200) throw error;
    }
  }
}
