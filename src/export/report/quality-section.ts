import { chanceText, figureText, howMeasured, qualityHints } from '../../cells/embed/quality-words.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import type { OutlyingColumn } from '../../core/outliers/outlying-events.ts';
import { formatCount, formatNumber, formatShare } from './format-number.ts';
import { html, type Markup } from './markup.ts';

/** How far the plane can be trusted, and the events that stand alone. */
export function qualitySection({ quality, outliers, fitted }: EmbeddingResult): Markup {
  return html`<h3>How far it can be trusted</h3>
${qualityHints(quality).map((hint) => html`<p class="warn">${hint}</p>`)}
<dl><dt>trustworthiness</dt><dd>${figureText(quality.trustworthiness)}: 1 where the neighbours shown are alike in the columns</dd>
<dt>continuity</dt><dd>${figureText(quality.continuity)}: 1 where events that are alike lie together</dd>
<dt>neighbours kept</dt><dd>${formatShare(quality.preservation.mean)}, by chance ${chanceText(quality)}</dd></dl>
<p class="soft">${howMeasured(quality, fitted !== null)}</p>
<h3>Most outlying events</h3>
<table><thead><tr><th class="num">row</th><th class="num">LOF</th><th class="num">k-distance</th>
<th>where it differs most from the median of its neighbours</th></tr></thead><tbody>${outliers.most.map(
    ({ row, lof, kDistance, columns }) =>
      html`<tr><td class="num">${formatCount(row)}</td><td class="num">${formatNumber(lof)}</td>
<td class="num">${formatNumber(kDistance)}</td><td>${columns.map(oddity).join(', ')}</td></tr>`,
  )}</tbody></table>
<p class="soft">Local outlier factor of the ${outliers.k} nearest in the columns: how much emptier the place of an event is than
those of its neighbours; about 1 inside a population. Rows count from 0, as in labels.csv.</p>`;
}

function oddity({ column, unit, value, typical }: OutlyingColumn): string {
  const units = unit ? ` ${unit}` : '';
  return `${column} ${valueText(value)} against ${valueText(typical)}${units}`;
}

function valueText(value: number): string {
  return Number.isNaN(value) ? 'no value' : formatNumber(value);
}
