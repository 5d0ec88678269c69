import type { DataResult } from '../../cells/data/compute.ts';
import type { DeriveParams } from '../../cells/derive/params.ts';
import type { NoteParams } from '../../cells/note/params.ts';
import { plotsOf } from '../../cells/plot/plots-of.ts';
import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import type { EffectList } from '../../core/explain/effect.ts';
import { dataCellOf } from '../../engine/frame.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { clusterColor } from '../../plots/palette.ts';
import { type ExportSource, freshResult } from '../export-source.ts';
import { cellParts, cutsBefore, TOLD_IN_FULL } from '../sections/cell-parts.ts';
import { paramWords } from '../words.ts';
import { distribution } from './distribution.ts';
import type { SetBuilder } from './event-set.ts';
import { formatCount, formatNumber, formatScore, formatShare } from './format-number.ts';
import { html, type Markup } from './markup.ts';
import { qualitySection } from './quality-section.ts';
import { renderNote } from './render-note.ts';
import { partMarkup } from './section-markup.ts';

/** Where figures of a data cell's events go; null where it has no result. */
export type SetOf = (dataCell: string) => { builder: SetBuilder; index: number } | null;

export function cellSection(source: ExportSource, cell: CellDocument, setOf: SetOf): Markup {
  if (cell.kind === 'note')
    return html`<section>${renderNote((cell.params as unknown as NoteParams).text)}</section>`;
  return html`<section id="cell-${cell.id}"><h2>${cell.title}</h2>${stateLine(source, cell)}${body(source, cell, setOf)}${
    cell.kind === 'plot' || TOLD_IN_FULL.has(cell.kind) ? null : parameters(cell)
  }</section>`;
}

function stateLine(source: ExportSource, cell: CellDocument): Markup | null {
  const kind = source.kinds.get(cell.kind);
  if (!kind)
    return html`<p class="warn">This Outcrop knows no ${cell.kind} cells; its parameters are below.</p>`;
  if (!kind.compute) return null;
  const result = freshResult<unknown>(source, cell.id);
  if (result !== undefined) return html`<p>${kind.summary(result, cell.params)}</p>`;
  const state = Object.hasOwn(source.cells, cell.id) ? source.cells[cell.id] : undefined;
  return html`<p class="warn">No result: ${state?.error?.message ?? state?.reason ?? 'it was not run'}.</p>`;
}

function body(source: ExportSource, cell: CellDocument, setOf: SetOf): Markup | null {
  if (cell.kind === 'plot')
    return html`${cutsBefore(source, cell).map(partMarkup)}${figures(source, cell, setOf)}`;
  const result = freshResult<unknown>(source, cell.id);
  // The list of effects is drawn here, with its distributions.
  const parts = cell.kind === 'explain' ? cutsBefore(source, cell) : cellParts(source, cell);
  return html`${parts.map(partMarkup)}${result === undefined ? null : bodyOfKind(cell, result)}`;
}

function bodyOfKind(cell: CellDocument, result: unknown): Markup | null {
  switch (cell.kind) {
    case 'data':
      return dataBody(result as DataResult);
    case 'derive':
      return deriveBody(cell.params as unknown as DeriveParams);
    case 'embed':
      return embedBody(result as EmbeddingResult);
    case 'cluster':
      return clusterBody(result as ClusteringResult);
    case 'explain':
      return explainBody(result as EffectList);
    default:
      return null;
  }
}

