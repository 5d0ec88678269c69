import { Problem } from '../core/problem.ts';
import type { NotebookDocument } from './document.ts';
import type { Json } from './json.ts';
import { limits } from './limits.ts';

/** Keys that come first, in this order; all others follow by name. */
const LEADING = ['format', 'id', 'kind', 'version', 'mode', 'type', 'name', 'title'];
const TRAILING = [
  'inputs',
  'params',
  'view',
  'cells',
  'clause',
  'selection',
  'selections',
  'steps',
  'pinned',
  'results',
];
const LINE = 100;

/**
 * The notebook as the text of a file, ending in a line feed. Equal documents give equal text, and a small
 * change a small difference. Throws where `parseNotebook` would refuse the text for its length.
 */
export function serialiseNotebook(document: NotebookDocument): string {
  const text = `${print(document as unknown as Json, '')}\n`;
  if (text.length > limits.textLength) {
    throw new Problem(
      'bad-notebook',
      `the notebook is ${text.length} characters as text; expected at most ${limits.textLength}: remove selections of many picked rows`,
    );
  }
  return text;
}

function print(value: Json, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (value.every(isNumeric)) {
      // Numbers in a row, or points: one line however long, since nobody reads a lasso number by number.
      const line = JSON.stringify(value);
      return line.length > LINE ? line : line.replaceAll(',', ', ');
    }
    const items = value.map((item) => print(item, inner));
    return inLine(items, '[', ']', indent) ?? `[\n${inner}${items.join(`,\n${inner}`)}\n${indent}]`;
  }
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort(byRank)
    .map((key) => `${JSON.stringify(key)}: ${print(value[key], inner)}`);
  if (fields.length === 0) return '{}';
  return inLine(fields, '{ ', ' }', indent) ?? `{\n${inner}${fields.join(`,\n${inner}`)}\n${indent}}`;
}

function inLine(parts: string[], open: string, close: string, indent: string): string | null {
  let length = indent.length;
  for (const part of parts) {
    length += part.length + 2;
    if (length > LINE || part.includes('\n')) return null;
  }
  return `${open}${parts.join(', ')}${close}`;
}

function isNumeric(value: Json): boolean {
  return (
    typeof value === 'number' || (Array.isArray(value) && value.every((item) => typeof item === 'number'))
  );
}

function byRank(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rank(key: string): number {
  const leading = LEADING.indexOf(key);
  if (leading >= 0) return leading;
  const trailing = TRAILING.indexOf(key);
  return trailing >= 0 ? 1000 + trailing : 500;
}
