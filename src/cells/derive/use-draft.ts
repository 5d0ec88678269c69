import { useEffect, useRef, useState } from 'react';

/** While this long nothing is typed, what is written is taken. */
const PAUSE_MS = 400;

export interface Draft {
  text: string;
  /** True while the user types, and so may be in the middle of a word. */
  typing: boolean;
  write(text: string): void;
  /** Takes what is written at once: on Enter and on leaving. */
  commit(): void;
}

/**
 * Text that is typed: kept here, and handed on after a pause where `complete` says that it can be, so that half a word
 * computes nothing; on leaving it is handed on as it is, and nothing is lost. What comes from outside (an undo) takes over.
 */
export function useDraft(
  value: string,
  complete: (text: string) => boolean,
  onChange: (text: string) => void,
): Draft {
  const [draft, setDraft] = useState<{ text: string; over: string } | null>(null);
  const [typing, setTyping] = useState(false);
  const mine = draft !== null && draft.over === value ? draft.text : null;
  const text = mine ?? value;
  const latest = useRef({ text, value, complete, onChange });
  latest.current = { text, value, complete, onChange };

  /** An undo brings the old value back, and must not find the draft that was over it. */
  const hand = (): void => {
    const now = latest.current;
    if (now.text !== now.value) now.onChange(now.text);
    setDraft(null);
  };

  const handed = useRef(hand);
  handed.current = hand;

  useEffect(() => {
    if (mine === null) {
      setTyping(false);
      return;
    }
    const timer = setTimeout(() => {
      setTyping(false);
      const now = latest.current;
      if (now.complete(now.text)) handed.current();
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [mine]);

  return {
    text,
    typing,
    write(next) {
      setTyping(true);
      setDraft({ text: next, over: value });
    },
    commit() {
      setTyping(false);
      hand();
    },
  };
}
