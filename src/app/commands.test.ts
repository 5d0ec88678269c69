import { describe, expect, it } from 'vitest';
import { offeredKinds } from '../cells/registry.ts';
import { appCommands } from './commands.ts';
import { keysOf, shownKeys } from './keys.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  keysOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('the registry of commands', () => {
  it('has a name and an id of its own for each, and no key twice', () => {
    const ids = appCommands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const names = appCommands.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const keys = appCommands.flatMap((command) => [command.keys ?? [], command.alsoKeys ?? []].flat());
    expect(new Set(keys).size).toBe(keys.length);
    for (const name of names) expect(name).toMatch(/^[A-Z].{2,60}$/);
  });

  it('adds and converts to every kind of cell', () => {
    const ids = new Set(appCommands.map(({ id }) => id));
    for (const { kind } of offeredKinds) {
      expect(ids).toContain(`add-${kind}`);
      expect(ids).toContain(`convert-${kind}`);
    }
  });

  it('keeps the keys that people know from Jupyter and marimo', () => {
    const keys = Object.fromEntries(appCommands.map(({ id, keys }) => [id, keys]));
    expect(keys).toMatchObject({
      'run-next': 'Shift-Enter',
      run: 'Mod-Enter',
      'insert-above': 'A',
      'insert-below': 'B',
      undo: 'Mod-Z',
      save: 'Mod-S',
      palette: 'Mod-K',
      keys: '?',
      invert: 'I',
      clear: 'Escape',
    });
  });
});

describe('keysOf', () => {
  it('names what was pressed as commands do', () => {
    expect(press('a')).toBe('A');
    expect(press('A', { shiftKey: true })).toBe('Shift-A');
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('z', { ctrlKey: true })).toBe('Mod-Z');
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('Mod-Shift-Z');
    expect(press('ArrowUp', { altKey: true })).toBe('Alt-ArrowUp');
    expect(press('Enter', { shiftKey: true })).toBe('Shift-Enter');
  });

  it('is shown as people read it', () => {
    expect(shownKeys('Mod-Shift-Z')).toBe('Ctrl Shift Z');
    expect(shownKeys('Alt-ArrowUp')).toBe('Alt ↑');
    expect(shownKeys('Escape')).toBe('Esc');
  });
});
