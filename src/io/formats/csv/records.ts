import { CR, isBlank, LF, QUOTE, SPACE } from './cell.ts';

/** What lies in the bytes that were passed over. */
export interface Passed {
  /** Just behind the last record. */
  end: number;
  records: number;
  lines: number;
}

/** Whether bytes[from, to) have neither quotes nor CR: every line ends with LF, and is a record or blank. */
export function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  const part = bytes.subarray(from, to);
  return !part.includes(QUOTE) && !part.includes(CR);
}

/**
 * Passes over up to `most` records of bytes[from, to), which must hold complete ones (see endOfRecords), without
 * reading their cells; blank lines are no records, as the scanner has it. Writes to `passed`.
 * `plain`: whether they are (see isPlain), which takes half the time.
 */
export function passRecords(
  bytes: Uint8Array,
  from: number,
  to: number,
  { delimiter, width }: { delimiter: number; width: number },
  most: number,
  plain: boolean,
  passed: Passed,
): void {
  let p = from;
  let records = 0;
  let lines = 0;
  while (p < to && records < most) {
    if (width > 1 && bytes[p] === SPACE) {
      let q = p;
      while (isBlank(bytes[q], delimiter)) q++;
      if (bytes[q] === LF || bytes[q] === CR) p = q;
    }
    const blank = bytes[p] === LF || bytes[p] === CR;
    let atStart = true;
    if (plain) p = bytes.indexOf(LF, p);
    while (p < to) {
      const byte = bytes[p];
      if (byte === LF || byte === CR) break;
      if (byte === QUOTE && atStart) {
        for (p++; p < to; p++) {
          if (bytes[p] === LF || (bytes[p] === CR && bytes[p + 1] !== LF)) lines++;
          if (bytes[p] !== QUOTE) continue;
          if (bytes[p + 1] !== QUOTE) break;
          p++;
        }
        atStart = false;
      } else if (byte === delimiter) atStart = true;
      else if (atStart && !isBlank(byte, delimiter)) atStart = false;
      p++;
    }
    p += bytes[p] === CR && bytes[p + 1] === LF ? 2 : 1;
    lines++;
    if (!blank) records++;
  }
  passed.end = p;
  passed.records = records;
  passed.lines = lines;
}
