import type { Clause, ColumnRef, SelectionStep } from '../core/table/clause.ts';
import type { NotebookDocument } from '../notebook/document.ts';
import type { Json, JsonObject } from '../notebook/json.ts';

/** What exports say of parameters and selections, in plain text. */

function nameOf(ref: ColumnRef): string {
  return ref.slice(ref.indexOf(':') + 1);
}

function bound(value: number | null): string {
  return value === null ? '…' : String(Number(value.toPrecision(6)));
}

export function clauseWords(clause: Clause): string {
  switch (clause.type) {
    case 'range':
      if (clause.low === null) return `${nameOf(clause.column)} <= ${bound(clause.high)}`;
      if (clause.high === null) return `${nameOf(clause.column)} >= ${bound(clause.low)}`;
      return `${bound(clause.low)} <= ${nameOf(clause.column)} <= ${bound(clause.high)}`;
    case 'box':
      return `${clauseWords(clause.x)} and ${clauseWords(clause.y)}`;
    case 'polygon': {
      const axes = `${nameOf(clause.y)} against ${nameOf(clause.x)}`;
      const corners = clause.points.slice(0, 12).map(([x, y]) => `(${bound(x)}, ${bound(y)})`);
      const rest = clause.points.length > 12 ? ` and ${clause.points.length - 12} more` : '';
      return `within a polygon of ${axes}: ${corners.join(' ')}${rest}`;
    }
    case 'labels':
      return `${nameOf(clause.column)} is ${clause.labels.slice(0, 20).join(' or ') || 'nothing'}`;
    case 'expression':
      return clause.expression;
    case 'events':
      return `${clause.count} kept events${clause.from && ` (${clause.from})`}`;
    case 'rows':
      return `${clause.rows.length} picked rows`;
  }
}

export function stepWords(step: SelectionStep): string {
  if (step.mode === 'invert') return 'all others';
  const among = step.among ? ` where ${clauseWords(step.among)}` : '';
  const words = `${clauseWords(step.clause)}${among}`;
  return { replace: words, add: `or ${words}`, subtract: `but not ${words}`, intersect: `and ${words}` }[
    step.mode
  ];
}

/** Named selections, then the current one where there is one. */
export function selectionsOf({
  selections,
  selection,
}: NotebookDocument): { name: string; steps: SelectionStep[] }[] {
  const all = selections.map(({ name, steps }) => ({ name, steps }));
  return selection.length > 0 ? [...all, { name: 'current selection', steps: selection }] : all;
}

/** Parameters, one a line, nested ones as JSON; null is said as what it stands for. */
export function paramWords(params: JsonObject): { name: string; value: string }[] {
  return Object.entries(params).map(([name, value]) => ({ name, value: valueWords(value) }));
}

const LONGEST = 2000;

function valueWords(value: Json): string {
  if (value === null) return 'by the data';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}
