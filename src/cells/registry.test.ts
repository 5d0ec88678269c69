import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkMigrations } from '../notebook/migrations.ts';
import { cellKinds } from './registry.ts';
import { cellViews } from './views.ts';

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

describe('the registry of cells', () => {
  it('has a line for every folder, and a view for every kind', () => {
    expect([...cellKinds.keys()].sort()).toEqual(folders.sort());
    expect(Object.keys(cellViews).sort()).toEqual(folders.sort());
  });

  for (const [name, kind] of cellKinds) {
    it(`${name}: defaults hold, come fresh, and migrations have no gap`, () => {
      expect(kind.kind).toBe(name);
      expect(kind.about).toMatch(/^[A-Z].{10,80}\.$/);
      expect(kind.parse(kind.defaults())).toEqual(kind.defaults());
      expect(kind.defaults()).not.toBe(kind.defaults());
      expect(() => checkMigrations(kind)).not.toThrow();
      expect(() => kind.parse({ nonsense: true, source: 7, of: 7, text: 7, plots: 7, eps: -1 })).toThrow();
      for (const { kinds } of Object.values(kind.inputs))
        for (const input of kinds) expect(cellKinds.has(input)).toBe(true);
    });
  }
});
