import { howMade, LEVEL_WORDS, looksWords, populationName } from '../../cells/reality/card-words.ts';
import type { RealityResult } from '../../cells/reality/compute.ts';
import { formatCount, formatShare } from './format-number.ts';
import { html, type Markup } from './markup.ts';

/** Reality cards as a table, and how they were made. */
export function realitySection(result: RealityResult): Markup {
  const { cards, selection, twins } = result;
  const row = (card: RealityResult['cards'][number]): Markup => {
    const { label, size, verdict, rate, nearest, others } = card;
    const auc = nearest ?? others;
    return html`<tr><td>${populationName(label, selection)}</td><td class="num">${formatCount(size)}</td><td>${
      LEVEL_WORDS[verdict.level]
    }</td><td class="num">${rate.found} of ${rate.of}</td><td class="num">${
      auc ? auc.auc.toFixed(3) : 'too few'
    }</td><td class="num">${card.contact ? formatShare(card.contact.across) : ''}</td><td>${verdict.text}</td></tr>`;
  };
  const twinWords = twins.map(
    ({ sizes, noise }, i) =>
      html`<li>Shuffled twin ${i + 1}: ${formatCount(sizes.length)} clusters, the largest of ${formatCount(sizes[0] ?? 0)} events, ${formatCount(noise)} noise.</li>`,
  );
  return html`<div class="scroll"><table><thead><tr><th>population</th><th class="num">events</th><th>verdict</th><th class="num">found again</th>
<th class="num">AUC to the nearest</th><th class="num">neighbours across</th><th>in words</th></tr></thead><tbody>${cards.map(row)}</tbody></table></div>
<details><summary>How this was made</summary><ul>${twinWords}${[...howMade(result), looksWords(result)].map(
    (line) => html`<li>${line}</li>`,
  )}</ul></details>`;
}
