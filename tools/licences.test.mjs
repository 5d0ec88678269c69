import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { licencesOf, licenceText } from './licences.mjs';
import { root } from './root.mjs';

/** What may be in a page that anybody serves on. */
const PERMISSIVE =
  /^\(?(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|Unlicense|MPL-2\.0 OR Apache-2\.0|\(MIT|CC0-1\.0)/;

it('every package of the app has a permissive licence, which stands in the list', () => {
  const packages = licencesOf();
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  const others = packages.filter(({ licence }) => !PERMISSIVE.test(licence));
  expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  const text = licenceText(packages);
  for (const { name, version, text: own } of packages) {
    expect(text).toContain(`${name} ${version}: `);
    expect(text).toContain(own);
  }
});

it('every version in package.json is exact', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^(npm:[@\w/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});
