import packageFile from '../../package.json' with { type: 'json' };
import { type ClusteringResult, NOISE } from '../../src/core/cluster/clustering.ts';
import type { EmbeddingResult } from '../../src/core/embed/embedding.ts';
import type { Effect } from '../../src/core/explain/effect.ts';
import { distribution } from '../../src/export/report/distribution.ts';
import {
  formatCount,
  formatNumber,
  formatScore,
  formatShare,
} from '../../src/export/report/format-number.ts';
import { html, Markup } from '../../src/export/report/markup.ts';
import { qualitySection } from '../../src/export/report/quality-section.ts';
import { STYLE } from '../../src/export/report/style.ts';
import { digestName } from '../../src/io/digest-name.ts';
import { clusterColor, paletteOf } from '../../src/plots/palette.ts';
import type { FileRead } from '../../workers/read/api.ts';
import type { Profile } from '../profiles.ts';
import type { ResultFile } from '../result-file.ts';
import type { TruthTable } from '../truth-table.ts';
import { cutSection } from './cut-section.ts';
import { heldOutSection } from './held-out-section.ts';
import { clusterPlaces, planePicture } from './plane.ts';
import { truthSection } from './truth-section.ts';

export interface ReportContent {
  /** The file or files. */
  what: string;
  files: FileRead[];
  result: ResultFile;
  plane: EmbeddingResult;
  clustering: ClusteringResult;
  profiles: Profile[];
  truth: TruthTable | null;
  made: Date;
}

/** Quantities drawn for each cluster. */
const SHOWN = 6;

