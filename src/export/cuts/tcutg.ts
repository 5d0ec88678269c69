import { Problem } from '../../core/problem.ts';
import type { PolygonClause } from '../../core/table/clause.ts';
import type { CutColumns } from './cut-columns.ts';
import { rootDialect } from './dialects.ts';
import type { Test, Value } from './test-tree.ts';

/** A polygon on two axes, in the values that are drawn: log10 of the column where `log` says so. */
export interface CutPolygon {
  x: CutPolygonAxis;
  y: CutPolygonAxis;
  points: [number, number][];
  /** Why it holds for other data only within bounds; null where it has no such side. */
  bounded: string | null;
}

export interface CutPolygonAxis {
  column: string;
  log: boolean;
}

/** A lasso as ROOT has it. Refuses one that crosses itself, where ROOT leaves holes and Outcrop does not. */
export function clausePolygon({ x, y, xScale, yScale, points }: PolygonClause): CutPolygon {
  const axis = (ref: string, scale: string): CutPolygonAxis => ({
    column: ref.slice(ref.indexOf(':') + 1),
    log: scale === 'log',
  });
  const drawn = points.map(([a, b]): [number, number] => [
    xScale === 'log' ? Math.log10(a) : a,
    yScale === 'log' ? Math.log10(b) : b,
  ]);
  if (drawn.flat().some((value) => !Number.isFinite(value))) {
    throw new Problem(
      'bad-parameter',
      'a corner of the polygon is <= 0 on a log axis; expected one that holds events',
    );
  }
  if (crossesItself(drawn)) {
    throw new Problem(
      'bad-parameter',
      'the lasso crosses itself, which ROOT reads differently; expected a simple polygon',
    );
  }
  return { x: axis(x, xScale), y: axis(y, yScale), points: drawn, bounded: null };
}

function crossesItself(points: readonly (readonly [number, number])[]): boolean {
  const n = points.length;
  const side = (a: number, b: number, c: number): number =>
    Math.sign(
      (points[b][0] - points[a][0]) * (points[c][1] - points[a][1]) -
        (points[b][1] - points[a][1]) * (points[c][0] - points[a][0]),
    );
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      const [a, b, c, d] = [i, (i + 1) % n, j, (j + 1) % n];
      if (d === a) continue;
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  }
  return false;
}

/** A macro that makes the cut. A name that ROOT knows a TCutG by is a C++ identifier. */
export function graphicalCut(polygon: CutPolygon, name: string): string {
  const root = rootDialect();
  const variable = ({ column, log }: CutPolygonAxis): string => {
    const leaf = root.column(column, true);
    return log ? `log10(${leaf})` : leaf;
  };
  const id = name
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=\d)|^$/, 'cut_')
    .slice(0, 60);
  const [first] = polygon.points;
  const points = [...polygon.points, first];
  return [
    `// ${id}: use it as tree->Draw("...", "${id}") after .x of this file.`,
    '// Events exactly on an edge may fall on either side.',
    ...(polygon.bounded === null ? [] : [`// ${polygon.bounded}`]),
    `TCutG* ${id}_cut() {`,
    `  auto* cut = new TCutG("${id}", ${points.length});`,
    `  cut->SetVarX("${variable(polygon.x)}");`,
    `  cut->SetVarY("${variable(polygon.y)}");`,
    ...points.map(([x, y], i) => `  cut->SetPoint(${i}, ${x}, ${y});`),
    '  return cut;',
    '}',
    '',
  ].join('\n');
}

/** a x + b y + c > 0 */
interface HalfPlane {
  a: number;
  b: number;
  c: number;
}

/**
 * The convex polygon of a cut that is a conjunction of straight lines in two quantities or their logarithms; open sides are
 * closed beyond the range of the data. Throws a Problem for any other cut.
 */
export function cutPolygon(test: Test, columns: CutColumns): CutPolygon {
  const parts = test.type === 'all' ? test.of : [test];
  const apart = parts.flatMap(valueApart);
  const logs = new Set(parts.flatMap((part) => (part.type === 'compare' ? logsIn(part) : [])));
  const lines = parts.filter((part) => valueApart(part).length === 0 && !isGuard(part, logs)).flatMap(lineOf);
  const axes = [...new Set(lines.flatMap(({ terms }) => [...terms.keys()]))];
  if (axes.length !== 2) {
    throw noPolygon(
      `it looks at ${axes.length === 1 ? 'one quantity' : `${axes.length} quantities or transforms`}`,
    );
  }
  const [x, y] = axes.map(axisNamed);
  const planes = lines.map(
    ({ terms, constant }): HalfPlane => ({
      a: terms.get(axes[0]) ?? 0,
      b: terms.get(axes[1]) ?? 0,
      c: constant,
    }),
  );
  const [[x0, x1], [y0, y1]] = [drawnRange(x, columns), drawnRange(y, columns)];
  let points: [number, number][] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ]; // prettier-ignore
  for (const plane of planes) points = clipped(points, plane);
  if (points.length < 3) throw noPolygon('it holds no area within the range of the data');
  for (const { column, value } of apart) {
    const place = [x, y].findIndex((axis) => axis.column === column && !axis.log);
    const along = points.map((point) => point[place]);
    if (place >= 0 && value >= Math.min(...along) && value <= Math.max(...along)) {
      throw noPolygon(`${value} stands for "missing" in ${column} and lies within it`);
    }
  }
  const open = points.some(([px, py]) => px === x0 || px === x1 || py === y0 || py === y1);
  return {
    ...{ x, y, points },
    bounded: open ? 'Its open sides end beyond the range of the data it was made on.' : null,
  };
}

