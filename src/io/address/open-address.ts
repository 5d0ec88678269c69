import { Problem } from '../../core/problem.ts';
import type { Progress } from '../../core/progress.ts';
import { AddressBlob } from './address-blob.ts';
import { ask, bytesOf, FETCHED, rangeOf, refusal, versionOf } from './request-bytes.ts';

/** A server that knows no ranges is asked for the whole, up to so many bytes. */
export const MOST_DOWNLOADED = 1e9;
/** Bytes that are asked for first: they tell the size. */
const FIRST = 2 ** 16;

export interface AtAddress {
  /** Read by ranges, or as downloaded. */
  blob: AddressBlob | Blob;
  size: number;
  version: string;
  byRanges: boolean;
}

/**
 * Finds out how a file at an address can be read, without reading it where its server knows ranges; otherwise
 * downloads it. `url` is what is asked for it, see `Source`. `throughPage`: the answers come from the server of the
 * page, and bear its mark. Throws a Problem that names the address.
 */
export async function openAddress(
  address: string,
  url: string,
  throughPage: boolean,
  progress: Progress,
  signal?: AbortSignal,
): Promise<AtAddress> {
  progress({ stage: 'ask the server', done: 0, total: 0 });
  const response = await ask(address, url, { start: 0, end: FIRST }, signal);
  const { headers, status } = response;
  if (throughPage && headers.get(FETCHED) === null) {
    await response.body?.cancel();
    throw new Problem(
      'bad-file',
      `${address}: the server of this page fetches nothing from elsewhere; start Outcrop by npm start -- --allow ${new URL(address).origin}, or download the file and open it`,
    );
  }
  if (status === 416) {
    await response.body?.cancel();
    throw new Problem('bad-file', `${address}: empty (0 bytes); expected a table`);
  }
  const packing = headers.get('Content-Encoding');
  if (packing !== null && packing !== 'identity') {
    await response.body?.cancel();
    throw new Problem(
      'bad-file',
      `${address}: its server packs it on the way (${packing.slice(0, 20)}); download the file and open it`,
    );
  }
  const version = versionOf(headers);
  if (status === 206) {
    const range = rangeOf(response);
    await response.body?.cancel();
    if (!range) {
      throw new Problem(
        'bad-file',
        `${address}: its server does not tell its size; download the file and open it`,
      );
    }
    const { total: size } = range;
    return { blob: new AddressBlob({ address, url, size, version }), size, version, byRanges: true };
  }
  if (status !== 200) throw await refusal(address, response, 'expected a file');
  const blob = await download(address, response, progress);
  return { blob, size: blob.size, version, byRanges: false };
}

async function download(address: string, response: Response, progress: Progress): Promise<Blob> {
  const length = response.headers.get('Content-Length');
  const told = length === null ? null : Number(length);
  const stage = 'download (its server knows no ranges)';
  const tooLarge = (bytes: number): Problem =>
    new Problem(
      'bad-file',
      `${address}: ${bytes} bytes from a server that knows no ranges; expected at most ${MOST_DOWNLOADED}; download the file and open it`,
    );
  if (told !== null && told > MOST_DOWNLOADED) {
    await response.body?.cancel();
    throw tooLarge(told);
  }
  const parts: Blob[] = [];
  let done = 0;
  for await (const chunk of bytesOf(address, response, 0, told)) {
    done += chunk.length;
    if (done > MOST_DOWNLOADED) throw tooLarge(done);
    // As Blobs the browser may put them on disk.
    parts.push(new Blob([chunk]));
    progress({ stage, done, total: told ?? 0 });
  }
  return new Blob(parts);
}
