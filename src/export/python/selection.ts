import { parseExpression } from '../../core/expression/parse.ts';
import type { Clause, ColumnRef, SelectionStep } from '../../core/table/clause.ts';
import type { ExportSource } from '../export-source.ts';
import { pyExpression } from './expression.ts';
import { py } from './literal.ts';

/** Python lines that leave the rows of a selection in `name`, a boolean array over the rows of `total`. */
export function selectionLines(
  source: ExportSource,
  steps: readonly SelectionStep[],
  name: string,
  total: string,
): string[] {
  const lines = [`${name} = np.zeros(${total}, bool)`];
  for (const step of steps) {
    if (step.mode === 'invert') {
      lines.push(`${name} = ~${name}`);
      continue;
    }
    const own = clauseMask(source, step.clause, total);
    const mask = step.among ? `${own} & ${clauseMask(source, step.among, total)}` : own;
    if (step.mode === 'replace') lines.push(`${name} = ${mask}`);
    else if (step.mode === 'add') lines.push(`${name} = ${name} | (${mask})`);
    else if (step.mode === 'subtract') lines.push(`${name} = ${name} & ~(${mask})`);
    else lines.push(`${name} = ${name} & (${mask})`);
  }
  return lines;
}

function clauseMask(source: ExportSource, clause: Clause, total: string): string {
  switch (clause.type) {
    case 'range':
      return `in_range(${py(clause.column)}, ${py(clause.low)}, ${py(clause.high)})`;
    case 'box':
      return `${clauseMask(source, clause.x, total)} & ${clauseMask(source, clause.y, total)}`;
    case 'polygon': {
      const { x, y, xScale, yScale, points } = clause;
      return `in_polygon(${py(x)}, ${py(y)}, ${py(xScale === 'log')}, ${py(yScale === 'log')}, ${py(points)})`;
    }
    case 'labels':
      return `column(${py(clause.column)}).isin(${py(labelValues(source, clause.column, clause.labels))}).to_numpy()`;
    case 'expression': {
      const { text } = pyExpression(parseExpression(clause.expression), (name) =>
        isText(source, clause.cells, name),
      );
      return `selected_by(lambda t: ${text}, ${py(clause.cells)})`;
    }
    case 'events':
      return `events_of(${py(clause.events)}, ${py(clause.rows)}, ${total})`;
    case 'rows':
      return `rows_of(${py(clause.rows)}, ${total})`;
  }
}

function isText(source: ExportSource, cells: readonly string[], name: string): boolean {
  return Object.values(source.frames).some((frame) =>
    cells.some((cell) => frame.find(`${cell}:${name}`)?.column.type === 'text'),
  );
}

/** Labels of a text column are codes in Outcrop, words in pandas. */
function labelValues(source: ExportSource, ref: ColumnRef, labels: number[]): (string | number)[] {
  for (const frame of Object.values(source.frames)) {
    const column = frame.find(ref)?.column;
    if (column?.type === 'text') return labels.flatMap((code) => column.levels[code] ?? []);
  }
  return labels;
}
