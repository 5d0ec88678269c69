import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../core/problem.ts';
import { parseChanges, serialiseChanges } from './change-text.ts';
import { createDocument } from './document.ts';
import { createNotebook, type Notebook, type NotebookChange } from './history.ts';
import { parseHistory, serialiseHistory } from './history-text.ts';
import { type Draw, drawFrom, lasso, play } from './sample-commands.ts';
import { sampleKinds } from './sample-kinds.ts';

/** Numbers that stand for commands, see drawFrom. */
const draws = (most: number): fc.Arbitrary<Draw[]> =>
  fc
    .array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 40 })
    .map((numbers) => numbers.map((number) => drawFrom(number, most)));

const open = (): Notebook => createNotebook(createDocument('n-1'), sampleKinds);

/** Commands, with journeys through the history and ends of gestures among them. */
function work(notebook: Notebook, list: Draw[]): void {
  for (const draw of list) {
    if (draw.where % 7 === 0) notebook.undo();
    else if (draw.where % 7 === 1) notebook.redo();
    if (draw.which % 5 === 0) notebook.endGesture();
    play(notebook, [draw]);
  }
}

const problemOf = (action: () => unknown): Problem => {
  try {
    action();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it succeeded');
};

describe('a journal', () => {
  it('replayed gives the same document and the same steps, from the start or from any state on the way', () => {
    fc.assert(
      fc.property(draws(21), draws(21), (first, second) => {
        const notebook = open();
        const journal: NotebookChange[] = [];
        notebook.subscribe((_document, _before, change) => journal.push(change));
        work(notebook, first);
        const middle = notebook.state();
        const at = journal.length;
        work(notebook, second);

        const again = open();
        for (const change of parseChanges(serialiseChanges(journal))) expect(again.replay(change)).toBe(true);
        expect(again.state()).toEqual(notebook.state());

        const { done, undone } = parseHistory(serialiseHistory(middle), middle.document, sampleKinds);
        const onwards = createNotebook(middle.document, sampleKinds, { done, undone });
        expect(onwards.state()).toEqual(middle);
        for (const change of journal.slice(at)) expect(onwards.replay(change)).toBe(true);
        expect(onwards.state()).toEqual(notebook.state());
      }),
      { seed: 20223, numRuns: 80 },
    );
  });

  it('of another notebook is refused where it does not fit', () => {
    const notebook = open();
    expect(notebook.replay({ type: 'undo' })).toBe(false);
    const untitled: NotebookChange = {
      type: 'command',
      command: { type: 'setTitle', title: 'Untitled' },
      options: {},
      folds: false,
    };
    expect(notebook.replay(untitled)).toBe(false);
    const folded = { ...untitled, command: { type: 'setTitle' as const, title: 'x' }, folds: true };
    expect(notebook.replay({ ...folded, options: { merge: 'title' } })).toBe(false);
    expect(notebook.get().title).toBe('Untitled');
  });

  it('keeps the keys that a change takes out', () => {
    const change: NotebookChange = {
      type: 'command',
      command: { type: 'setView', id: 'data', view: { height: undefined, open: true } },
      options: {},
      folds: false,
    };
    const [again] = parseChanges(serialiseChanges([change]));
    expect(again).toMatchObject({ command: { view: { open: true } } });
    expect(
      again.type === 'command' && again.command.type === 'setView' && 'height' in again.command.view,
    ).toBe(true);
  });

  it.each([
    ['[{"type":"command","command":', /not JSON/],
    ['{"type":"undo"}', /the journal: .*expected/i],
    ['[{"type":"forget"}]', /the journal/],
    ['[{"type":"command","command":7,"options":{},"folds":false}]', /command/],
    [
      '[{"type":"command","command":{"type":"setTitle","__proto__":{}},"options":{},"folds":false}]',
      /not allowed/,
    ],
  ])('that reads %s is a bad one', (text, message) => {
    expect(problemOf(() => parseChanges(text)).message).toMatch(message);
  });
});

describe('a history as text', () => {
  const worked = (): Notebook => {
    const notebook = open();
    notebook.dispatch({ type: 'applySelection', step: lasso });
    for (let i = 0; i < 50; i++) notebook.dispatch({ type: 'setTitle', title: `title ${i}` });
    notebook.undo();
    return notebook;
  };

  it('writes once what its steps share, and gives it back shared', () => {
    const { document, done, undone } = worked().state();
    const text = serialiseHistory({ document, done, undone });
    expect(text).not.toContain('polygon');
    expect(text.length).toBeLessThan(50 * 300);
    const past = parseHistory(text, document, sampleKinds);
    expect(past.done.at(-1)?.document.selection[0]).toBe(document.selection[0]);
  });

  it.each([
    ['torn', (text: string) => text.slice(0, -20), /not JSON/],
    [
      'of another notebook',
      (text: string) => text.replace('"id":"n-1"', '"id":"n-2"'),
      /of n-2; expected n-1/,
    ],
    [
      'pointing nowhere',
      (text: string) => text.replace(/"selection":\[\d+\]/, '"selection":[7]'),
      /part 7; expected less/,
    ],
    ['with a document that does not hold', (text: string) => text.replace('"title 3"', '3'), /title/],
  ])('is refused when %s', (_name, damage, message) => {
    const { document, ...past } = worked().state();
    const text = damage(serialiseHistory({ document, ...past }));
    expect(problemOf(() => parseHistory(text, document, sampleKinds)).message).toMatch(message);
  });
});
