/** Which tab writes a notebook: one at a time. */
export interface NotebookLock {
  /** False where another tab has it. Holding it twice is holding it once. */
  hold(id: string): Promise<boolean>;
  /** Asks the tab that has it to save and let go, and holds it. */
  takeOver(id: string): Promise<void>;
  release(id: string): void;
  isHeldElsewhere(id: string): Promise<boolean>;
  close(): void;
}

export interface LockOptions {
  /** Another tab wants the notebook: save it. It is let go when this has ended. */
  onAsked(id: string): Promise<void>;
  /** The notebook was taken by a tab that got no answer in time. */
  onLost(id: string): void;
  /** undefined where the page may not have locks, as on plain http. */
  locks?: LockManager | undefined;
  channel?: BroadcastChannel | undefined;
  /** Milliseconds that another tab has for an answer. */
  patience?: number;
}

/** `ask` tells the answers to one question from those to others, which every tab hears. */
type Message = { type: 'who' | 'give' | 'mine' | 'given'; id: string; ask: string };

function isMessage(data: unknown): data is Message {
  return typeof data === 'object' && data !== null && 'type' in data && 'id' in data;
}

/**
 * By Web Locks where there are some, since they end with their tab however it ends; else by asking the other
 * tabs over a channel; where there is neither, every tab takes itself for the only one, and finds out when its
 * write is refused (TakenOver).
 */
export function createNotebookLock({
  onAsked,
  onLost,
  locks,
  channel,
  patience = 600,
}: LockOptions): NotebookLock {
  /** Held notebooks, with what lets the lock go. */
  const held = new Map<string, () => void>();
  const waiting = new Set<(message: Message) => void>();
  const lockName = (id: string): string => `outcrop-notebook-${id}`;
  const post = (message: Message): void => channel?.postMessage(message);

  function letGo(id: string): void {
    const release = held.get(id);
    held.delete(id);
    release?.();
  }

  async function answer(message: Message): Promise<void> {
    if (message.type === 'who' && held.has(message.id)) post({ ...message, type: 'mine' });
    if (message.type === 'give' && held.has(message.id)) {
      try {
        await onAsked(message.id);
      } finally {
        letGo(message.id);
        post({ ...message, type: 'given' });
      }
    }
  }

  function hear({ data }: MessageEvent<unknown>): void {
    if (!isMessage(data)) return;
    for (const listener of [...waiting]) listener(data);
    void answer(data);
  }
  channel?.addEventListener('message', hear);

  /** Whether such an answer comes in time. */
  function asked(
    type: 'who' | 'give',
    id: string,
    expected: Message['type'],
    time: number,
  ): Promise<boolean> {
    if (!channel) return Promise.resolve(false);
    const question: Message = { type, id, ask: `${Date.now()}-${Math.random()}` };
    return new Promise((resolve) => {
      const end = (came: boolean): void => {
        clearTimeout(timer);
        waiting.delete(listen);
        resolve(came);
      };
      const listen = (message: Message): void => {
        if (message.type === expected && message.ask === question.ask) end(true);
      };
      const timer = setTimeout(() => end(false), time);
      waiting.add(listen);
      post(question);
    });
  }

  /** Resolves when the lock is held, or with false where it is not to be had within `wait` ms. */
  function lock(manager: LockManager, id: string, steal: boolean): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const abort = new AbortController();
      // A tab that is just being reloaded lets go a moment later.
      const timer = steal ? undefined : setTimeout(() => abort.abort(), patience);
      const lost = (error: unknown): void => {
        clearTimeout(timer);
        const name = error instanceof DOMException ? error.name : '';
        if (name === 'SecurityError' || name === 'InvalidStateError') {
          resolve(true);
          held.set(id, () => undefined);
        } else if (name !== 'AbortError') reject(error);
        else if (held.delete(id)) onLost(id);
        else resolve(false);
      };
      manager
        .request(lockName(id), steal ? { steal } : { signal: abort.signal }, () => {
          clearTimeout(timer);
          return new Promise<void>((release) => {
            held.set(id, release);
            resolve(true);
          });
        })
        .catch(lost);
    });
  }

  return {
    async hold(id) {
      if (held.has(id)) return true;
      if (locks) return lock(locks, id, false);
      if (await asked('who', id, 'mine', patience)) return false;
      held.set(id, () => undefined);
      return true;
    },
    async takeOver(id) {
      if (held.has(id)) return;
      // Saving may take a while; a tab that is frozen or hangs does not answer at all.
      await asked('give', id, 'given', 5 * patience);
      if (locks) await lock(locks, id, true);
      else held.set(id, () => undefined);
    },
    release: letGo,
    async isHeldElsewhere(id) {
      if (held.has(id)) return false;
      if (!locks) return asked('who', id, 'mine', patience);
      const { held: all = [] } = await locks.query();
      return all.some(({ name }) => name === lockName(id));
    },
    close() {
      for (const id of [...held.keys()]) letGo(id);
      channel?.removeEventListener('message', hear);
      channel?.close();
    },
  };
}

/** What this browser has of locks and channels; old ones, and pages over plain http, have less. */
export function browserLocks(): Pick<LockOptions, 'locks' | 'channel'> {
  return {
    locks: 'locks' in navigator ? navigator.locks : undefined,
    channel: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('outcrop-notebooks'),
  };
}
