import { Problem } from '../../core/problem.ts';
import { isAddress } from './is-address.ts';

/** As long as the name of a file in a notebook may be. */
const MOST_CHARACTERS = 500;

/** What a user typed, in its plain form. Throws a Problem `bad-parameter`. */
export function parseAddress(typed: string): URL {
  const text = typed.trim();
  const expected = 'expected one such as https://data.example.org/run.parquet';
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  if (!isAddress(text) || !URL.canParse(text)) {
    throw new Problem('bad-parameter', `invalid address: ${shown === '' ? 'none' : shown}; ${expected}`);
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new Problem('bad-parameter', `${url.host}: a name or password in an address; ${expected}`);
  }
  url.hash = '';
  if (url.href.length > MOST_CHARACTERS) {
    throw new Problem(
      'bad-parameter',
      `${url.host}: an address of ${url.href.length} characters; expected at most ${MOST_CHARACTERS}`,
    );
  }
  return url;
}

/** The last part of its path, as a file would be called. */
export function fileNameOf(address: string): string {
  const { pathname, host } = new URL(address);
  const last = pathname.split('/').findLast((part) => part !== '');
  if (last === undefined) return host;
  try {
    return decodeURIComponent(last);
  } catch (error) {
    if (error instanceof URIError) return last;
    throw error;
  }
}
