import { addCommands, cellCommands, convertCommands } from './commands/cell-commands.ts';
import type { AppCommand } from './commands/command.ts';
import { notebookCommands } from './commands/notebook-commands.ts';
import { selectionCommands } from './commands/selection-commands.ts';
import { viewCommands } from './commands/view-commands.ts';
import type { Outcrop } from './context.ts';
import { deriveCommands } from './derive/derive-commands.ts';
import { explainCommands } from './explain/explain-commands.ts';
import { flagCommands } from './flags/flag-commands.ts';
import { realityCommands } from './reality/reality-commands.ts';
import { shareCommands } from './share/share-commands.ts';
import { tutorialCommands } from './tutorials/tutorial-commands.ts';

/** Everything the user can do by name. `Mod` in keys is Cmd on a Mac and Ctrl elsewhere. */
export const appCommands: readonly AppCommand[] = [
  ...notebookCommands,
  ...shareCommands,
  ...tutorialCommands,
  ...cellCommands,
  ...addCommands,
  ...deriveCommands,
  ...convertCommands,
  ...selectionCommands,
  ...explainCommands,
  ...flagCommands,
  ...realityCommands,
  ...viewCommands,
];

export function commandOf(id: string): AppCommand {
  const command = appCommands.find((c) => c.id === id);
  if (!command) throw new Error(`no command ${id}`);
  return command;
}

export function runCommand(outcrop: Outcrop, id: string): void {
  const command = commandOf(id);
  if ((command.refusal?.(outcrop) ?? null) === null) command.run(outcrop);
}
