import { isPlainObject } from './json.ts';
import { z } from './zod.ts';

/**
 * A record whose size is looked at before what is in it, as lists with a `max` are: zod gathers a complaint for every bad
 * entry, which takes seconds and then the stack where a file has 100,000 of them.
 */
export function boundedRecord<V>(key: z.ZodType<string>, value: z.ZodType<V>, most: number) {
  return z
    .custom<Record<PropertyKey, unknown>>(
      (found) => !isPlainObject(found) || Object.keys(found).length <= most,
      `expected at most ${most} entries`,
    )
    .pipe(z.record(key, value));
}
