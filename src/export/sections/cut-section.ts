import type { CutParams } from '../../cells/cut/params.ts';
import type { DataResult } from '../../cells/data/compute.ts';
import type { Share } from '../../core/cut/cut.ts';
import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { Problem } from '../../core/problem.ts';
import { dataCellOf } from '../../engine/frame.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { CUT_TARGET_NAMES, type CutTarget, exportCuts } from '../cuts/export-cuts.ts';
import { notebookColumns } from '../cuts/notebook-columns.ts';
import { type ExportSource, freshResult } from '../export-source.ts';
import { formatCount, formatShare } from '../report/format-number.ts';
import { type SectionPart, table, text } from './section.ts';

/** Languages that a reader is likely to paste from a page; the app has the others. */
const TARGETS: readonly CutTarget[] = ['pandas', 'root', 'straxen'];
const LONGEST = 4000;

/** The list of cuts, what they leave of which sample with intervals, and the cuts for other programs. */
export function cutSection(source: ExportSource, cell: CellDocument): SectionPart[] {
  const { cuts, samples } = cell.params as unknown as CutParams;
  if (cuts.length === 0) return [text('No cut yet.')];
  const flow = freshResult<CutFlow>(source, cell.id);
  const nameOf = (index: number): string => cuts[index].name.trim() || `cut ${index + 1}`;
  const parts: SectionPart[] = [
    table(
      ['cut', 'does', 'where', 'applied', 'tuned on'],
      [],
      cuts.map(({ sense, expression, on, tuned }, i) => [
        ...[nameOf(i), sense, expression, on ? 'yes' : 'no'],
        tuned === null
          ? 'by hand'
          : `half of ${tuned.target.name}${tuned.expression === expression ? '' : ', then changed by hand'}`,
      ]),
    ),
  ];
  if (flow) parts.push(...flowParts(flow, nameOf, samples));
  if (cuts.some(({ on }) => on)) parts.push(...otherPrograms(source, cell, cuts));
  return parts;
}

function flowParts(
  { steps, samples, heldOut, rows }: CutFlow,
  nameOf: (index: number) => string,
  roles: CutParams['samples'],
): SectionPart[] {
  const applied = steps.flatMap((step, i) =>
    step.samples ? [{ name: nameOf(i), samples: step.samples }] : [],
  );
  const failed = steps.flatMap(({ problem }, i) =>
    problem === null ? [] : [text(`${nameOf(i)} is not applied: ${problem}.`, 'warn')],
  );
  if (applied.length === 0) return failed;
  const of =
    heldOut === null
      ? `all ${formatCount(rows)} events`
      : `the ${formatCount(heldOut)} events that no proposed cut was tuned on`;
  return [
    ...failed,
    text(`Cut flow: shares of ${of}, with 95 % Clopper-Pearson intervals.`, 'soft'),
    table(
      ['after', 'of', 'left', 'kept so far', 'this cut alone'],
      ['left', 'kept so far', 'this cut alone'],
      applied.flatMap(({ name, samples: passing }) =>
        passing.map(({ alone, cumulative }, s) => [
          name,
          s === 0 ? samples[s] : `${samples[s]} (${roles[s - 1]?.role ?? 'sample'})`,
          `${formatCount(cumulative.count)} of ${formatCount(cumulative.of)}`,
          shareWords(cumulative),
          shareWords(alone),
        ]),
      ),
    ),
  ];
}

/** `98.2 % (94.8 to 99.6 %)` */
export function shareWords({ value, low, high, of }: Share): string {
  if (of === 0) return '–';
  return `${formatShare(value)} (${formatShare(low).replace(' %', '')} to ${formatShare(high)})`;
}

function otherPrograms(source: ExportSource, cell: CellDocument, cuts: CutParams['cuts']): SectionPart[] {
  const data = dataCellOf(source.document, cell);
  const frame = data === null ? undefined : source.frames[data];
  const result = frame && freshResult<DataResult>(source, frame.dataCell);
  if (!frame || !result) return [];
  const columns = notebookColumns(source.document, frame, result, (id) => freshResult(source, id));
  return TARGETS.map((target): SectionPart => {
    const { name, about } = CUT_TARGET_NAMES[target];
    try {
      const on = cuts
        .filter((cut) => cut.on && cut.expression.trim() !== '')
        .map((cut) => ({ name: cut.name, sense: cut.sense, expression: parseExpression(cut.expression) }));
      const written = exportCuts(on, columns, target);
      if (written.length > LONGEST)
        return text(`${name}: ${written.length} characters; the app writes it to a file.`);
      return { type: 'code', title: `${name}, ${about}`, text: written.trimEnd() };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return text(`${name}: ${error.message}.`, 'soft');
    }
  });
}
