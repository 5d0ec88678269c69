import { formatCount, formatShare } from '../../src/export/report/format-number.ts';
import { html, type Markup } from '../../src/export/report/markup.ts';
import type { TruthTable } from '../truth-table.ts';

function clusterName(label: number): string {
  if (label === -1) return 'noise';
  return label < 0 ? 'left out' : `cluster ${label}`;
}

/** How the clusters compare with the truth that the user asked for. */
export function truthSection({ column, unknown, clusters, classes }: TruthTable): Markup {
  return html`<h2>Compared with ${column}</h2>
${unknown > 0 ? html`<p class="soft">${formatCount(unknown)} events without a value of ${column} count nowhere here.</p>` : null}
<table><thead><tr><th>population</th><th class="num">events</th><th>best cluster</th><th class="num">purity</th>
<th class="num">recall</th></tr></thead><tbody>${classes.map(
    ({ value, size, best }) => html`<tr><td>${value}</td><td class="num">${formatCount(size)}</td>
<td>${best ? clusterName(best.label) : 'none'}</td><td class="num">${best ? formatShare(best.purity) : '–'}</td>
<td class="num">${best ? formatShare(best.recall) : '–'}</td></tr>`,
  )}</tbody></table>
<table><thead><tr><th>cluster</th><th class="num">events</th><th>mostly</th><th class="num">purity</th>
<th class="num">recall</th></tr></thead><tbody>${clusters.map(
    ({ label, size, value, purity, recall }) => html`<tr><td>${clusterName(label)}</td>
<td class="num">${formatCount(size)}</td><td>${value}</td><td class="num">${formatShare(purity)}</td>
<td class="num">${formatShare(recall)}</td></tr>`,
  )}</tbody></table>`;
}
