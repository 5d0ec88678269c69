import type { Format } from '../../format.ts';
import { inspectCsv } from './inspect.ts';
import { countCsv, readCsv } from './read.ts';

/** Of bytes that are not UTF-8: enough for a short table in Windows-1252. */
const LARGEST_INVALID_SHARE = 0.2;

/** Text in columns: any file that holds no binary data and looks like no other format. */
export const csvFormat: Format = {
  id: 'csv',
  label: 'CSV / TSV',
  extensions: ['.csv', '.tsv', '.txt', '.csv.gz', '.tsv.gz'],
  sniff: looksLikeText,
  inspect: inspectCsv,
  count: countCsv,
  read: readCsv,
};

/** Byte order marks, or text with hardly any control characters. */
function looksLikeText(head: Uint8Array): boolean {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  let control = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) control++;
  }
  return head.length > 0 && control * 100 <= head.length && invalidShare(head) <= LARGEST_INVALID_SHARE;
}

/** Share of bytes that belong to no UTF-8 sequence; a few are Windows-1252 letters. */
function invalidShare(head: Uint8Array): number {
  let invalid = 0;
  for (let p = 0; p < head.length; ) {
    const byte = head[p];
    const more =
      byte < 0x80
        ? 0
        : byte >= 0xc2 && byte < 0xe0
          ? 1
          : byte >= 0xe0 && byte < 0xf0
            ? 2
            : byte >= 0xf0 && byte < 0xf5
              ? 3
              : -1;
    let tail = 0;
    while (tail < more && p + tail + 1 < head.length && (head[p + tail + 1] & 0xc0) === 0x80) tail++;
    if (more < 0 || (tail < more && p + tail + 1 < head.length)) invalid++;
    p += 1 + tail;
  }
  return invalid / head.length;
}