/** One page that opens from disk and asks the network for nothing. */
export function reportPage(content: ReportContent): string {
  const { what, result, clustering, profiles, truth } = content;
  const policy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Outcrop report: ${what}</title><style>${new Markup(STYLE)}</style></head><body><main>
<h1>Outcrop report</h1>
<p class="soft">${what}: ${formatCount(result.rows)} events, ${result.features.length} features,
${clustering.sizes.length} clusters, ${formatShare(clustering.noise / result.rows)} noise</p>
${result.warnings.map((warning) => html`<p class="warn">${warning}</p>`)}
<h2>The plane</h2>
${planeFigure(content)}
<p class="soft">Distances, sizes and gaps in this plane have no meaning, so it has no axes. A cluster is a question:
what sets it apart in the measured quantities is below.</p>
${qualitySection(content.plane)}
${overview(profiles, result.rows)}
${truth ? truthSection(truth) : null}
${profiles.map((profile) => clusterSection(profile, result.rows))}
${provenanceSection(content)}
</main></body></html>
`;
  return page.text;
}

function planeFigure({ plane, clustering }: ReportContent): Markup {
  const picture = (theme: 'light' | 'dark'): string =>
    planePicture(plane.x, plane.y, clustering.labels, theme);
  const places = clusterPlaces(plane.x, plane.y, clustering.labels, clustering.sizes.length);
  return html`<figure class="plane"><picture>
<source media="screen and (prefers-color-scheme: dark)" srcset="${picture('dark')}">
<img src="${picture('light')}" alt="The events in the plane, coloured by cluster; noise is grey"></picture>
${places.map(
  ({ label, left, top, beside }) => html`<span ${beside ? new Markup('class="beside"') : null}
style="left:${left.toFixed(1)}%;top:${top.toFixed(1)}%" aria-hidden="true">${label}</span>`,
)}</figure>`;
}

function nameOf(label: number): Markup {
  const color = (theme: 'light' | 'dark'): string =>
    label === NOISE ? paletteOf(theme).noise : clusterColor(theme, label);
  return html`<span class="swatch light" style="background:${color('light')}"></span><span class="swatch dark"
 style="background:${color('dark')}"></span>${label === NOISE ? 'Noise' : `Cluster ${label}`}`;
}

function overview(profiles: Profile[], rows: number): Markup {
  const row = ({ label, size, effects }: Profile): Markup => {
    const best = leaders(effects.effects).slice(0, 3);
    const words = best.map((effect) => `${effect.column} ${formatScore(effect.score)}`).join(', ');
    return html`<tr><td><a href="#${anchorOf(label)}">${nameOf(label)}</a></td><td class="num">${formatCount(size)}</td>
<td class="num">${formatShare(size / rows)}</td><td>${words}</td></tr>`;
  };
  return html`<h2>Clusters</h2><table><thead><tr><th>cluster</th><th class="num">events</th><th class="num">share</th>
<th>what sets it apart</th></tr></thead><tbody>${profiles.map(row)}</tbody></table>
<p class="soft">A score is 2 AUC − 1: +1 where all events of the cluster lie above all others, 0 where nothing differs,
−1 where all lie below; with its 95 % interval. ${profiles.length} populations were looked at.</p>`;
}

function anchorOf(label: number): string {
  return label === NOISE ? 'noise' : `cluster-${label}`;
}

/** Columns that tell the same: they move together, or lack their values in the same rows. */
function companions(effect: Effect, all: Effect[]): string[] {
  if (effect.missingOf) return effect.missingOf.slice(1);
  return all.filter((other) => other.group === effect.group && other !== effect).map((other) => other.column);
}

function leaders(effects: Effect[]): Effect[] {
  return effects.filter((effect) => effect.leader);
}

function clusterSection({ label, size, effects, cuts, heldOut }: Profile, rows: number): Markup {
  const quantity = (effect: Effect): Markup => {
    const unit = effect.unit ? ` [${effect.unit}]` : '';
    const others = companions(effect, effects.effects);
    return html`<tr><td>${effect.column}${unit}${
      others.length > 0 ? html`<br><span class="soft">with ${others.join(', ')}</span>` : null
    }</td>
<td class="num">${formatScore(effect.score)}</td><td class="num">${formatScore(effect.low)} … ${formatScore(effect.high)}</td>
<td class="num">${formatNumber(effect.medianIn)}</td><td class="num">${formatNumber(effect.medianOut)}</td>
<td>${distribution(effect)}</td></tr>`;
  };
  return html`<section class="cluster" id="${anchorOf(label)}"><h2>${nameOf(label)}</h2>
<p>${formatCount(size)} events, ${formatShare(size / rows)} of all</p>
<table><thead><tr><th>quantity</th><th class="num">score</th><th class="num">95 % interval</th><th class="num">median in</th>
<th class="num">median outside</th><th>in the cluster (filled), outside (line)</th></tr></thead>
<tbody>${leaders(effects.effects).slice(0, SHOWN).map(quantity)}</tbody></table>${heldOutSection(heldOut)}${cutSection(cuts)}</section>`;
}

function provenanceSection({ files, result, plane, clustering, made }: ReportContent): Markup {
  const file = ({ name, format, bytes, sha256, rows }: FileRead): Markup =>
    html`<tr><td>${name}</td><td>${format}</td><td class="num">${formatCount(rows)}</td><td class="num">${formatCount(bytes)}</td>
<td>${digestName(bytes, name)}<br><code>${sha256}</code></td></tr>`;
  const { params } = plane;
  const embedding = `${params.method}, ${params.nNeighbors} neighbours, min_dist ${params.minDist}, ${params.metric},
 ${params.scaling} scaling, missing values: ${params.missing}, ${params.init} start, seed ${params.seed}`;
  const reach =
    clustering.minClusterSize === undefined
      ? `eps ${formatNumber(clustering.eps)}`
      : `min_cluster_size ${clustering.minClusterSize}`;
  return html`<h2>How this was made</h2>
<dl><dt>program</dt><dd>Outcrop ${packageFile.version}</dd><dt>made</dt><dd>${made.toISOString()}</dd>
<dt>embedding</dt><dd>${embedding}</dd>
<dt>clustering</dt><dd>${clustering.method}, ${reach}, min_samples ${clustering.minSamples}</dd>
<dt>time</dt><dd>${(result.timings_ms.total / 1000).toFixed(1)} s, ${result.peak_rss_mb.toFixed(0)} MB at most</dd></dl>
<table><thead><tr><th>file</th><th>format</th><th class="num">rows</th><th class="num">bytes</th><th>fingerprint</th></tr></thead>
<tbody>${files.map(file)}</tbody></table>
<h3>Features</h3>
<table><thead><tr><th>column</th><th>transform</th><th class="num">rows filled in</th></tr></thead><tbody>${plane.features.map(
    (feature) =>
      html`<tr><td>${feature.column}</td><td>${feature.transform}</td><td class="num">${formatCount(feature.imputed)}</td></tr>`,
  )}</tbody></table>
${
  result.excluded.length === 0
    ? null
    : html`<h3>Left out</h3><table><thead><tr><th>column</th><th>why</th></tr></thead><tbody>${result.excluded.map(
        ({ column, reason }) => html`<tr><td>${column}</td><td>${reason}</td></tr>`,
      )}</tbody></table>`
}`;
}
