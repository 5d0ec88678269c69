import { Problem } from '../core/problem.ts';
import { parseBoundedJson } from './bounded-json.ts';
import type { Command } from './commands.ts';
import type { NotebookChange } from './history.ts';
import { issueText } from './issue-text.ts';
import { isPlainObject, type JsonObject } from './json.ts';
import { z } from './zod.ts';

const text = z.lazy(() => z.string().max(4000));

/** Only the outside of a command: applying it looks within. */
const changeSchema = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({
      type: z.literal('command'),
      command: z.custom<JsonObject>((value) => isPlainObject(value) && typeof value.type === 'string'),
      options: z.object({ merge: text.optional(), label: text.optional() }),
      folds: z.boolean(),
      /** Keys of `params` or `view` that the command takes out: undefined, which JSON cannot say. */
      removed: z.array(z.string()).optional(),
    }),
    z.object({ type: z.literal('undo') }),
    z.object({ type: z.literal('redo') }),
  ]),
);

const changesSchema = z.lazy(() => z.array(changeSchema));

/** Changes as an entry of a journal. */
export function serialiseChanges(changes: readonly NotebookChange[]): string {
  return JSON.stringify(
    changes.map((change) => {
      if (change.type !== 'command') return change;
      const patch = patchOf(change.command);
      const removed = Object.keys(patch ?? {}).filter((key) => patch?.[key] === undefined);
      return removed.length > 0 ? { ...change, removed } : change;
    }),
  );
}

/** Throws a Problem 'bad-notebook' where the entry is not one that `serialiseChanges` could have written. */
export function parseChanges(entry: string): NotebookChange[] {
  const value = parseBoundedJson(entry, (place) => {
    throw new Problem('bad-notebook', `invalid ${place} in the journal: the name is not allowed`);
  });
  const read = changesSchema.safeParse(value);
  if (!read.success) {
    throw new Problem('bad-notebook', `the journal: ${issueText(read.error.issues[0], value, '')}`);
  }
  return read.data.map((change) => {
    if (change.type !== 'command') return change;
    const { removed, ...rest } = change;
    const command = rest.command as unknown as Command;
    const patch = patchOf(command);
    for (const key of removed ?? []) if (patch) patch[key] = undefined;
    return { ...rest, command };
  });
}

function patchOf(command: Command): Record<string, unknown> | null {
  const patch: unknown =
    command.type === 'setParams' ? command.params : command.type === 'setView' ? command.view : null;
  return isPlainObject(patch) ? patch : null;
}
