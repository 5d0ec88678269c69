import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useOutcrop } from '../context.ts';
import { shownKeys } from '../keys.ts';
import type { NotebookStorage, RecentNotebook } from '../storage/storage.ts';
import { lastUsed, rememberUse } from './last-used.ts';
import './palette.css';
import { paletteEntries } from './palette-entries.ts';
import { type RankedEntry, rankEntries } from './rank-entries.ts';

interface PaletteProps {
  storage: Promise<Pick<NotebookStorage, 'listRecent'> | null>;
  onClose(): void;
}

const PAGE = 8;

/** Finds any command, cell, plot, column, named selection or notebook by a few letters, and does it. */
export function Palette({ storage, onClose }: PaletteProps) {
  const outcrop = useOutcrop();
  const box = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [query, setQuery] = useState('');
  /** null: what was asked for, else the first that can be done. */
  const [chosen, setChosen] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [recent, setRecent] = useState<RecentNotebook[]>([]);
  const used = useMemo(lastUsed, []);
  const entries = useMemo(() => paletteEntries(outcrop, recent), [outcrop, recent]);
  const found = useMemo(() => rankEntries(entries, query, used), [entries, query, used]);
  const usable = query.trim() === '' ? found.findIndex(({ entry }) => entry.refusal === null) : 0;
  const at = chosen ?? Math.max(0, usable);

  useLayoutEffect(() => {
    const element = box.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);

  useEffect(() => {
    let current = true;
    storage
      .then((store) => store?.listRecent() ?? [])
      .then(
        (known) => current && setRecent(known),
        (error: unknown) => {
          if (current) outcrop.actions.tell('bad', `recent notebooks cannot be listed: ${String(error)}`);
        },
      );
    return () => {
      current = false;
    };
  }, [storage, outcrop]);

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function ask(text: string): void {
    setQuery(text);
    setChosen(null);
    setRefused(null);
  }

  function go(to: number): void {
    setChosen(Math.min(found.length - 1, Math.max(0, to)));
    setRefused(null);
  }

  function pick({ entry }: RankedEntry): void {
    if (entry.refusal !== null) {
      setRefused(`${entry.label}: ${entry.refusal}`);
      return;
    }
    rememberUse(entry.id);
    box.current?.close();
    // After the focus has gone back to where it was: the command may move it on.
    setTimeout(entry.run, 0);
  }

  function key(event: KeyboardEvent): void {
    const last = found.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
    };
    if (Object.hasOwn(moves, event.key)) {
      event.preventDefault();
      go(moves[event.key]);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (found[at]) pick(found[at]);
    }
  }

  return (
    <dialog
      ref={box}
      className="dialog palette"
      aria-label="Palette"
      onClose={() => {
        // Told late, it would close the dialog that came after.
        if (box.current?.isConnected && !box.current.open) onClose();
      }}
    >
      <input
        className="palette-query"
        role="combobox"
        aria-expanded={true}
        aria-controls={`${id}-list`}
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        aria-label="Find a command, cell, plot, column, selection or notebook"
        placeholder="A command, cell, plot, column, selection or notebook"
        spellCheck={false}
        autoComplete="off"
        autoFocus
        value={query}
        onChange={(event) => ask(event.target.value)}
        onKeyDown={key}
      />
      <div ref={list} id={`${id}-list`} className="palette-list" role="listbox" aria-label="Found">
        {found.map((ranked, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all options are those of the field above
          <div
            key={ranked.entry.id}
            id={`${id}-${index}`}
            className="palette-entry"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            aria-disabled={ranked.entry.refusal !== null || undefined}
            onPointerMove={() => index !== at && go(index)}
            onClick={() => pick(ranked)}
          >
            <span className="palette-section">{ranked.entry.section}</span>
            <span className="palette-label">
              <Marked text={ranked.entry.label} at={ranked.at} />
            </span>
            {ranked.entry.refusal !== null && <span className="palette-why">{ranked.entry.refusal}</span>}
            {ranked.entry.keys !== null && <kbd>{shownKeys(ranked.entry.keys)}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="empty">Nothing here is called “{query}”.</p>}
      <p className={`palette-foot${refused === null ? '' : ' refused'}`} role="status">
        {refused ?? `${found.length} found · ↑ ↓ choose · Enter does it · Esc closes`}
      </p>
    </dialog>
  );
}

/** A label with the letters that were asked for in bold. */
function Marked({ text, at }: { text: string; at: number[] }) {
  if (at.length === 0) return text;
  const runs: { text: string; hit: boolean; from: number }[] = [];
  const hits = new Set(at);
  for (let i = 0; i < text.length; i++) {
    const hit = hits.has(i);
    const last = runs.at(-1);
    if (last?.hit === hit) last.text += text[i];
    else runs.push({ text: text[i], hit, from: i });
  }
  return runs.map((run) => (run.hit ? <b key={run.from}>{run.text}</b> : <i key={run.from}>{run.text}</i>));
}
