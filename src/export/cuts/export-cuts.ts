import { columnsRead, type Expression } from '../../core/expression/expression.ts';
import { printExpression } from '../../core/expression/print.ts';
import { pyComment } from '../python/literal.ts';
import type { CutColumn, CutColumns } from './cut-columns.ts';
import { numpyDialect, pandasDialect, rootDialect, straxenDialect } from './dialects.ts';
import { lowerCut } from './lower-cut.ts';
import { type Dialect, printTest } from './print-test.ts';
import { cutPolygon, graphicalCut } from './tcutg.ts';
import { all, not, type Test } from './test-tree.ts';

/** One cut of a list that is on. */
export interface CutToExport {
  name: string;
  expression: Expression;
  /** What becomes of the rows where it holds. Of a missing value `keep` lets none pass, `remove` lets all. */
  sense: 'keep' | 'remove';
}

export const CUT_TARGETS = ['pandas', 'numpy', 'root', 'tcutg', 'straxen', 'json'] as const;
export type CutTarget = (typeof CUT_TARGETS)[number];

/** What a target is called, and the ending of a file in it. */
export const CUT_TARGET_NAMES: Record<CutTarget, { name: string; ending: string; about: string }> = {
  pandas: { name: 'pandas query', ending: 'txt', about: 'for table.query("...")' },
  numpy: { name: 'numpy mask', ending: 'py', about: 'of a DataFrame or record array t' },
  root: { name: 'ROOT selection', ending: 'txt', about: 'for tree->Draw("...", "selection")' },
  tcutg: { name: 'ROOT TCutG', ending: 'C', about: 'a macro: the polygon of a cut in two quantities' },
  straxen: { name: 'straxen selection', ending: 'txt', about: 'for st.get_df(..., selection="...")' },
  json: { name: 'JSON', ending: 'json', about: 'the expressions and their trees' },
};

/**
 * The rows that pass all cuts, in another language: exactly those that Outcrop lets pass, but for what the last digit of a
 * logarithm or a sine may do. Throws a Problem that says why where the target cannot say it.
 */
export function exportCuts(cuts: readonly CutToExport[], columns: CutColumns, target: CutTarget): string {
  if (target === 'json') return jsonOf(cuts, columns);
  const test = passing(cuts, columns);
  switch (target) {
    case 'pandas':
      return printTest(test, pandasDialect(columns));
    case 'straxen':
      return printTest(test, straxenDialect(columns));
    case 'root':
      return printTest(test, rootDialect());
    case 'tcutg':
      return graphicalCut(cutPolygon(test, columns), cuts.map(({ name }) => name).join(' '));
    case 'numpy': {
      const { dialect, arrays } = numpyDialect(columns);
      return numpyText(cuts, test, dialect, arrays);
    }
  }
}

function passing(cuts: readonly CutToExport[], columns: CutColumns): Test {
  return all(
    ...cuts.map(({ expression, sense }) => {
      const test = lowerCut(expression, columns);
      return sense === 'keep' ? test : not(test);
    }),
  );
}

function numpyText(cuts: readonly CutToExport[], test: Test, dialect: Dialect, arrays: string[]): string {
  const mask = printTest(test, dialect);
  return [
    ...cuts.map(({ name, expression, sense }) =>
      pyComment(`${sense} ${name}: ${printExpression(expression)}`),
    ),
    'import numpy as np',
    ...(mask.includes('pd.') ? ['import pandas as pd'] : []),
    '',
    ...arrays,
    'with np.errstate(all="ignore"):',
    `    mask = ${mask}`,
    '',
  ].join('\n');
}

function jsonOf(cuts: readonly CutToExport[], columns: CutColumns): string {
  const read = readBy(cuts, columns);
  const made = read.flatMap(([name, { made: by }]) => (by ? [[name, printExpression(by)]] : []));
  const sentinels = read.flatMap(([name, { sentinels: values }]) =>
    values.length > 0 ? [[name, values]] : [],
  );
  const content = {
    format: 'outcrop-cuts',
    version: 1,
    meaning:
      'an event passes where every cut of sense keep holds and none of sense remove does; a missing operand makes a result missing, and a missing result does not hold',
    cuts: cuts.map(({ name, sense, expression }) => ({
      ...{ name, sense, expression: printExpression(expression) },
      tree: withoutPlaces(expression),
    })),
    derived: Object.fromEntries(made),
    missing_values: Object.fromEntries(sentinels),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The columns that cuts read, and those that these are made of. */
function readBy(cuts: readonly CutToExport[], columns: CutColumns): [string, CutColumn][] {
  const found = new Map<string, CutColumn>();
  const visit = (expression: Expression): void => {
    for (const name of columnsRead(expression)) {
      const column = columns.get(name);
      if (!column || found.has(name)) continue;
      found.set(name, column);
      if (column.made) visit(column.made);
    }
  };
  for (const { expression } of cuts) visit(expression);
  return [...found];
}

/** The tree without the places in the text it was parsed from. */
function withoutPlaces(expression: Expression): unknown {
  return JSON.parse(JSON.stringify(expression, (key, value) => (key === 'at' ? undefined : value)));
}
