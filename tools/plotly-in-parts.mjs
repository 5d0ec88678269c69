/**
 * plotly without what we do not draw (bars, pies, calendars), and in parts that a page can evaluate a few at a time: as
 * one script it holds the page for a tenth of a second. `virtual:plotly` gives `parts`, each to be called once, in
 * this order, and `whole`, which gives the library.
 *
 * The package is one file that esbuild made of some 400 modules: `var Id=W((exports,module)=>{...});` each, in the order
 * in which they need each other, and the last registers what the bundle adds to the core. Another form is an error.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const NAME = 'virtual:plotly';
const FILE = createRequire(import.meta.url).resolve('plotly.js-basic-dist-min');

const RESOLVED = `${FILE}?parts`;

/** Chromium then compiles the file beside the page's thread, and nothing of it when it is first called. */
const COMPILED_AT_ONCE = '//# allFunctionsCalledOnLoad\n';

const MODULE = /\bvar ([\w$]+)=W\((?=(?:[\w$]+|\([\w$,]*\))=>\{)/g;
const BUNDLE = /"use strict";var Plotly=\(\(\)=>\{([\s\S]*)return [\w$]+\(\);\}\)\(\);/;
const ENTRY =
  /var [\w$]+=W\(\([\w$]+,[\w$]+\)=>\{var ([\w$]+)=([\w$]+)\(\);\1\.register\(\[[^\]]*\]\);[^{}]*\}\);$/;

/** @param {string} text of the package. */
export function inParts(text) {
  const bundle = BUNDLE.exec(text)?.[1];
  const entry = bundle && ENTRY.exec(bundle);
  if (!entry) throw new Error(`${FILE} is not in the form that tools/plotly-in-parts.mjs knows`);
  const code = bundle.slice(0, entry.index);
  const core = entry[2];
  const found = [...code.matchAll(MODULE)];
  const bodies = new Map(
    found.map(({ 1: id, index }, i) => [id, code.slice(index + id.length, found[i + 1]?.index)]),
  );
  if (!bodies.has(core)) throw new Error(`${FILE} has no module ${core}, which it begins with`);
  const needed = neededBy(core, bodies);
  const parts = [...bodies.keys()].filter((id) => needed.has(id));
  // Pure: what nobody calls is left out of the build.
  return `${code.replaceAll(MODULE, 'var $1=/* @__PURE__ */W(')}
export const parts=[${parts.join(',')}];
export const whole=${core};
`;
}

/** The modules whose names stand in a module, and in those: a few too many, where a name has two meanings. */
function neededBy(core, bodies) {
  const needed = new Set([core]);
  for (const id of needed) {
    for (const [word] of bodies.get(id).matchAll(/[\w$]+(?=\()/g)) if (bodies.has(word)) needed.add(word);
  }
  return needed;
}

/** @returns {import('vite').Plugin} */
export function plotlyInParts() {
  return {
    name: 'outcrop-plotly-in-parts',
    // The built file is called after it: some hosts do not serve names that begin with an underscore.
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load: (id) => (id === RESOLVED ? inParts(readFileSync(FILE, 'utf8')) : null),
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk' && file.moduleIds.includes(RESOLVED))
          file.code = `${COMPILED_AT_ONCE}${file.code}`;
    },
  };
}