/** A test for a value that stands for "missing". */
function valueApart(test: Test): { column: string; value: number }[] {
  if (test.type !== 'compare' || test.operator !== '!=') return [];
  const { left, right } = test;
  return left.type === 'column' && right.type === 'number' ? [{ column: left.name, value: right.value }] : [];
}

/** Columns whose logarithm a comparison looks at: that they are above 0 goes without saying on such an axis. */
function logsIn({ left, right }: Extract<Test, { type: 'compare' }>): string[] {
  const within = (value: Value): string[] => {
    switch (value.type) {
      case 'negate':
        return within(value.operand);
      case 'arithmetic':
        return [...within(value.left), ...within(value.right)];
      case 'call':
        return value.name === 'log10' && value.arguments[0].type === 'column'
          ? [value.arguments[0].name]
          : [];
      default:
        return [];
    }
  };
  return [...within(left), ...within(right)];
}

function isGuard(test: Test, logs: ReadonlySet<string>): boolean {
  if (test.type !== 'compare' || test.operator !== '>') return false;
  const { left, right } = test;
  return left.type === 'column' && logs.has(left.name) && right.type === 'number' && right.value === 0;
}

/** sum of terms + constant > 0 (or >= 0), by axis. */
interface Line {
  terms: Map<string, number>;
  constant: number;
}

function lineOf(test: Test): Line[] {
  if (test.type !== 'compare') throw noPolygon('it is no conjunction of straight lines');
  const { operator, left, right } = test;
  if (operator === '!=' || operator === '==') throw noPolygon('it asks for one value');
  const [l, r] = [linear(left), linear(right)];
  const line = operator === '>' || operator === '>=' ? combined(l, r, -1) : combined(r, l, -1);
  if (line.terms.size > 0) return [line];
  throw noPolygon('a part of it looks at no quantity');
}

function combined(a: Line, b: Line, factor: number): Line {
  const terms = new Map(a.terms);
  for (const [axis, slope] of b.terms) terms.set(axis, (terms.get(axis) ?? 0) + factor * slope);
  for (const [axis, slope] of terms) if (slope === 0) terms.delete(axis);
  return { terms, constant: a.constant + factor * b.constant };
}

function linear(value: Value): Line {
  const none = (): Line => ({ terms: new Map(), constant: 0 });
  switch (value.type) {
    case 'number':
      return { terms: new Map(), constant: value.value };
    case 'column':
      return { terms: new Map([[axisKey(value.name, false), 1]]), constant: 0 };
    case 'negate':
      return combined(none(), linear(value.operand), -1);
    case 'call': {
      const [given] = value.arguments;
      if (value.name === 'log10' && given.type === 'column') {
        return { terms: new Map([[axisKey(given.name, true), 1]]), constant: 0 };
      }
      throw noPolygon(`${value.name} in it is no straight line`);
    }
    case 'arithmetic': {
      const [l, r] = [linear(value.left), linear(value.right)];
      switch (value.operator) {
        case '+':
          return combined(l, r, 1);
        case '-':
          return combined(l, r, -1);
        case '*':
          if (l.terms.size === 0) return combined(none(), r, l.constant);
          if (r.terms.size === 0) return combined(none(), l, r.constant);
          break;
        case '/':
          if (r.terms.size === 0) return combined(none(), l, 1 / r.constant);
          break;
      }
      throw noPolygon(`${value.operator} in it is no straight line`);
    }
  }
}

const axisKey = (column: string, log: boolean): string => `${log ? 'log' : 'lin'}:${column}`;

function axisNamed(key: string): CutPolygonAxis {
  return { column: key.slice(4), log: key.startsWith('log') };
}

function drawnRange({ column, log }: CutPolygonAxis, columns: CutColumns): [number, number] {
  const range = columns.get(column)?.range;
  if (!range) throw noPolygon(`the range of ${column} is not known`);
  const [low, high] = log
    ? [Math.log10(Math.max(range[0], 1e-30)), Math.log10(Math.max(range[1], 1e-30))]
    : range;
  const margin = Math.max(1, high - low);
  return [low - margin, high + margin];
}

/** Sutherland & Hodgman 1974, of one edge. */
function clipped(points: readonly [number, number][], { a, b, c }: HalfPlane): [number, number][] {
  const height = ([x, y]: readonly [number, number]): number => a * x + b * y + c;
  return points.flatMap((point, i) => {
    const next = points[(i + 1) % points.length];
    const [h, k] = [height(point), height(next)];
    const kept: [number, number][] = h > 0 ? [point] : [];
    if (h > 0 === k > 0) return kept;
    const t = h / (h - k);
    return [...kept, [point[0] + t * (next[0] - point[0]), point[1] + t * (next[1] - point[1])]];
  });
}

function noPolygon(why: string): Problem {
  return new Problem(
    'bad-parameter',
    `this cut is no polygon in two quantities, which is what a TCutG is: ${why}; take the ROOT selection`,
  );
}
