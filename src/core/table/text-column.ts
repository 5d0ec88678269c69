import { bitsFrom } from './bits.ts';
import type { TextColumn } from './column.ts';

/** A column of texts, its levels in the order of their first row; an empty text is a missing value. O(rows). */
export function textColumn(name: string, values: readonly string[]): TextColumn {
  const codes = new Map<string, number>();
  for (const value of values) if (!codes.has(value)) codes.set(value, codes.size);
  const missing = values.includes('') ? bitsFrom(values.length, (row) => values[row] === '') : null;
  return {
    ...{ name, unit: null, role: 'label', type: 'text', missing, levels: [...codes.keys()] },
    codes: Int32Array.from(values, (value) => codes.get(value)!),
  };
}
