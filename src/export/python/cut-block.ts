import type { CutParams } from '../../cells/cut/params.ts';
import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { countBits } from '../../core/table/bits.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { type ExportSource, freshResult } from '../export-source.ts';
import { pyExpression } from './expression.ts';
import { py, pyComment } from './literal.ts';

/** The list of cuts as masks over the rows, each after those before it, and the rows that pass them all. */
export function cutBlock(source: ExportSource, cell: CellDocument): string {
  const { cuts } = cell.params as unknown as CutParams;
  const { data } = cell.inputs;
  if (data === undefined) return '# It reads no data.';
  const flow = freshResult<CutFlow>(source, cell.id);
  const id = py(cell.id);
  const table = `readable[${py(data)}]`;
  const lines = [`passing[${id}] = np.ones(len(${table}), bool)`];
  for (const [i, { name, sense, expression, on }] of cuts.entries()) {
    const called = name.trim() || `cut ${i + 1}`;
    const step = flow?.steps.find((one) => one.id === cuts[i].id);
    lines.push(pyComment(`${called}: ${sense} where ${expression}`));
    if (!on || !step?.samples) {
      lines.push(
        pyComment(
          on ? `not applied: ${step?.problem ?? 'it is empty, or has no result'}` : 'off: not applied',
        ),
      );
      continue;
    }
    const { text } = pyExpression(parseExpression(expression), (column) => isText(source, cell, column));
    lines.push(
      `holds = holds_in(lambda t: ${text}, ${table})`,
      `passing[${id}] &= ${sense === 'keep' ? 'holds' : '~holds'}`,
      `print(${py(`after ${called}:`)}, passing[${id}].sum(), "events")`,
    );
  }
  lines.push(`tables[${id}] = pd.DataFrame({"cuts": np.where(passing[${id}], "kept", "removed")})`);
  lines.push(`print(passing[${id}].sum(), "of", len(passing[${id}]), "events pass")`);
  if (flow)
    lines.push(
      `assert passing[${id}].sum() == ${countBits(flow.passing)}, "another number of events than in Outcrop"`,
    );
  return lines.join('\n');
}

function isText(source: ExportSource, cell: CellDocument, name: string): boolean {
  return Object.values(source.frames).some((frame) =>
    frame.columns.some(
      ({ column }) => column.name === name && column.type === 'text' && cell.inputs.data !== undefined,
    ),
  );
}

/** The mask of the cuts that a cell heeds, as Python; null where it heeds none. */
export function passingOf(...cells: (CellDocument | undefined)[]): string | null {
  const masks = cells.flatMap((cell) =>
    cell?.inputs.cuts === undefined ? [] : [`passing[${py(cell.inputs.cuts)}]`],
  );
  return masks.length === 0 ? null : masks.join(' & ');
}
