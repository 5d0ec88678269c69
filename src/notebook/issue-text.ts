import { shortJson } from './json.ts';
import type { z } from './zod.ts';

type Issue = z.core.$ZodIssue;

/**
 * What zod found wrong as one line in the house's words: `invalid cells[3].params.eps: -1; expected a number > 0`.
 * `root` is the value that was parsed and `place` its name.
 */
export function issueText(issue: Issue, root: unknown, place: string): string {
  const found = deepest(issue);
  const value = valueAt(root, found.path);
  return `invalid ${placeOf(found.path, place)}: ${shortJson(value)}; ${expectation(found)}`;
}

export function placeOf(path: readonly PropertyKey[], place: string): string {
  let text = place;
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? String(key) : `.${String(key)}`;
  }
  return text;
}

/** Inside a union, the complaint of the branch that got furthest says most. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const within = issue.errors.flat().map(deepest);
  if (within.length === 0) return issue;
  const best = within.reduce((a, b) => (b.path.length > a.path.length ? b : a));
  // Branches that all fail at the union itself are better told together.
  if (best.path.length === 0) return issue;
  return { ...best, path: [...issue.path, ...best.path] };
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

const NOUNS: Record<string, string> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  int: 'a whole number',
  null: 'null',
  undefined: 'nothing',
};

function noun(type: string): string {
  return NOUNS[type] ?? `a ${type}`;
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected === 'number' ? 'a finite number' : noun(issue.expected)}`;
    case 'too_small':
      return `expected ${bound(issue.origin, issue.inclusive === false ? '>' : '>=', String(issue.minimum))}`;
    case 'too_big':
      return `expected ${bound(issue.origin, issue.inclusive === false ? '<' : '<=', String(issue.maximum))}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => (typeof value === 'string' ? value : String(value))).join(' or ')}`;
    case 'unrecognized_keys':
      return `unknown ${issue.keys.join(', ')}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return unionExpectation(issue);
    default:
      // Refinements carry their own words.
      return issue.message;
  }
}

function bound(origin: string, relation: string, limit: string): string {
  if (origin === 'string') return `a text of length ${relation} ${limit}`;
  if (origin === 'array' || origin === 'set') return `a list of length ${relation} ${limit}`;
  return `${origin === 'int' ? 'a whole number' : 'a number'} ${relation} ${limit}`;
}

function unionExpectation(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const branches = [
    ...new Set(issue.errors.flat().map((branch) => expectation(branch).replace(/^expected /, ''))),
  ];
  if (branches.length > 0) return `expected ${branches.join(' or ')}`;
  // A discriminated union whose discriminator matched no branch.
  return `expected one of the known values of ${issue.discriminator ?? 'its type'}`;
}
