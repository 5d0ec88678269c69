import { Problem } from '../core/problem.ts';
import { isUnsafeKey } from './json.ts';
import { limits } from './limits.ts';

/**
 * JSON.parse for text from anywhere: length, depth and number of containers are checked by one pass over the
 * text before anything is built, so no input overflows the stack. Keys that could reach a prototype are
 * taken out and told to `onDropped`; numbers beyond a double (1e999) throw. O(length).
 */
export function parseBoundedJson(text: string, onDropped: (place: string) => void): unknown {
  if (text.length > limits.textLength) {
    throw bad(`the file holds ${text.length} characters; expected at most ${limits.textLength}`);
  }
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (json.trim() === '') throw bad('the file is empty; expected a notebook');
  checkNesting(json);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw bad(`the file is not JSON: ${error instanceof Error ? error.message : error}`, error);
  }
  return clean(value, '', onDropped);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Brackets outside strings. Text that is no JSON passes or fails here as it may: JSON.parse has the last word. */
function checkNesting(text: string): void {
  let depth = 0;
  let containers = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === QUOTE) {
      for (i++; i < text.length; i++) {
        const within = text.charCodeAt(i);
        if (within === BACKSLASH) i++;
        else if (within === QUOTE) break;
      }
    } else if (char === 0x5b || char === 0x7b) {
      containers++;
      if (++depth > limits.depth) {
        throw bad(`the file is nested deeper than ${limits.depth} levels, at character ${i + 1}`);
      }
      if (containers > limits.containers) {
        throw bad(`the file holds more than ${limits.containers} objects and lists`);
      }
    } else if (char === 0x5d || char === 0x7d) depth--;
  }
}

/** In place; the recursion is as deep as the nesting just checked. */
function clean(value: unknown, place: string, onDropped: (place: string) => void): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw bad(`invalid ${place || 'number'}: beyond the range of a double; expected a finite number`);
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item === 'number' ? !Number.isFinite(item) : typeof item === 'object') {
        clean(item, `${place}[${i}]`, onDropped);
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    const object = value as Record<string, unknown>;
    for (const key of Object.keys(object)) {
      const at = place === '' ? key : `${place}.${key}`;
      if (isUnsafeKey(key)) {
        delete object[key];
        onDropped(at);
      } else clean(object[key], at, onDropped);
    }
  }
  return value;
}

function bad(message: string, cause?: unknown): Problem {
  return new Problem('bad-notebook', message, { cause });
}
