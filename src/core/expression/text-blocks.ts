import { type Column, isMissing, type TextColumn } from '../table/column.ts';
import { FALSE, MISSING, TRUE } from './truth-blocks.ts';

type CompareRows = (out: Uint8Array, base: number, n: number) => void;

/** Whether two texts, columns or written ones, are the same; missing where a column has none. By codes, not by text. */
export function compareTexts(a: TextColumn | string, b: TextColumn | string): CompareRows {
  if (typeof a === 'string') {
    if (typeof b !== 'string') return compareTexts(b, a);
    return (out, _, n) => void out.fill(a === b ? TRUE : FALSE, 0, n);
  }
  if (typeof b === 'string') {
    const alike = Uint8Array.from(a.levels, (level) => (level === b ? TRUE : FALSE));
    return (out, base, n) => {
      for (let i = 0; i < n; i++) {
        out[i] = isMissing(a, base + i) ? MISSING : alike[a.codes[base + i]];
      }
    };
  }
  const codeInA = new Map(a.levels.map((level, code) => [level, code]));
  const translated = Int32Array.from(b.levels, (level) => codeInA.get(level) ?? -1);
  return (out, base, n) => {
    for (let i = 0; i < n; i++) {
      const row = base + i;
      if (isMissing(a as Column, row) || isMissing(b as Column, row)) out[i] = MISSING;
      else out[i] = a.codes[row] === translated[b.codes[row]] ? TRUE : FALSE;
    }
  };
}
