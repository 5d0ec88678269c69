/**
 * `remote?address=...` of the server: fetches a file from an origin that whoever started the server has allowed, so
 * that the page itself asks nobody but its own origin. It answers scripts of its own page only, on this computer.
 */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** ms without a byte, after which the other server is given up. */
const PATIENCE = 30_000;
const MOST_AT_ONCE = 16;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
/** Node's words for certificates that nobody whom it trusts has signed. */
const UNTRUSTED =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED)$/;
/** All that is passed on of what the other server says. */
const PASSED = [
  'content-length',
  'content-range',
  'content-encoding',
  'accept-ranges',
  'etag',
  'last-modified',
];

/** What was allowed, as origins. Throws an Error that says what was expected. */
export function parseOrigins(given) {
  return given.map((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const plain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
    if (!plain || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
      throw new Error(`invalid --allow: ${text}; expected an origin, such as https://data.example.org`);
    }
    return url.origin;
  });
}

let underWay = 0;

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {{ allow: string[], host: string, patience?: number }} options host: the name that is listened on
 */
export function answerRemote(request, response, options) {
  const refuse = (status, why) => {
    if (response.headersSent) response.destroy();
    else
      response
        .writeHead(status, { ...ownHeaders('refused'), 'Content-Type': 'text/plain; charset=utf-8' })
        .end(request.method === 'HEAD' ? undefined : `${why}\n`);
  };
  if (!LOOPBACK.test(request.socket.remoteAddress ?? '') || !isOwnName(request.headers.host, options.host)) {
    refuse(403, 'other addresses are fetched for this computer only; open Outcrop as http://localhost');
    return;
  }
  // A page of another origin, a link, an image or a script is not the app that asks for bytes.
  const { 'sec-fetch-site': site, 'sec-fetch-dest': dest } = request.headers;
  if (site !== 'same-origin' || dest !== 'empty') {
    refuse(403, 'asked by something other than the page of Outcrop');
    return;
  }
  const typed = new URL(request.url ?? '/', 'http://localhost').searchParams.get('address') ?? '';
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    refuse(400, 'not an address of a file; expected http:// or https://, without name and password');
    return;
  }
  if (!options.allow.includes(url.origin)) {
    const have = options.allow.length === 0 ? 'none is' : `allowed: ${options.allow.join(', ')}`;
    refuse(
      403,
      `${url.origin} is not allowed (${have}); start Outcrop by npm start -- --allow ${url.origin}`,
    );
    return;
  }
  const { range } = request.headers;
  if (range !== undefined && !/^bytes=\d+-\d*$/.test(range)) {
    refuse(400, `range ${range.slice(0, 60)}; expected bytes=FIRST-LAST`);
    return;
  }
  if (underWay >= MOST_AT_ONCE) {
    refuse(503, `${MOST_AT_ONCE} requests are under way; try again`);
    return;
  }
  pass(request, response, url, range, options.patience ?? PATIENCE, refuse);
}

function pass(request, response, url, range, patience, refuse) {
  underWay++;
  let over = false;
  const end = () => {
    if (!over) underWay--;
    over = true;
  };
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  // Neither cookies nor anything else that the browser said goes along.
  const headers = {
    Accept: '*/*',
    'Accept-Encoding': 'identity',
    'User-Agent': 'Outcrop',
    ...(range && { Range: range }),
  };
  const asked = send(url, { method: request.method, headers, agent: false, timeout: patience });
  asked.on('timeout', () =>
    asked.destroy(new Error(`${url.host} sent nothing for ${Math.round(patience / 1000)} s`)),
  );
  asked.on('error', (error) => refuse(502, `${url.host} could not be asked: ${whyNot(error)}`));
  asked.on('close', end);
  asked.on('response', (answer) => {
    const { statusCode } = answer;
    if (statusCode >= 300 && statusCode < 400) {
      const to = String(answer.headers.location ?? 'nowhere').slice(0, 300);
      answer.destroy();
      refuse(502, `it leads to ${to}; open that address instead, if its origin is allowed`);
      return;
    }
    if (statusCode !== 200 && statusCode !== 206 && statusCode !== 416) {
      answer.destroy();
      refuse(502, `${url.host} answered ${statusCode} ${String(answer.statusMessage ?? '').slice(0, 80)}`);
      return;
    }
    const passed = PASSED.filter((name) => answer.headers[name] !== undefined);
    response.writeHead(statusCode, {
      ...ownHeaders('fetched'),
      ...Object.fromEntries(passed.map((name) => [name, answer.headers[name]])),
    });
    // A part must not look like a whole.
    answer.on('error', () => response.destroy());
    answer.on('close', () => answer.complete || response.destroy());
    answer.pipe(response);
  });
  response.on('close', () => asked.destroy());
  asked.end();
}

/** Why a server cannot be asked, and what to do where its user can do something. */
function whyNot({ code = '', message }) {
  const why = message || code;
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `its certificate is of another name (${why})`;
  if (UNTRUSTED.test(code)) {
    return `its certificate is not trusted (${why}); where it is your laboratory's own, start Outcrop with NODE_EXTRA_CA_CERTS=FILE in the environment, the certificate (PEM) of who signed it`;
  }
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER')
    return 'it does not speak https; try http';
  if (code === 'ENOTFOUND') return 'there is no such host';
  return why;
}

/** Whatever the bytes are, they are never a page, a script or a style of this origin. */
function ownHeaders(mark) {
  return {
    'Outcrop-Remote': mark,
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cache-Control': 'no-store',
  };
}

/** A name that only this computer answers to: another, though it leads here, belongs to a stranger's page. */
function isOwnName(given, host) {
  const name = (given ?? '').replace(/:\d+$/, '').toLowerCase();
  return ['localhost', '127.0.0.1', '[::1]'].includes(name) || name === host.toLowerCase();
}
