import type { CutProposal, CutProposals, Share } from '../../src/core/cut/cut.ts';
import { formatCount, formatShare } from '../../src/export/report/format-number.ts';
import { html, type Markup } from '../../src/export/report/markup.ts';

/** The cuts that tell a cluster from the rest, best first. */
export function cutSection(cuts: CutProposals | null): Markup | null {
  if (cuts === null) return html`<p class="soft">Too few events on one side for a cut.</p>`;
  const { proposals, quantities, pairs, forms } = cuts;
  if (proposals.length === 0) return html`<p class="soft">${cuts.warnings.join('; ')}</p>`;
  const row = ({ expression, heldOut, warnings }: CutProposal): Markup =>
    html`<tr><td><code>${expression}</code>${warnings.map((warning) => html`<br><span class="soft">${warning}</span>`)}</td>
${share(heldOut.efficiency)}${share(heldOut.purity)}${share(heldOut.restRemoved)}</tr>`;
  return html`<h3>Cuts</h3><table><thead><tr><th>remove where</th><th class="num">of the cluster</th><th class="num">purity</th>
<th class="num">of all others</th></tr></thead><tbody>${proposals.map(row)}</tbody></table>
<p class="soft">Tuned on one half of the events, quoted on the other with 95 % intervals. Looked at:
${formatCount(quantities)} quantities, ${formatCount(pairs)} pairs, ${formatCount(forms)} forms.</p>`;
}

function share({ value, low, high, count, of }: Share): Markup {
  if (of === 0) return html`<td class="num">none</td>`;
  return html`<td class="num">${formatShare(value)}<br><span class="soft">${formatShare(low)} … ${formatShare(high)}<br>
${formatCount(count)} of ${formatCount(of)}</span></td>`;
}
