import type { NoteParams } from '../cells/note/params.ts';
import { countBits } from '../core/table/bits.ts';
import { resolveSteps } from '../core/table/resolve.ts';
import { dataCellOf } from '../engine/frame.ts';
import type { CellDocument } from '../notebook/document.ts';
import { cellsInSteps } from '../notebook/selection-refs.ts';
import { type ExportSource, freshResult } from './export-source.ts';
import type { DrawnFigure } from './figures/draw-figures.ts';
import { inline, markdownTable, partMarkdown } from './markdown-text.ts';
import { cellParts, TOLD_IN_FULL } from './sections/cell-parts.ts';
import { paramWords, selectionsOf, stepWords } from './words.ts';

/** The notebook as Markdown for a wiki or a logbook: cells, parameters, numbers, provenance, and where its figures are. */
export function markdownPage(source: ExportSource, figures: readonly DrawnFigure[]): string {
  const { document, app, made } = source;
  const parts = [
    `# ${inline(document.title)}`,
    `Outcrop ${app}, ${made.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    ...document.cells.map((cell) => cellPart(source, cell, figures)),
    selectionsPart(source),
    provenancePart(source),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function cellPart(source: ExportSource, cell: CellDocument, figures: readonly DrawnFigure[]): string {
  // A note is the user's own Markdown; raw HTML in it is shown as text.
  if (cell.kind === 'note') {
    return (cell.params as unknown as NoteParams).text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  }
  const lines = [`## ${inline(cell.title)}`];
  const kind = source.kinds.get(cell.kind);
  const result = freshResult<unknown>(source, cell.id);
  const state = source.cells[cell.id];
  if (kind && result !== undefined) lines.push(inline(kind.summary(result, cell.params)));
  else if (!kind) lines.push(inline(`A ${cell.kind} cell, which this Outcrop does not know.`));
  else if (kind.compute)
    lines.push(inline(`No result: ${state?.error?.message ?? state?.reason ?? 'it did not run'}.`));
  const parts = cellParts(source, cell).map(partMarkdown);
  const partsFirst = TOLD_IN_FULL.has(cell.kind);
  if (partsFirst) lines.push(...parts);
  if (cell.kind === 'plot') lines.push(figureList(figures.filter((figure) => figure.cell === cell.id)));
  else if (!partsFirst)
    lines.push(
      markdownTable(
        ['parameter', 'value'],
        paramWords(cell.params).map(({ name, value }) => [name, value]),
      ),
    );
  const record = Object.hasOwn(source.records, cell.id) ? source.records[cell.id] : undefined;
  if (record && record.figures.length > 0) {
    lines.push(
      markdownTable(
        ['figure', 'value'],
        record.figures.map(({ name, value }) => [name, number(value)]),
      ),
    );
  }
  if (!partsFirst) lines.push(...parts);
  return lines.filter((line) => line !== '').join('\n\n');
}

function figureList(figures: DrawnFigure[]): string {
  return figures
    .map(({ title, summary, path, svg }) =>
      svg === null
        ? `**${inline(title)}**: ${inline(summary)}`
        : `**${inline(title)}**\n\n![${inline(summary)}](${path})`,
    )
    .join('\n\n');
}

function selectionsPart(source: ExportSource): string {
  const { document, frames } = source;
  const rows = selectionsOf(document).map(({ name, steps }) => {
    const owner = cellsInSteps(steps).flatMap((id) => document.cells.find((cell) => cell.id === id) ?? [])[0];
    const data = owner ? dataCellOf(document, owner) : Object.keys(frames)[0];
    const frame = data ? frames[data] : undefined;
    const count = frame
      ? countBits(resolveSteps(steps, frame.rows, (ref) => frame.find(ref)?.column).selected)
      : null;
    return [name, count === null ? '' : `${count} of ${frame?.rows}`, steps.map(stepWords).join('; ')];
  });
  return rows.length === 0 ? '' : `## Selections\n\n${markdownTable(['name', 'events', 'what'], rows)}`;
}

function provenancePart({ document, records }: ExportSource): string {
  const rows = document.cells.flatMap((cell) => {
    const record = Object.hasOwn(records, cell.id) ? records[cell.id] : undefined;
    if (!record) return [];
    const { app, engine, kind, version, seed, key, started, elapsed, data } = record;
    return [
      [
        cell.title,
        `${kind} ${version}`,
        `${app}, ${engine}`,
        seed === null ? '' : String(seed),
        key,
        started,
        `${(elapsed / 1000).toFixed(1)} s`,
        data ? `${data.name}, ${data.bytes} bytes, ${data.rows} rows, sha256 ${data.sha256 || 'none'}` : '',
      ],
    ];
  });
  const head = ['cell', 'kind', 'Outcrop', 'seed', 'result key', 'started', 'took', 'data'];
  return rows.length === 0 ? '' : `## Provenance\n\n${markdownTable(head, rows)}`;
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}
