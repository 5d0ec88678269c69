import type { SectionPart } from './sections/section.ts';

/** Parts of a page as Markdown, in which no text of a notebook is markup. */
export function partMarkdown(part: SectionPart): string {
  switch (part.type) {
    case 'text':
      return inline(part.text);
    case 'list':
      return part.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'table':
      return markdownTable(part.head, part.rows);
    case 'code':
      return `${inline(part.title)}:\n\n${fenced(part.text)}`;
  }
}

export function markdownTable(head: string[], rows: string[][]): string {
  if (rows.length === 0) return '';
  const line = (cells: string[]): string => `| ${cells.map(inline).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** Text on one line in which nothing is Markdown or HTML. */
export function inline(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~#!]/g, (character) => `\\${character}`);
}

/** Code between fences longer than any run of backticks in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
