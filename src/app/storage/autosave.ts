import { toProblemData } from '../../core/problem.ts';
import type { NotebookDocument } from '../../notebook/document.ts';

export interface SaveState {
  state: 'saved' | 'saving' | 'unsaved' | 'failed';
  /** Of the last save that succeeded, in ms since 1970; null before the first. */
  at: number | null;
  /** Why the last save failed; null unless `failed`. */
  why: string | null;
}

export interface Autosave {
  /** To be called with every new document; saves soon. Another notebook's unsaved changes are saved first. */
  changed(document: NotebookDocument): void;
  /** Saves at once what is not saved, also what failed before. Never rejects: the state tells. For pagehide and a retry button. */
  flush(): Promise<void>;
  state(): SaveState;
  /** No more saves by the clock. */
  stop(): void;
}

export interface AutosaveOptions {
  /** Milliseconds without a change before a save. */
  delay?: number;
  /** Milliseconds after the first unsaved change at which a save comes even amid changes. */
  most?: number;
}

type Save = (document: NotebookDocument) => Promise<number>;

export function createAutosave(
  storage: { saveNotebook: Save },
  onState: (state: SaveState) => void,
  { delay = 500, most = 1000 }: AutosaveOptions = {},
): Autosave {
  /** By notebook, what the storage does not have yet. */
  const unsaved = new Map<string, NotebookDocument>();
  /** By notebook, the number of its latest save begun, so that an older one that fails late changes nothing. */
  const latest = new Map<string, number>();
  let begun = 0;
  let running = 0;
  let at: number | null = null;
  let why: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstChange: number | null = null;
  let told: SaveState = { state: 'saved', at, why };

  function tell(): void {
    const state = running > 0 ? 'saving' : why !== null ? 'failed' : unsaved.size > 0 ? 'unsaved' : 'saved';
    const next: SaveState = { state, at, why: state === 'failed' ? why : null };
    if (next.state === told.state && next.at === told.at && next.why === told.why) return;
    told = next;
    onState(next);
  }

  async function save(document: NotebookDocument): Promise<void> {
    const number = ++begun;
    latest.set(document.id, number);
    unsaved.delete(document.id);
    running++;
    tell();
    try {
      at = await storage.saveNotebook(document);
      if (latest.get(document.id) === number) why = null;
    } catch (error) {
      if (latest.get(document.id) === number) {
        why = toProblemData(error).message;
        if (!unsaved.has(document.id)) unsaved.set(document.id, document);
      }
    }
    running--;
    tell();
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    firstChange = null;
    await Promise.all([...unsaved.values()].map(save));
  }

  return {
    changed(document) {
      if ([...unsaved.keys()].some((id) => id !== document.id)) void flush();
      unsaved.set(document.id, document);
      firstChange ??= Date.now();
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), Math.max(0, Math.min(delay, firstChange + most - Date.now())));
      tell();
    },
    flush,
    state: () => told,
    stop: () => clearTimeout(timer),
  };
}
