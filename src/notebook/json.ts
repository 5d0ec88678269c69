import { Problem, type ProblemCode } from '../core/problem.ts';
import { limits } from './limits.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Keys that could reach a prototype when some later code assigns by name. */
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export function isUnsafeKey(key: string): boolean {
  return UNSAFE_KEYS.has(key);
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * A deep copy that is JSON and nothing else: finite numbers, plain objects and arrays, at most
 * `limits.depth` deep. Keys whose value is undefined are left out, as JSON.stringify does. Whatever would
 * not survive saving (NaN, Date, Map, function, cycle, unsafe key) throws, naming its place.
 */
export function copyJson(
  value: unknown,
  place: string,
  code: ProblemCode = 'bad-parameter',
  depth = 1,
): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    throw new Problem(code, `invalid ${place}: ${value}; expected a finite number`);
  }
  if (depth > limits.depth) {
    throw new Problem(code, `invalid ${place}: nested deeper than ${limits.depth} levels`);
  }
  if (Array.isArray(value)) {
    return Array.from(value, (item: unknown, i) => copyJson(item, `${place}[${i}]`, code, depth + 1));
  }
  if (isPlainObject(value)) {
    const copy: JsonObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (isUnsafeKey(key)) throw new Problem(code, `invalid ${place}: the key ${key} is not allowed`);
      if (item !== undefined) copy[key] = copyJson(item, `${place}.${key}`, code, depth + 1);
    }
    return copy;
  }
  throw new Problem(code, `invalid ${place}: ${Object.prototype.toString.call(value)}; expected plain JSON`);
}

/** As `copyJson`, of a value that must be an object. */
export function copyJsonObject(
  value: unknown,
  place: string,
  code: ProblemCode = 'bad-parameter',
): JsonObject {
  const copy = copyJson(value, place, code);
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
    throw new Problem(code, `invalid ${place}: ${shortJson(copy)}; expected an object`);
  }
  return copy;
}

/** Same JSON value; the order of keys does not matter. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  }
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}

/** One spelling per JSON value: keys sorted, no spaces. What hashes are made of. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** For messages: the value, cut to what fits in a line. */
export function shortJson(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/**
 * Freezes a value all the way down and returns it. What is frozen already is taken to be frozen deeply, so
 * that a document sharing most of its parts with the last one costs only what is new.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}
