import { code, sha256 } from 'virtual:report-viewer';
import { plotsOf } from '../cells/plot/plots-of.ts';
import { countBits } from '../core/table/bits.ts';
import { resolveSteps } from '../core/table/resolve.ts';
import { dataCellOf } from '../engine/frame.ts';
import { nextTask } from '../engine/next-task.ts';
import { cellsInSteps } from '../notebook/selection-refs.ts';
import { type DrawPlot, drawHere } from './draw-plot.ts';
import { type ExportSource, rowsDrawn } from './export-source.ts';
import { cellSection } from './report/cell-section.ts';
import { buildSet, type SetBuilder } from './report/event-set.ts';
import { formatCount } from './report/format-number.ts';
import { html, Markup } from './report/markup.ts';
import { REPORT_STYLE } from './report/report-style.ts';
import type { ReportContent } from './viewer/report-data.ts';
import { selectionsOf, stepWords } from './words.ts';

/**
 * The notebook as one HTML file that opens from disk: cells, figures to zoom and point at, selections, provenance. Its
 * own policy lets nothing be fetched and no script run but the one whose hash it names.
 */
export async function reportPage(source: ExportSource, draw: DrawPlot = drawHere): Promise<string> {
  const { document, frames, app, made } = source;
  const sets: { dataCell: string; builder: SetBuilder }[] = [];
  const setOf = (dataCell: string): { builder: SetBuilder; index: number } | null => {
    const frame = frames[dataCell];
    if (!frame) return null;
    let index = sets.findIndex((set) => set.dataCell === dataCell);
    if (index < 0) index = sets.push({ dataCell, builder: buildSet(document, frame) }) - 1;
    return { builder: sets[index].builder, index };
  };
  for (const cell of document.cells) {
    const data = cell.kind === 'plot' ? dataCellOf(document, cell) : null;
    const set = data === null ? null : setOf(data);
    if (data === null || set === null) continue;
    const within = rowsDrawn(source, cell);
    for (const plot of plotsOf(cell, source, frames[data]))
      await set.builder.prepare(cell, plot, within, draw);
  }
  // A part a task, so that a page goes on between.
  const sections: Markup[] = [];
  for (const cell of document.cells) {
    await nextTask();
    sections.push(cellSection(source, cell, setOf));
  }
  const content: ReportContent = { sets: [] };
  for (const { builder } of sets) {
    await nextTask();
    content.sets.push(builder.finish());
  }
  await nextTask();
  const data = new Markup(scriptSafe(JSON.stringify(content)));
  await nextTask();
  const policy = `default-src 'none'; script-src 'sha256-${sha256}'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
  const drawn = content.sets.map(({ drawn, rows }) =>
    drawn === rows
      ? `All ${formatCount(rows)} events are drawn.`
      : `${formatCount(drawn)} of ${formatCount(rows)} events are drawn, small clusters whole; counts and histograms are of all.`,
  );
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Outcrop ${app}">
<title>${document.title}</title><style>${new Markup(REPORT_STYLE)}</style></head><body><main>
<h1>${document.title}</h1>
<p class="soft">Outcrop ${app}, ${made.toISOString().slice(0, 16).replace('T', ' ')} UTC. ${drawn.join(' ')}
${
  drawn.length === 0
    ? null
    : 'Drag to move a figure, click it and turn the wheel to zoom, Shift and drag to select, double-click to go back.'
}</p>
${sections}
${selectionsSection(source)}
${provenanceSection(source)}
</main><script type="application/json" id="report-data">${data}</script>
<script>${new Markup(code)}</script></body></html>
`;
  return page.text;
}

/** JSON that cannot end its script element or begin a comment in it. */
function scriptSafe(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function selectionsSection({ document, frames }: ExportSource): Markup | null {
  const all = selectionsOf(document);
  if (all.length === 0) return null;
  const row = ({ name, steps }: (typeof all)[number]): Markup => {
    const owner = cellsInSteps(steps).flatMap((id) => document.cells.find((cell) => cell.id === id) ?? [])[0];
    const data = owner ? dataCellOf(document, owner) : Object.keys(frames)[0];
    const frame = data ? frames[data] : undefined;
    const count = frame
      ? countBits(resolveSteps(steps, frame.rows, (ref) => frame.find(ref)?.column).selected)
      : null;
    return html`<tr><td>${name}</td><td class="num">${count === null ? '–' : formatCount(count)}</td>
<td><code>${steps.map(stepWords).join('; ')}</code></td></tr>`;
  };
  return html`<h2>Selections and cuts</h2><table><thead><tr><th>name</th><th class="num">events</th><th>what</th></tr></thead>
<tbody>${all.map(row)}</tbody></table>`;
}

function provenanceSection({ document, records }: ExportSource): Markup | null {
  const rows = document.cells.flatMap((cell) => {
    const record = Object.hasOwn(records, cell.id) ? records[cell.id] : undefined;
    if (!record) return [];
    const { data } = record;
    return [
      html`<tr><td>${cell.title}</td><td>${record.kind} ${record.version}</td><td>${record.app}, ${record.engine}</td><td class="num">${record.seed}</td>
<td><code>${record.key}</code></td><td>${record.reads.map(({ cell: read }) => read).join(', ')}</td>
<td>${record.started.replace('T', ' ').slice(0, 19)}</td><td class="num">${(record.elapsed / 1000).toFixed(1)} s</td></tr>
${
  data &&
  html`<tr><td></td><td colspan="7">${data.name}: ${formatCount(data.rows)} rows, ${formatCount(data.bytes)} bytes, ${data.format},
 sha256 <code>${data.sha256 || 'none'}</code></td></tr>`
}`,
    ];
  });
  if (rows.length === 0) return null;
  return html`<h2>Provenance</h2><div class="scroll"><table><thead><tr><th>cell</th><th>kind</th><th>Outcrop</th><th class="num">seed</th>
<th>result key</th><th>reads</th><th>started (UTC)</th><th class="num">took</th></tr></thead><tbody>${rows}</tbody></table></div>
<p class="soft">A result key hashes the kind of cell, its version and parameters, and the keys of all that it read: equal keys, equal questions.</p>`;
}
