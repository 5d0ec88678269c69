import { ledgerOf } from '../../cells/flag/flag-ledger.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { flagsOf } from '../../core/flag/ledger.ts';
import { Problem } from '../../core/problem.ts';
import { dataCellOf } from '../../engine/frame.ts';
import type { CellDocument } from '../../notebook/document.ts';
import type { ExportSource } from '../export-source.ts';
import { ruleWords } from '../sections/flag-section.ts';
import { pyExpression } from './expression.ts';
import { py, pyComment } from './literal.ts';
import { selectionLines } from './selection.ts';

const FIELDS = ['severity', 'name', 'category', 'author', 'time', 'note'] as const;

/** The flags that stand as a table, and the events of those that have a rule as masks, beside the number Outcrop has. */
export function flagBlock(source: ExportSource, cell: CellDocument): string {
  const flags = flagsOf(ledgerOf(cell)).filter(({ state }) => state !== 'withdrawn');
  const records = flags.flatMap(({ heads }) => heads);
  if (records.length === 0) return '# No flag stands.';
  const id = py(cell.id);
  const lines = [
    `flags[${id}] = pd.DataFrame([`,
    ...records.map((record) => {
      const fields = Object.fromEntries(FIELDS.map((field) => [field, record[field]]));
      return `    ${py({ ...fields, events: record.count, data: record.data.name, rule: ruleWords(record.rule), id: record.id })},`;
    }),
    '])',
    `print(flags[${id}][["severity", "name", "category", "events"]])`,
  ];
  const data = dataCellOf(source.document, cell);
  if (data === null) return lines.join('\n');
  for (const { name, rule, count } of records) {
    if (rule === null) continue;
    try {
      const mask =
        rule.type === 'selection'
          ? selectionLines(source, rule.steps, 'mask', `len(tables[${py(data)}])`)
          : [`mask = holds_in(lambda t: ${expressionOf(rule.text, source)}, readable[${py(data)}])`];
      lines.push(pyComment(`${name}: ${ruleWords(rule)}`), ...mask);
      lines.push(`print(${py(name)}, mask.sum(), "events by its rule, ${count} in the ledger")`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      lines.push(pyComment(`${name} has a rule that is no Python: ${error.message}`));
    }
  }
  return lines.join('\n');
}

function expressionOf(text: string, source: ExportSource): string {
  const isText = (name: string): boolean =>
    Object.values(source.frames).some((frame) =>
      frame.columns.some(({ column }) => column.name === name && column.type === 'text'),
    );
  return pyExpression(parseExpression(text), isText).text;
}
