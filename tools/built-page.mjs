/**
 * The built app holds no code that the policy would have to allow: no inline script, no handler in markup, no
 * script from elsewhere, and no text that is made code; and every host serves all of its files.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, root } from './root.mjs';

/** Ways to make text code. A name before the parenthesis, such as in `retrieval(`, is another. */
const MAKES_CODE = [
  [/(?<![\w$.])eval\s*\(/, 'eval()'],
  [/(?<![\w$.])(?:new\s+)?Function\s*\(\s*["'`]/, 'Function() of text'],
  [/\bset(?:Timeout|Interval)\s*\(\s*["'`]/, 'a timer of text'],
];

/** zod asks so whether it may make code; src/notebook/zod.ts tells it beforehand that it may not. */
const KNOWN = [/try\{return (?:new )?Function\(\s*(?:``|""|'')\s*\),!0\}catch/g];

/** What is wrong with a page, in words. */
export function pageFaults(page) {
  const faults = [];
  for (const [tag, attributes, inside] of page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    const src = /\ssrc="([^"]*)"/.exec(attributes)?.[1];
    if (inside.trim() !== '' || src === undefined) faults.push(`an inline script: ${tag.slice(0, 80)}`);
    else if (/^(?:[a-z]+:)?\/\//i.test(src)) faults.push(`a script from elsewhere: ${src}`);
  }
  for (const [tag] of page.matchAll(/<[a-z][^>]*\son[a-z]+\s*=[^>]*>/gi))
    faults.push(`a handler in markup: ${tag.slice(0, 80)}`);
  return faults;
}

/** How a script makes text code, in words. */
export function scriptFaults(code) {
  const rest = KNOWN.reduce((left, known) => left.replace(known, ''), code);
  return MAKES_CODE.flatMap(([pattern, what]) => {
    const found = pattern.exec(rest);
    return found ? [`${what}: ${rest.slice(Math.max(0, found.index - 40), found.index + 40)}`] : [];
  });
}

/** What hosts that run Jekyll, such as GitHub Pages, leave out: files and folders that begin with `_`, a dot or `#`. */
export function nameFaults(names) {
  return names
    .filter((name) => name.split(/[\\/]/).some((part) => /^[_.#]/.test(part)))
    .map((name) => `${name}: some static hosts leave out what begins so`);
}

if (isProgram(import.meta.url)) {
  const dist = join(root, 'dist');
  const faults = pageFaults(readFileSync(join(dist, 'index.html'), 'utf8')).map(
    (fault) => `index.html: ${fault}`,
  );
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  faults.push(...nameFaults(names));
  const scripts = names.filter((name) => name.endsWith('.js'));
  for (const name of scripts)
    faults.push(...scriptFaults(readFileSync(join(dist, name), 'utf8')).map((fault) => `${name}: ${fault}`));
  for (const fault of faults) console.error(fault);
  console.log(`built page: ${scripts.length} scripts, ${faults.length} faults`);
  process.exitCode = faults.length > 0 || scripts.length === 0 ? 1 : 0;
}
