import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PYTHON, pythonHas } from '../../../tools/python.mjs';
import { unwatched } from '../../core/progress.ts';
import { createRng } from '../../core/random/rng.ts';
import { isMissing } from '../../core/table/column.ts';
import { readAnything } from '../../io/format.ts';
import { readCsv } from '../../io/formats/csv/read.ts';
import { py } from './literal.ts';
import { IMPORTS, READING } from './prelude.ts';

const { uniform } = createRng(5);
const lines = (delimiter: string, head: string[], row: (i: number) => (string | number)[]): string =>
  [head, ...Array.from({ length: 60 }, (_, i) => row(i).map(String))]
    .filter((cells) => cells.length > 0)
    .map((cells) => `${cells.join(delimiter)}\n`)
    .join('');
const comma = (): string => (10 * uniform()).toFixed(3).replace('.', ',');

const FILES: Record<string, string> = {
  plain: lines(',', ['event', 'a b'], (i) => [i, (100 * uniform()) ** 9]),
  'no header': lines(',', [], (i) => [i, uniform(), -i]),
  'decimal commas': lines(';', ['event', 'a,b', 'c'], (i) => [i, comma(), i % 7 ? comma() : '']),
  'decimal commas, no header': lines(';', [], () => [comma(), comma(), '-0,5e3']),
  'comments on top': `# by hand\n\n# second, line\n${lines(',', ['event', 'a'], (i) => [i, uniform()])}`,
  'names in a comment': `# a, b, c\n${lines(',', [], (i) => [i, uniform(), 3])}`,
  'blank lines and a last delimiter': `\n\n${lines(';', ['a', 'b', ''], () => [comma(), '0,5', ''])}`,
  'quotes and odd numbers': `\ufeff${lines(',', [' a ', '"x, ""y"""', 'a', 't'], (i) => [
    ...['inf', '+5', ' .5', '5.', '-', 'NaN', '1e-7'].slice(i % 7, (i % 7) + 1),
    ...['7', '', i % 2 ? '"two\nlines, x"' : 'z'],
  ])}`,
  tabs: lines('\t', ['event', 'a,b;c'], (i) => [i, uniform()]),
};

test.skipIf(!pythonHas('pandas', 'sklearn'))(
  'the exported script reads text files of every form as Outcrop does, to the bit',
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'outcrop-reading-'));
    const asked: string[] = [];
    const ours: Record<string, (string | null)[]>[] = [];
    for (const [name, text] of Object.entries(FILES)) {
      const { table } = await readCsv(new Blob([text]), 'run.csv', readAnything, unwatched);
      const path = join(place, `${name}.csv`);
      writeFileSync(path, text);
      const names = table.columns.map((column) => column.name);
      asked.push(`read_table(${py(path)}, ${py(names)}, header=None, delimiter=None)`);
      const columns = table.columns.map((column): [string, (string | null)[]] => {
        const values = Array.from({ length: table.rows }, (_, row) => {
          if (isMissing(column, row)) return null;
          return column.type === 'text' ? column.levels[column.codes[row]] : String(column.values[row]);
        });
        return [column.name, values];
      });
      ours.push(Object.fromEntries(columns));
    }
    const script = [
      `import json\n${IMPORTS}\n${READING}`,
      'said = lambda v: None if pd.isna(v) else v if isinstance(v, str) else repr(float(v))',
      `print(json.dumps([{n: [said(v) for v in t[n]] for n in t.columns} for t in [${asked.join(', ')}]]))`,
    ].join('\n');
    const run = spawnSync(PYTHON, ['-W', 'ignore', '-'], { input: script, encoding: 'utf8' });
    rmSync(place, { recursive: true });
    expect(run.stderr).toBe('');
    const number = (value: string | null): string | null =>
      value !== null && /^-?(\d|inf)/i.test(value) ? String(Number(value.replace('inf', 'Infinity'))) : value;
    const theirs = (JSON.parse(run.stdout) as typeof ours).map((table) =>
      Object.fromEntries(Object.entries(table).map(([name, values]) => [name, values.map(number)])),
    );
    Object.keys(FILES).forEach((name, i) => {
      expect(theirs[i], name).toEqual(ours[i]);
    });
  },
);
