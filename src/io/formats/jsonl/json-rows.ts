import { Problem } from '../../../core/problem.ts';
import type { ColumnInfo, ReadOptions } from '../../format.ts';
import { JsonColumn } from './json-column.ts';

const MOST_COLUMNS = 10_000;
const SHOWN = 40;
/** Strings of JSON, and the numbers beside them that Python writes and JSON does not know. */
const BARE_NUMBERS = /"(?:[^"\\]|\\.)*"|-Infinity|Infinity|NaN/g;
/** Strings, and numbers that may be integers beyond 2^53. */
const LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** Takes objects one by one into columns, one a key, in the order in which keys are first seen. */
export class JsonRows {
  rows = 0;
  private readonly columns = new Map<string, JsonColumn>();
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Takes the object that a line holds. Throws a Problem `bad-file` where it holds none. */
  putLine(text: string, line: number): void {
    this.putObject(this.parse(text, line), line, LONG_INTEGER.test(text) ? text : null);
    LONG_INTEGER.lastIndex = 0;
  }

  /** `text`: what the object was parsed from, where it may hold integers that a double rounds. */
  private putObject(value: unknown, line: number, text: string | null): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Problem(
        'bad-file',
        `${this.file}, line ${line}: ${JSON.stringify(value)?.slice(0, SHOWN)} is no object; expected {"column": value, ...}`,
      );
    const row = this.rows++;
    for (const [key, item] of Object.entries(value)) {
      const column = this.column(key);
      if (typeof item === 'number') {
        const digits = text !== null && Math.abs(item) > Number.MAX_SAFE_INTEGER ? digitsOf(text, key) : null;
        if (digits === null) column.putNumber(row, item);
        else column.putBig(row, digits);
      } else if (typeof item === 'string') column.putText(row, item);
      else if (typeof item === 'boolean') column.putBoolean(row, item);
      else if (item !== null) column.putNested(line);
    }
  }

  /** Columns as they seem from the rows so far. */
  infos(): ColumnInfo[] {
    return Array.from(this.columns.values(), (column) => ({
      name: column.name,
      type: column.kind === 'nested' ? 'float64' : column.finish(this.rows, []).type,
      shape: { values: 'one' },
      bytes: null,
      refusal: refusalOf(column),
    }));
  }

  /** The columns that can be read, all or those that the options name. */
  chosen({ columns }: ReadOptions, warnings: string[]): JsonColumn[] {
    const all = [...this.columns.values()];
    const unknown = columns?.find((name) => !this.columns.has(name));
    if (unknown !== undefined)
      throw new Problem(
        'bad-parameter',
        `no column ${unknown} in ${this.file}; it has ${all.map(({ name }) => name).join(', ')}`,
      );
    const wanted = columns === null ? all : all.filter(({ name }) => columns.includes(name));
    for (const column of wanted) {
      const refusal = refusalOf(column);
      if (refusal === null) continue;
      if (columns !== null)
        throw new Problem('bad-parameter', `${this.file}: column ${column.name} cannot be read: ${refusal}`);
      warnings.push(`column ${column.name} left out: ${refusal}`);
    }
    return wanted.filter((column) => column.kind !== 'nested');
  }

  private parse(text: string, line: number): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      const plain = text.replace(BARE_NUMBERS, (token) =>
        token[0] === '"' ? token : token === 'NaN' ? 'null' : token.replace('Infinity', '1e999'),
      );
      try {
        if (plain !== text) return JSON.parse(plain);
      } catch {
        // The first error is the one that tells.
      }
      const shown = JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text);
      throw new Problem(
        'bad-file',
        `${this.file}, line ${line}: ${shown} is not JSON; expected one whole object on the line`,
        { cause },
      );
    }
  }

  private column(name: string): JsonColumn {
    let column = this.columns.get(name);
    if (!column) {
      if (this.columns.size >= MOST_COLUMNS)
        throw new Problem('bad-file', `${this.file}: more than ${MOST_COLUMNS} different keys`);
      column = new JsonColumn(name);
      this.columns.set(name, column);
    }
    return column;
  }
}

function refusalOf(column: JsonColumn): string | null {
  if (column.kind !== 'nested') return null;
  return `nested values, the first on line ${column.nestedLine}; expected numbers or text`;
}

/** The digits of an integer at the top of an object, as written; null where it is not written as one. */
function digitsOf(text: string, key: string): string | null {
  let depth = 0;
  let name: string | null = null;
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === 1 && token[0] === '"' && name === null) name = JSON.parse(token) as string;
    else if (depth === 1 && token === ',') name = null;
    else if (depth === 1 && name === key && /^-?\d+$/.test(token)) return token;
  }
  return null;
}
