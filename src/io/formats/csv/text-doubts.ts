import { Problem } from '../../../core/problem.ts';
import type { Column } from '../../../core/table/column.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** 1,234 or 1 234 567.5 or 1'234 */
const GROUPED = /^[+-]?\d{1,3}([ ,.'’\u00a0\u202f]\d{3})+([.,]\d+)?$/;
const LOOKED_AT = 50;

/**
 * Texts that may have been meant as numbers. Throws a Problem `bad-file` where a single column is a table with blanks between
 * its columns (`inFile` is their number in the file); gives a warning for each column of numbers with separated thousands, which could also be decimals.
 */
export function textDoubts(columns: readonly Column[], inFile: number, name: string): string[] {
  const [only] = columns;
  if (inFile === 1 && only?.type === 'text') {
    const titles = fieldsOf(only.name).length;
    const rows = only.levels.slice(0, LOOKED_AT).map(fieldsOf);
    const alike = rows.every(
      (fields) => fields.length === titles && fields.some((field) => NUMBER.test(field)),
    );
    if (titles > 1 && rows.length > 0 && alike) {
      throw new Problem(
        'bad-file',
        `${name}: ${titles} columns with blanks between them; expected a comma, semicolon, tab or | between columns (sed -E 's/^ +//; s/ +/,/g' puts commas)`,
      );
    }
  }
  return columns.flatMap((column) => {
    if (column.type !== 'text' || column.levels.length === 0) return [];
    const grouped = column.levels
      .slice(0, LOOKED_AT)
      .every((text) => GROUPED.test(text) || NUMBER.test(text));
    const example = column.levels.find((text) => GROUPED.test(text));
    if (!grouped || example === undefined) return [];
    return [`column ${column.name}: read as text, since thousands are separated in it, such as ${example}`];
  });
}

const fieldsOf = (text: string): string[] => text.trim().split(/\s+/);
