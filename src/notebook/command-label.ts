import type { SelectionStep } from '../core/table/clause.ts';
import type { Command } from './commands.ts';
import { findCell, type NotebookDocument } from './document.ts';

/** What the command does in a few words, as in "Undo lasso in s2_area vs s1_area". `document` is the one before it. */
export function commandLabel(command: Command, document: NotebookDocument): string {
  const cell = (id: string): string => findCell(document, id)?.title || id;
  const selection = (id: string): string => document.selections.find((s) => s.id === id)?.name ?? id;
  switch (command.type) {
    case 'addCell':
      return `add ${command.cell.title || command.cell.kind}`;
    case 'removeCell':
      return `delete ${cell(command.id)}`;
    case 'moveCell':
      return `move ${cell(command.id)}`;
    case 'duplicateCell':
      return `duplicate ${cell(command.id)}`;
    case 'renameCell':
      return `rename ${cell(command.id)}`;
    case 'setParams':
      return `change ${Object.keys(command.params).join(', ')} of ${cell(command.id)}`;
    case 'setView':
      return `change the view of ${cell(command.id)}`;
    case 'setInput':
      return `change ${command.input} of ${cell(command.id)}`;
    case 'setCollapsed':
      return `${command.collapsed ? 'collapse' : 'expand'} ${cell(command.id)}`;
    case 'convertCell':
      return `convert ${cell(command.id)} to ${command.kind}`;
    case 'setTitle':
      return 'rename the notebook';
    case 'recordResults':
      return 'record the results';
    case 'pin':
      return 'pin a plot';
    case 'unpin':
      return 'unpin a plot';
    case 'applySelection':
      return stepLabel(command.step);
    case 'setSelectionSteps':
      return 'change the selection';
    case 'keepEvents':
      return 'keep the events of selections';
    case 'clearSelection':
      return 'clear the selection';
    case 'nameSelection':
      return `name the selection ${command.name}`;
    case 'renameSelection':
      return `change the selection ${selection(command.id)}`;
    case 'removeSelection':
      return `remove the selection ${selection(command.id)}`;
  }
}

function stepLabel(step: SelectionStep): string {
  if (step.mode === 'invert') return 'invert the selection';
  const { clause } = step;
  switch (clause.type) {
    case 'polygon':
      return `lasso in ${nameOf(clause.y)} vs ${nameOf(clause.x)}`;
    case 'box':
      return `box in ${nameOf(clause.y.column)} vs ${nameOf(clause.x.column)}`;
    case 'range':
      return `range of ${nameOf(clause.column)}`;
    case 'labels':
      return `select by ${nameOf(clause.column)}`;
    case 'expression':
      return `select ${clause.expression.length > 40 ? `${clause.expression.slice(0, 39)}…` : clause.expression}`;
    case 'events':
      return `select ${clause.from || `${clause.count} events`}`;
    case 'rows':
      return `select ${clause.rows.length === 1 ? 'one event' : `${clause.rows.length} events`}`;
  }
}

function nameOf(column: string): string {
  return column.slice(column.indexOf(':') + 1);
}
