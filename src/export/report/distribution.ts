import type { Effect } from '../../core/explain/effect.ts';
import { formatNumber } from './format-number.ts';
import { html, type Markup } from './markup.ts';

const WIDTH = 240;
const HEIGHT = 64;
const FOOT = 16;

/** The distributions of a quantity in the cluster (filled) and outside (outline), on common bins. */
export function distribution(effect: Effect): Markup {
  const { edges, sharesIn, sharesOut, log } = effect;
  const place = (value: number): number => (log ? Math.log10(value) : value);
  const low = place(edges[0]);
  const high = place(edges[edges.length - 1]);
  const extent = high - low > 0 ? high - low : 1;
  const peak = Math.max(1e-12, ...sharesIn, ...sharesOut);
  const across = (value: number): string => (((place(value) - low) / extent) * WIDTH).toFixed(1);
  const up = (share: number): string => (HEIGHT - (share / peak) * (HEIGHT - 4)).toFixed(1);

  const steps = (shares: Float32Array): string => {
    let path = `M0 ${HEIGHT}`;
    for (let bin = 0; bin < shares.length; bin++) path += `V${up(shares[bin])}H${across(edges[bin + 1])}`;
    return `${path}V${HEIGHT}`;
  };
  const label = `${effect.column}: distribution in the cluster and outside`;
  return html`<svg class="dist" viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT}" role="img" aria-label="${label}">
<path class="in" d="${steps(sharesIn)}"/><path class="out" d="${steps(sharesOut)}"/>
<path class="axis" d="M0 ${HEIGHT}H${WIDTH}"/>
<text x="0" y="${HEIGHT + 12}">${formatNumber(edges[0])}</text>
<text x="${WIDTH / 2}" y="${HEIGHT + 12}" text-anchor="middle">${log ? 'log' : ''}</text>
<text x="${WIDTH}" y="${HEIGHT + 12}" text-anchor="end">${formatNumber(edges[edges.length - 1])}</text></svg>`;
}
