import type { SectionPart } from '../sections/section.ts';
import { html, type Markup } from './markup.ts';

/** Parts of a page as HTML. */
export function partMarkup(part: SectionPart): Markup | null {
  switch (part.type) {
    case 'text':
      return part.tone ? html`<p class="${part.tone}">${part.text}</p>` : html`<p>${part.text}</p>`;
    case 'list':
      return html`<ul>${part.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    case 'table': {
      if (part.rows.length === 0) return null;
      const cell = (name: string, value: string): Markup =>
        part.numbers.includes(name) ? html`<td class="num">${value}</td>` : html`<td>${value}</td>`;
      return html`<div class="scroll"><table><thead><tr>${part.head.map((name) =>
        part.numbers.includes(name) ? html`<th class="num">${name}</th>` : html`<th>${name}</th>`,
      )}</tr></thead>
<tbody>${part.rows.map((row) => html`<tr>${row.map((value, i) => cell(part.head[i], value))}</tr>`)}</tbody></table></div>`;
    }
    case 'code':
      return html`<details><summary>${part.title}</summary><pre><code>${part.text}</code></pre></details>`;
  }
}
