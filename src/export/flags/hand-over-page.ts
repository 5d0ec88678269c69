import type { TimeBin } from '../../core/flag/flag-rates.ts';
import { formatCount, formatNumber, formatShare } from '../report/format-number.ts';
import { html, Markup } from '../report/markup.ts';
import { STYLE } from '../report/style.ts';
import { durationText, type HandedFlag, type HandOver, rateText } from './hand-over.ts';

const WIDTH = 420;
const HEIGHT = 110;
const LEFT = 46;
const FOOT = 18;

const FLAG_STYLE = `${STYLE}
.rates{width:${WIDTH}px;max-width:100%;height:auto;display:block;margin:4px 0}.rates text{fill:var(--soft);font-size:11px}
.rates .axis{stroke:var(--axis)}.rates .bar{stroke:var(--in);stroke-width:1.5}.rates circle{fill:var(--in)}
.severity{font-weight:600}.scroll{overflow-x:auto}@media print{section{break-inside:avoid}}
`;

/** The hand-over as one HTML file for a logbook: no script, nothing fetched, opens from disk. */
export function handOverPage(report: HandOver): string {
  const { title, app, made, data, flags, withdrawn, flagged, runs, seconds, basis, authors } = report;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Outcrop ${app}">
<title>Hand-over: ${title}</title><style>${new Markup(FLAG_STYLE)}</style></head><body><main>
<h1>Hand-over: ${title}</h1>
<p class="soft">${made.toISOString().slice(0, 16).replace('T', ' ')} UTC, Outcrop ${app}. Flagged by ${authors.join(', ') || 'nobody'}.</p>
<dl><dt>data</dt><dd>${data.name}, ${formatCount(data.rows)} events, <code>${data.hash}</code></dd>
<dt>flagged</dt><dd>${formatCount(flagged)} events (${formatShare(flagged / data.rows)}) in ${flags.length} ${flags.length === 1 ? 'flag' : 'flags'}${
    withdrawn > 0 ? `; ${withdrawn} withdrawn` : ''
  }</dd>
<dt>time</dt><dd>${durationText(seconds)} in ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}. ${basis} Intervals are exact Poisson, 68.3 %.</dd></dl>
<div class="scroll"><table><thead><tr><th>severity</th><th>flag</th><th>category</th><th class="num">events</th><th class="num">share</th><th class="num">rate</th><th>by</th></tr></thead>
<tbody>${flags.map(summaryRow)}</tbody></table></div>
${flags.map((flag) => flagSection(flag, report))}
${runSection(report)}
</main></body></html>
`.text;
}

function summaryRow({ record, share, rate, lost }: HandedFlag): Markup {
  return html`<tr><td class="severity">${record.severity}</td><td>${record.name}</td><td>${record.category}</td>
<td class="num">${lost === null ? formatCount(rate.count) : '–'}</td><td class="num">${formatShare(share)}</td><td class="num">${rateText(rate)}</td><td>${record.author}</td></tr>`;
}

function flagSection({ record, versions, lost, other, bins }: HandedFlag, { data }: HandOver): Markup {
  return html`<section class="cluster"><h2>${record.name}</h2>
<p class="soft">${record.severity}, ${record.category}; ${record.author}, ${record.time.slice(0, 16).replace('T', ' ')} UTC; record <code>${record.id}</code></p>
${record.note === '' ? null : html`<p>${record.note}</p>`}
${versions.length === 0 ? null : html`<p class="warn">Not settled: ${versions.map(({ author, severity, withdrawn }) => `${author} says ${withdrawn ? 'withdrawn' : severity}`).join('; ')}.</p>`}
${lost === null ? null : html`<p class="warn">Its events are not counted here: ${lost}.</p>`}
${
  other && lost === null
    ? html`<p class="warn">Made on other data (${record.data.name}, ${formatCount(record.data.rows)} events); counted here by its rule.</p>`
    : null
}
${bins.length === 0 ? null : ratePlot(bins, `${record.name}: rate against time, ${data.name}`)}</section>`;
}

/** Rate against time with its Poisson bars. */
function ratePlot(bins: readonly TimeBin[], label: string): Markup {
  const known = bins.filter(({ value }) => !Number.isNaN(value));
  if (known.length === 0) return html``;
  const top = Math.max(...known.map(({ high }) => high));
  const [first, last] = [bins[0].from, bins[bins.length - 1].to];
  const across = (time: number): number => LEFT + ((time - first) / (last - first)) * (WIDTH - LEFT - 6);
  const up = (rate: number): number => HEIGHT - (rate / top) * (HEIGHT - 10);
  const marks = known.map(({ from, to, value, low, high }) => {
    const x = across((from + to) / 2).toFixed(1);
    return html`<path class="bar" d="M${x} ${up(low).toFixed(1)}V${up(high).toFixed(1)}"/><circle cx="${x}" cy="${up(value).toFixed(1)}" r="2.5"/>`;
  });
  return html`<svg class="rates" viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT + 14}" role="img" aria-label="${label}">
<path class="axis" d="M${LEFT} 4V${HEIGHT}H${WIDTH - 4}" fill="none"/>${marks}
<text x="${LEFT - 4}" y="14" text-anchor="end">${formatNumber(top)}</text><text x="${LEFT - 4}" y="${HEIGHT}" text-anchor="end">0</text>
<text x="4" y="${HEIGHT / 2}">mHz</text>
<text x="${LEFT}" y="${HEIGHT + 14}">0</text><text x="${WIDTH - 6}" y="${HEIGHT + 14}" text-anchor="end">${durationText(last - first)}</text>
<text x="${(LEFT + WIDTH) / 2}" y="${HEIGHT + 14}" text-anchor="middle">time since the first event</text></svg>`;
}

const MOST_RUNS = 200;

function runSection({ runs, flags }: HandOver): Markup | null {
  if (runs.length === 0 || (runs.length === 1 && runs[0].run === '')) return null;
  const counted = flags.filter(({ lost }) => lost === null);
  const rows = runs.slice(0, MOST_RUNS).map(
    (
      run,
      i,
    ) => html`<tr><td>${run.run === '' ? 'none' : run.run}</td><td class="num">${durationText(run.seconds)}${run.given ? '' : ' *'}</td><td class="num">${formatCount(run.events)}</td>
${counted.map(({ runs: rates }) => html`<td class="num">${formatCount(rates[i].count)}<br>${rateText(rates[i])}</td>`)}</tr>`,
  );
  return html`<h2>Run by run</h2><div class="scroll"><table><thead><tr><th>run</th><th class="num">livetime</th><th class="num">events</th>
${counted.map(({ record }) => html`<th class="num">${record.name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
${runs.some(({ given }) => !given) ? html`<p class="soft">* from the first to the last event: no livetime was given.</p>` : null}
${runs.length > MOST_RUNS ? html`<p class="soft">The first ${MOST_RUNS} of ${runs.length} runs.</p>` : null}`;
}