function parameters({ params }: CellDocument): Markup | null {
  const words = paramWords(params);
  if (words.length === 0) return null;
  return html`<details><summary>Parameters</summary><dl>${words.map(
    ({ name, value }) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`,
  )}</dl></details>`;
}

function warnings(texts: readonly string[]): Markup[] {
  return texts.map((text) => html`<p class="warn">${text}</p>`);
}

function dataBody({ features, warnings: told }: DataResult): Markup {
  return html`${warnings(told)}<details><summary>${features.length} features</summary><p>${features
    .map(({ column, transform }) => (transform === 'log10' ? `log10 ${column}` : column))
    .join(', ')}</p></details>`;
}

function deriveBody({ columns }: DeriveParams): Markup {
  return html`<dl>${columns
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, expression }) => html`<dt>${name}</dt><dd><code>${expression}</code></dd>`)}</dl>`;
}

function embedBody(result: EmbeddingResult): Markup {
  return html`${warnings(result.warnings)}<details><summary>How far it can be trusted</summary>${qualitySection(result)}</details>`;
}

const LISTED = 24;

function clusterBody({ sizes, noise, labels, flags }: ClusteringResult): Markup {
  const row = (name: string, size: number, colors: [string, string] | null): Markup =>
    html`<tr><td>${colors === null ? null : swatches(colors)}${name}</td><td class="num">${formatCount(size)}</td>
<td class="num">${formatShare(size / labels.length)}</td></tr>`;
  const rest = sizes.slice(LISTED);
  return html`${warnings(flags.map(({ text }) => text))}
<table><thead><tr><th>cluster</th><th class="num">events</th><th class="num">share</th></tr></thead><tbody>${sizes
    .slice(0, LISTED)
    .map((size, label) =>
      row(`cluster ${label}`, size, [clusterColor('light', label), clusterColor('dark', label)]),
    )}
${
  rest.length === 0
    ? null
    : row(
        `and ${rest.length} more`,
        rest.reduce((sum, size) => sum + size, 0),
        null,
      )
}${noise === 0 ? null : row('noise', noise, [clusterColor('light', -1), clusterColor('dark', -1)])}</tbody></table>`;
}

function swatches([light, dark]: [string, string]): Markup {
  return html`<span class="swatch light" style="background:${light}"></span><span class="swatch dark" style="background:${dark}"></span>`;
}

function explainBody({ effects }: EffectList): Markup {
  const quantity = (effect: EffectList['effects'][number]): Markup =>
    html`<tr><td>${effect.column}${effect.unit ? ` [${effect.unit}]` : ''}</td><td class="num">${formatScore(effect.score)}</td>
<td class="num">${formatScore(effect.low)} … ${formatScore(effect.high)}</td><td class="num">${formatNumber(effect.medianIn)}</td>
<td class="num">${formatNumber(effect.medianOut)}</td><td>${distribution(effect)}</td></tr>`;
  return html`<div class="scroll"><table><thead><tr><th>quantity</th><th class="num">score</th><th class="num">95 % interval</th>
<th class="num">median in</th><th class="num">median outside</th><th>in the population (filled), outside (line)</th></tr></thead>
<tbody>${effects
    .filter((effect) => effect.leader)
    .slice(0, 10)
    .map(quantity)}</tbody></table></div>
<p class="soft">A score is 2 AUC − 1: +1 where all events of the population lie above all others, 0 where nothing differs.</p>`;
}

function figures(source: ExportSource, cell: CellDocument, setOf: SetOf): Markup {
  const data = dataCellOf(source.document, cell);
  const frame = data === null ? undefined : source.frames[data];
  const set = data === null ? null : setOf(data);
  if (!frame || !set) return html`<p class="warn">There is nothing to draw: its data has no result.</p>`;
  const drawn = plotsOf(cell, source, frame).map((plot) => {
    const added = set.builder.add(cell, plot);
    if (typeof added === 'string')
      return html`<figure><figcaption>${plot.title ?? plot.type}</figcaption><p class="soft">${added}</p></figure>`;
    return html`<figure><figcaption>${added.title}</figcaption>
<div class="plot" data-set="${set.index}" data-figure="${added.index}" data-summary="${added.summary}"></div>
${added.notes.length === 0 ? null : html`<p class="soft">${added.notes.join('; ')}</p>`}</figure>`;
  });
  return html`<div class="legend" data-legend="${set.index}"></div><div class="figures">${drawn}</div>`;
}
