import { TUTORIALS } from '../../tutorials/list.ts';
import type { AppCommand } from '../commands/command.ts';

/** A tutorial opened by name. */
export const tutorialCommands: AppCommand[] = TUTORIALS.map(({ id, title }) => ({
  id: `tutorial-${id}`,
  name: `Tutorial: ${title}`,
  keys: null,
  group: 'notebook',
  run: ({ actions }) => void actions.openTutorial(id),
}));
