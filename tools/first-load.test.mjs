import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { firstLoad } from './first-load.mjs';

it('follows what is imported at once, and leaves what comes later', () => {
  const dist = mkdtempSync(join(tmpdir(), 'outcrop-first-load-'));
  mkdirSync(join(dist, 'assets'));
  const put = (name, text) => writeFileSync(join(dist, name), text);
  put(
    'index.html',
    '<link rel="icon" href="./icon.svg"><script type="module" src="./assets/main.js"></script><link rel="stylesheet" href="./assets/main.css">',
  );
  put('icon.svg', '<svg/>');
  put('assets/main.css', '.a{}');
  put('assets/main.js', 'import{a}from"./a.js";import"./b.js";const later=()=>import("./c.js");');
  put('assets/a.js', 'export*from"./d.js";');
  for (const name of ['b', 'c', 'd']) put(`assets/${name}.js`, '');
  const found = firstLoad(dist);
  expect(found.map(({ name }) => name).sort()).toEqual([
    'assets/a.js',
    'assets/b.js',
    'assets/d.js',
    'assets/main.css',
    'assets/main.js',
  ]);
  expect(found[0].bytes).toBeGreaterThanOrEqual(found[1].bytes);
  rmSync(dist, { recursive: true });
});
