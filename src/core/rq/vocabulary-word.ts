import type { Kind } from './kind.ts';
import type { Quantity } from './quantity.ts';

type OfPulse = Extract<Quantity, `s1_${string}`> extends `s1_${infer Rest}` ? `s$1_${Rest}` : never;

/**
 * Pattern of whole names (a regular expression, case ignored), kind, unit (null: none known; 'name': as the name
 * says, the default), quantity. `$1` in the quantity is the first group of the pattern; a `?` at its end makes
 * the column a second choice, which yields to a first one in the same table.
 */
export type Word = [
  pattern: string,
  kind: Kind,
  unit?: string | null,
  quantity?: Quantity | OfPulse | `${Quantity | OfPulse}?`,
];

export interface Vocabulary {
  name: string;
  /** Path or branch prefixes that may stand before a word. */
  prefix?: RegExp;
  /** Names of this vocabulary that say nothing of where they come from, such as `x`: they do not vote for it. */
  generic?: RegExp;
  words: Word[];
}
