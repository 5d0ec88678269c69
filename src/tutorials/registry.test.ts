import { expect, test } from 'vitest';
import { tutorialNotebook } from '../app/tutorials/tutorial-notebook.ts';
import { cellKinds } from '../cells/registry.ts';
import { FAILURES } from '../core/judge/judge-answer.ts';
import { POPULATIONS } from '../core/simulate/labels.ts';
import { parseNotebook } from '../notebook/parse-notebook.ts';
import { serialiseNotebook } from '../notebook/serialise-notebook.ts';
import { TUTORIALS } from './list.ts';
import { tutorials } from './registry.ts';

test('the list of the start page is that of the tutorials', () => {
  expect(tutorials.map(({ id, title }) => [id, title])).toEqual(
    TUTORIALS.map(({ id, title }) => [id, title]),
  );
});

test.each(tutorials.map((tutorial) => [tutorial.id, tutorial] as const))(
  '%s is whole',
  (id, { cells, steps }) => {
    const ids = new Set(cells.map((cell) => cell.id));
    const asked = cells.filter(({ kind }) => kind === 'task').map(({ params }) => params);
    expect(asked).toEqual(steps.map((step) => ({ tutorial: id, step: step.id })));
    for (const { kind, params } of cells) {
      // What an event truly is must not be in the data before the end.
      if (kind === 'data') expect(params).toMatchObject({ source: { type: 'simulate', sealed: true } });
    }
    expect(steps.map(({ check }) => check.type).filter((type) => type === 'end')).toHaveLength(1);
    for (const { check, text } of steps) {
      expect(text.length).toBeGreaterThan(40);
      if (check.type === 'choice') expect(check.options.filter(({ right }) => right)).toHaveLength(1);
      if (check.type === 'run') expect(ids).toContain(check.cell);
      if (check.type !== 'events' && check.type !== 'end') continue;
      expect(ids).toContain(check.data);
      if (check.cell !== null) expect(ids).toContain(check.cell);
      if (check.type === 'end') continue;
      for (const population of check.goal.populations) expect(POPULATIONS).toContain(population);
      for (const failure of FAILURES) expect(check.hints[failure].length).toBeGreaterThan(0);
    }
  },
);

test.each(TUTORIALS.map(({ id }) => id))(
  '%s opens as an ordinary notebook, and comes back from its file',
  (id) => {
    const document = tutorialNotebook(id);
    const { document: again, changes } = parseNotebook(serialiseNotebook(document), cellKinds);
    expect(changes).toEqual([]);
    expect(again.cells).toEqual(document.cells);
  },
);
