import { useCallback, useEffect, useState } from 'react';
import { Problem, toProblemData } from '../../core/problem.ts';
import type { NotebookStorage } from '../storage/storage.ts';

export interface Kept<T> {
  /** null while it is looked up. */
  list: T | null;
  /** Why something could not be done or looked up. */
  failure: string | null;
  /** Does something with the storage, and looks the list up again. */
  act(action: (storage: NotebookStorage) => Promise<void>): Promise<void>;
}

/** A list of what the browser keeps, with what goes wrong told beside it. */
export function useKept<T>(
  promised: Promise<NotebookStorage | null>,
  list: (storage: NotebookStorage) => Promise<T>,
): Kept<T> {
  const [found, setFound] = useState<T | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const act = useCallback(
    async (action: (storage: NotebookStorage) => Promise<void>) => {
      try {
        const storage = await promised;
        if (!storage) throw new Problem('storage', 'this browser keeps nothing');
        await action(storage);
        setFound(await list(storage));
        setFailure(null);
      } catch (error) {
        setFailure(toProblemData(error).message);
      }
    },
    [promised, list],
  );
  useEffect(() => {
    void act(async () => undefined);
  }, [act]);
  return { list: found, failure, act };
}
