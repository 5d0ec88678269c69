/** A schema that is built where its module is loaded is built before the first paint, by everybody: it must be `z.lazy`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.mjs';

const EAGER = /^(?:export )?const (\w+)(?:: [^=\n]+)? = (?:z(?!\.lazy\(|\w)|boundedRecord\()/gm;

const eager = (code) => [...code.matchAll(EAGER)].map(([, name]) => name);

test('a schema that is built at once is seen', () => {
  expect(eager('const a = z.string();\nexport const b: z.ZodType<B> = z\n  .object({});')).toEqual([
    'a',
    'b',
  ]);
  expect(eager('const a = z.lazy(() => z.string());\nconst zero = 0;\nconst f = () => z.string();')).toEqual(
    [],
  );
});

test('no module of src builds a schema when it is loaded', () => {
  const found = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .flatMap((name) =>
      eager(readFileSync(join(root, 'src', name), 'utf8')).map((each) => `${name}: ${each}`),
    );
  expect(found).toEqual([]);
});
