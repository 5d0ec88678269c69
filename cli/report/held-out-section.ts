import { formatCount, formatScore } from '../../src/export/report/format-number.ts';
import { html, type Markup } from '../../src/export/report/markup.ts';
import type { HeldOut } from '../held-out.ts';

const SHOWN = 5;

/** What a classifier goes by when it tells a cluster from the rest, from events that it was not trained on. */
export function heldOutSection(heldOut: HeldOut | null): Markup {
  if (heldOut === null) {
    return html`<p class="soft">Not told from the rest by a classifier: too few events, or not among the largest clusters.</p>`;
  }
  const { auc, low, high, events, others, groups } = heldOut;
  const shown = groups.slice(0, SHOWN);
  return html`<h3>Importances from held-out events</h3>
<table><thead><tr><th>quantities that move together</th><th>speaks for the cluster</th><th class="num">AUC lost</th>
<th class="num">95 % interval</th></tr></thead><tbody>${shown.map(
    ({ columns, direction, loss, low: least, high: most }) => html`<tr><td>${columns[0]}${
      columns.length > 1 ? html`<br><span class="soft">with ${columns.slice(1).join(', ')}</span>` : null
    }</td><td>${direction >= 0 ? 'high values' : 'low values'}</td><td class="num">${formatScore(loss)}</td>
<td class="num">${formatScore(least)} … ${formatScore(most)}</td></tr>`,
  )}</tbody></table>
<p class="soft">A small network, 5 folds, ${formatCount(events)} events of the cluster and ${formatCount(others)} others: AUC ${auc.toFixed(3)}
(${low.toFixed(3)} … ${high.toFixed(3)}) on events that it was not trained on. AUC lost: when the values of the group are exchanged among those
events. Little is lost where other quantities tell the same. ${groups.length} groups were looked at.</p>`;
}
