/** What an export says of a cell, before it is HTML, Markdown or a comment of a script. All of it is text. */
export type SectionPart =
  | { type: 'text'; text: string; tone?: 'warn' | 'soft' }
  | { type: 'list'; items: string[] }
  /** Columns named in `numbers` are aligned to the right. */
  | { type: 'table'; head: string[]; rows: string[][]; numbers: string[] }
  | { type: 'code'; title: string; text: string };

export function text(words: string, tone?: 'warn' | 'soft'): SectionPart {
  return { type: 'text', text: words, ...(tone ? { tone } : {}) };
}

export function table(head: string[], numbers: string[], rows: string[][]): SectionPart {
  return { type: 'table', head, rows, numbers };
}
