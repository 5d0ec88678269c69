import { Problem } from '../../core/problem.ts';

/** What can be fetched in ranges. */
export interface Source {
  /** As the user typed it; names the source in messages. */
  address: string;
  /** What is asked for it: the address itself, or a place of the server of this page that fetches it. */
  url: string;
  size: number;
  /** By which its server tells one state of it from another: ETag, else the time of its last change; '' without. */
  version: string;
}

/** By this header the server of the page marks its answers; other servers of static files do not know it. */
export const FETCHED = 'Outcrop-Remote';

const TRIES = 2;

export function versionOf(headers: Headers): string {
  return headers.get('ETag') ?? headers.get('Last-Modified') ?? '';
}

/**
 * Asks, and gives the answer as it comes; without cookies, and never led elsewhere. `range` counts as `slice`. Asked once
 * more where there is no answer: a connection that is kept may just have been closed by the other side.
 */
export async function ask(
  address: string,
  url: string,
  range: { start: number; end: number },
  signal?: AbortSignal,
): Promise<Response> {
  const options: RequestInit = {
    // Packed on the way, ranges would count other bytes. A browser asks for ranges as they are by itself.
    headers: { Range: `bytes=${range.start}-${range.end - 1}`, 'Accept-Encoding': 'identity' },
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  };
  for (let tries = 1; ; tries++) {
    try {
      return await fetch(url, options);
    } catch (error) {
      if (signal?.aborted) throw new Problem('cancelled', 'cancelled');
      if (tries < TRIES) continue;
      throw new Problem('bad-file', `${address}: its server could not be reached${causeOf(error)}`, {
        cause: error,
      });
    }
  }
}

/** The bytes of a range. Throws a Problem: `file-missing` where the file is not any more what it was when opened. */
export async function askRange(source: Source, start: number, end: number): Promise<Response> {
  const { address, version, size } = source;
  const response = await ask(address, source.url, { start, end });
  const now = versionOf(response.headers);
  const total = rangeOf(response)?.total;
  if (response.ok && (now !== version || (total !== undefined && total !== size))) {
    await response.body?.cancel();
    throw new Problem(
      'file-missing',
      `${address} is not any more what was opened (now ${total ?? 'unknown'} bytes, version ${now || 'unknown'}; expected ${size} bytes, version ${version || 'unknown'}); choose it again to go on`,
    );
  }
  if (response.status !== 206)
    throw await refusal(address, response, `expected bytes ${start} to ${end - 1}`);
  const given = rangeOf(response);
  if (!given || given.start !== start || given.end !== end) {
    await response.body?.cancel();
    throw new Problem(
      'bad-file',
      `${address}: its server gave ${response.headers.get('Content-Range') ?? 'no range'}; expected bytes ${start} to ${end - 1}`,
    );
  }
  return response;
}

/** Which bytes an answer holds, of how many; null where it does not say. */
export function rangeOf(response: Response): { start: number; end: number; total: number } | null {
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '');
  return found && { start: Number(found[1]), end: Number(found[2]) + 1, total: Number(found[3]) };
}

/** Why an answer is of no use, as its server or that of the page says. */
export async function refusal(address: string, response: Response, expected: string): Promise<Problem> {
  const { status, statusText, headers } = response;
  const mark = headers.get(FETCHED);
  if (mark === 'refused') {
    return new Problem('bad-file', `${address}: ${(await response.text()).trim().slice(0, 400)}`);
  }
  await response.body?.cancel();
  if (status >= 300 && status < 400) {
    const to = headers.get('Location');
    const led = to === null ? '' : ` to ${to.slice(0, 200)}`;
    return new Problem('bad-file', `${address}: it leads elsewhere${led}; open that address instead`);
  }
  const reason = statusText === '' ? '' : ` ${statusText.slice(0, 80)}`;
  return new Problem('bad-file', `${address}: its server answered ${status}${reason}; ${expected}`);
}

/** Passes on the bytes of an answer, and holds that they are as many as were promised; null: any. */
export async function* bytesOf(
  address: string,
  response: Response,
  start: number,
  end: number | null,
): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>> | null)?.getReader();
  let at = start;
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      at += value.length;
      yield value;
    }
  } catch (error) {
    throw new Problem(
      'bad-file',
      `${address}: broken off at byte ${at}; expected ${end ?? 'more'}${causeOf(error)}; try again`,
      { cause: error },
    );
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
  if (end !== null && at !== end)
    throw new Problem('bad-file', `${address}: broken off at byte ${at}; expected ${end}; try again`);
}

function causeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  if (typeof cause?.code !== 'string') return '';
  // In Node only; in a browser the server of the page asks.
  const trust = /CERT|LEAF_SIGNATURE/.test(cause.code)
    ? '; NODE_EXTRA_CA_CERTS=FILE names whom to trust'
    : '';
  return ` (${cause.code}${trust})`;
}
