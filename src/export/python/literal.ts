/** Values as Python source. Nothing of a notebook enters a script but through these. */

/** A string literal in ASCII on one line, whatever the text holds. */
export function pyString(text: string): string {
  let literal = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === '\\' || character === '"') literal += `\\${character}`;
    else if (code >= 0x20 && code < 0x7f) literal += character;
    else if (code > 0xffff) literal += `\\U${code.toString(16).padStart(8, '0')}`;
    // A lone surrogate is no character in Python either, but a literal may spell it.
    else literal += `\\u${code.toString(16).padStart(4, '0')}`;
  }
  return `"${literal}"`;
}

export function pyNumber(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (value === Number.POSITIVE_INFINITY) return 'float("inf")';
  if (value === Number.NEGATIVE_INFINITY) return 'float("-inf")';
  return String(value);
}

export type PyValue =
  | string
  | number
  | boolean
  | null
  | readonly PyValue[]
  | { readonly [key: string]: PyValue };

/** Lists and dicts of more than a line are broken, one item a line. */
export function py(value: PyValue, indent = ''): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return pyString(value);
  if (typeof value === 'number') return pyNumber(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const inner = `${indent}    `;
  const list = Array.isArray(value);
  const items = list
    ? value.map((item: PyValue) => py(item, inner))
    : Object.entries(value).map(([key, item]) => `${pyString(key)}: ${py(item as PyValue, inner)}`);
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  const line = `${open}${items.join(', ')}${close}`;
  if (line.length <= 88 - indent.length && !line.includes('\n')) return line;
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}

/** Text as comment lines; no character of it can end the comment. */
export function pyComment(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `# ${line.replaceAll(/\p{Cc}/gu, ' ')}`.trimEnd())
    .join('\n');
}
