import { Problem } from '../../../core/problem.ts';

type Word = 'log' | 'warn' | 'error';
const WORDS: Word[] = ['log', 'warn', 'error'];
const MOST_WORDS = 20;

const listeners = new Set<Set<string>>();
let spoken: Pick<Console, Word> | null = null;

function listen(words: Set<string>): void {
  listeners.add(words);
  if (spoken) return;
  const { log, warn, error } = console;
  spoken = { log, warn, error };
  for (const word of WORDS) {
    console[word] = (...said: unknown[]) => {
      const text = said.map(String).join(' ').slice(0, 300);
      for (const each of listeners) if (each.size < MOST_WORDS) each.add(text);
    };
  }
}

function leave(words: Set<string>): void {
  listeners.delete(words);
  if (listeners.size > 0 || !spoken) return;
  Object.assign(console, spoken);
  spoken = null;
}

/**
 * jsroot tells what it does not understand of a file on the console alone, and goes on. While `work` runs its words are
 * taken from there: `done` gets them where the work ends well, and the Problem that ends it otherwise carries the first.
 */
export async function hearJsroot<T>(
  work: () => Promise<T>,
  done: (outcome: T, words: string[]) => T,
): Promise<T> {
  const words = new Set<string>();
  listen(words);
  try {
    return done(await work(), [...words]);
  } catch (error) {
    const [first] = words;
    if (!(error instanceof Problem) || first === undefined) throw error;
    throw new Problem(error.code, `${error.message} (jsroot: ${first})`, { cause: error });
  } finally {
    leave(words);
  }
}
