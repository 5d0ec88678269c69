import { toProblemData } from '../../core/problem.ts';
import type { Notebook, NotebookChange } from '../../notebook/history.ts';
import { type Journal, TakenOver } from './journal.ts';

export interface SaveState {
  /** 'kept-elsewhere' where another tab has the notebook and this one saves nothing. */
  state: 'saved' | 'saving' | 'unsaved' | 'failed' | 'kept-elsewhere';
  /** Of the last save that succeeded, in ms since 1970; null before the first. */
  at: number | null;
  /** Why the last save failed, also while it is tried again; null where all went well. */
  why: string | null;
}

export type SavedNotebook = Pick<Notebook, 'get' | 'state'>;

export interface Autosave {
  /**
   * Begins with another notebook, after what is unsaved of the last one was sent. `how`: 'whole' saves it at once,
   * 'changed' with its first change, 'kept' is saved as it is. null where nothing is to be saved.
   */
  open(
    notebook: SavedNotebook,
    journal: Journal | null,
    how: 'whole' | 'changed' | 'kept',
    savedAt?: number | null,
  ): void;
  /** To be called with every change of the notebook; saves soon. */
  changed(change: NotebookChange): void;
  /** Saves at once what is not saved, also what failed before. Never rejects: the state tells. For pagehide and a retry button. */
  flush(): Promise<void>;
  /** True while something is not saved. */
  dirty(): boolean;
  state(): SaveState;
  /** No more saves by the clock. */
  stop(): void;
}

export interface AutosaveOptions {
  /** Milliseconds after the first unsaved change. */
  delay?: number;
  /** Milliseconds after which a failed save is tried again by itself. */
  again?: number;
  /** Milliseconds without a change after which a long journal becomes a generation. */
  idle?: number;
  /** Milliseconds after which a save that has not ended counts as failed, though it may still arrive. */
  patience?: number;
  onTakenOver?: () => void;
}

/** A notebook and what the storage does not have of it. */
interface Book {
  notebook: SavedNotebook;
  journal: Journal;
  pending: NotebookChange[];
  /** True where only a generation will do: the storage has nothing of it, or a gap. */
  whole: boolean;
  /** True until the first change of a notebook that is not worth keeping without one. */
  untouched: boolean;
  /** Numbers its writes, so that an old one that fails late does not undo what a newer one told. */
  begun: number;
  lastWhole: number;
  why: string | null;
  taken: boolean;
}

const MOST_CHANGES = 300;
const MOST_CHARACTERS = 300_000;
const WORTH_COMPACTING = 20;

export function createAutosave(
  onState: (state: SaveState) => void,
  {
    delay = 250,
    again = 15_000,
    idle = 20_000,
    patience = 10_000,
    onTakenOver = () => undefined,
  }: AutosaveOptions = {},
): Autosave {
  let current: Book | null = null;
  /** Notebooks that were closed before all of them was saved. */
  const left = new Set<Book>();
  let running = 0;
  let at: number | null = null;
  let elsewhere = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let compacting: ReturnType<typeof setTimeout> | undefined;
  let told: SaveState = { state: 'saved', at, why: null };

  const books = (): Book[] => [...left, ...(current ? [current] : [])];
  const isDirty = (book: Book): boolean => !book.taken && (book.pending.length > 0 || book.whole);

  function tell(): void {
    const failed = books().find((book) => book.why !== null);
    const state =
      // While it is tried again nothing is safe yet.
      failed
        ? 'failed'
        : running > 0
          ? 'saving'
          : elsewhere
            ? 'kept-elsewhere'
            : books().some(isDirty)
              ? 'unsaved'
              : 'saved';
    const next: SaveState = { state, at, why: failed?.why ?? null };
    if (next.state === told.state && next.at === told.at && next.why === told.why) return;
    told = next;
    onState(next);
  }

  /** The job whose number is `begun` when it starts. Never rejects. */
  async function write(book: Book, whole: boolean): Promise<void> {
    const number = ++book.begun;
    const changes = book.pending;
    const failedBefore = book.why !== null;
    book.pending = [];
    book.whole = false;
    running++;
    tell();
    // A write that is given up may never end: it is waited for no more.
    let waited = true;
    const endWaiting = (): void => {
      if (waited) running--;
      waited = false;
    };
    const silence = setTimeout(() => {
      endWaiting();
      book.whole = true;
      book.why = `the browser's storage has not answered for ${patience / 1000} s; save to a file to be safe`;
      retry = setTimeout(() => void flush(), again);
      tell();
    }, patience);
    try {
      at = whole
        ? await book.journal.compact(book.notebook.state(), changes)
        : await book.journal.append(changes, book.notebook.get());
      if (whole) book.lastWhole = Math.max(book.lastWhole, number);
      if (!book.whole) book.why = null;
    } catch (error) {
      // A whole one that was sent later and has arrived has all that this one had.
      if (book.lastWhole < number) {
        // Behind a later write they would come in the wrong order: the gap that is left in the journal is noticed.
        if (book.begun === number) book.pending = [...changes, ...book.pending];
        book.whole = true;
        book.why = toProblemData(error).message;
      }
      if (error instanceof TakenOver) {
        book.taken = true;
        clearTimeout(retry);
        if (book === current) onTakenOver();
      } else {
        clearTimeout(retry);
        // Once soon, as a whole; a full disk or a closed storage takes longer to change.
        retry = setTimeout(() => void flush(), failedBefore ? again : Math.min(again, 2 * delay));
      }
    }
    clearTimeout(silence);
    endWaiting();
    if (!isDirty(book)) left.delete(book);
    tell();
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    await Promise.all(
      books()
        .filter(isDirty)
        .map((book) => write(book, book.whole)),
    );
    if (current) scheduleCompaction(current);
  }

  function scheduleCompaction(book: Book): void {
    const { changes, characters, generation } = book.journal.length();
    clearTimeout(compacting);
    const due = changes >= MOST_CHANGES || characters >= Math.max(MOST_CHARACTERS, generation);
    if (!due && changes < WORTH_COMPACTING) return;
    compacting = setTimeout(
      () => {
        if (book === current && !book.taken && book.why === null) void write(book, true);
      },
      due ? 1000 : idle,
    );
  }

  return {
    open(notebook, journal, how, savedAt = null) {
      const before = current;
      current = null;
      if (before && isDirty(before)) {
        left.add(before);
        void flush();
      }
      elsewhere = journal === null;
      at = savedAt;
      clearTimeout(compacting);
      if (journal) {
        current = {
          notebook,
          journal,
          pending: [],
          whole: how === 'whole',
          untouched: how === 'changed',
          begun: 0,
          lastWhole: 0,
          why: null,
          taken: false,
        };
        if (how === 'whole') timer ??= setTimeout(() => void flush(), delay);
        if (how === 'kept') scheduleCompaction(current);
      }
      tell();
    },
    changed(change) {
      if (!current || current.taken) return;
      if (current.untouched) current.whole = true;
      current.untouched = false;
      current.pending.push(change);
      timer ??= setTimeout(() => void flush(), delay);
      tell();
    },
    flush,
    dirty: () => running > 0 || books().some(isDirty),
    state: () => told,
    stop() {
      clearTimeout(timer);
      clearTimeout(retry);
      clearTimeout(compacting);
    },
  };
}
