import { useMemo, useState } from 'react';
import { type Completion, type Completions, completionsAt } from '../../core/expression/complete.ts';

export interface CompletionList extends Completions {
  /** Index of the option that Enter takes; -1 where none is: the word stands for itself. */
  active: number;
}

export interface Completing {
  list: CompletionList | null;
  /** To be told of every change of text or caret by the user's typing. */
  typed(text: string, caret: number): void;
  move(by: number): void;
  close(): void;
}

/** What the word under the caret may become, from typing until something is taken or the list is closed. */
export function useCompletions(columns: readonly { name: string; unit: string | null }[]): Completing {
  const [at, setAt] = useState<{ text: string; caret: number } | null>(null);
  const [moved, setMoved] = useState<number | null>(null);
  const found = useMemo(
    () => (at === null ? null : completionsAt(at.text, at.caret, columns)),
    [at, columns],
  );
  const whole = at !== null && found !== null ? at.text.slice(found.start, found.end) : '';
  const isWhole = found?.list.some(({ insert }) => insert === whole) === true;
  return {
    list: found && { ...found, active: moved ?? (isWhole ? -1 : 0) },
    typed(text, caret) {
      setAt({ text, caret });
      setMoved(null);
    },
    move(by) {
      if (!found) return;
      const { length } = found.list;
      const from = moved ?? (isWhole ? -1 : 0);
      setMoved(from < 0 ? (by > 0 ? 0 : length - 1) : (from + by + length) % length);
    },
    close: () => setAt(null),
  };
}

/** The text with a completion in it, and where the caret then is: behind it, or within the brackets of a function. */
export function withCompletion(
  text: string,
  { start, end }: Completions,
  { insert }: Completion,
): { text: string; caret: number } {
  return { text: text.slice(0, start) + insert + text.slice(end), caret: start + insert.length };
}
