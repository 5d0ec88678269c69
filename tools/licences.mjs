/** The licences of all that the built app contains, as one text file of the build. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

export const FILE = 'licences.txt';

/** Stands in for packages that are left out. */
const NOTHING = 'empty-npm-package';

/** `{ name, version, licence, text }` of every package that is installed for the app itself, by name. */
export function licencesOf(folder = root) {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const seen = new Set();
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.optional && entry.name !== NOTHING)
    .filter(([path]) => !path.includes('node_modules/@types/'))
    .map(([path, entry]) => {
      const place = join(folder, path);
      const own = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
      const licence = own.license?.type ?? own.license ?? entry.license;
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      if (typeof licence !== 'string') throw new Error(`${name} ${own.version} names no licence`);
      return { name, version: own.version, licence, text: textIn(place) };
    })
    .filter(({ name, version }) => !seen.has(`${name} ${version}`) && seen.add(`${name} ${version}`))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function textIn(place) {
  if (!existsSync(place)) return '';
  return readdirSync(place)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(place, file), 'utf8').trim())
    .join('\n\n');
}

export function licenceText(packages) {
  const intro = [
    'Outcrop is under the MIT licence. It is built with the following packages, each under a licence of its own.',
    'What a browser loads holds parts of them, and of some nothing.',
  ].join('\n');
  const parts = packages.map(
    ({ name, version, licence, text }) =>
      `${name} ${version}: ${licence}\n${text === '' ? '(The package has no licence file; its package.json names the licence.)' : `\n${text}`}`,
  );
  return `${[intro, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** @returns {import('vite').Plugin} */
export function licences() {
  return {
    name: 'outcrop-licences',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'asset', fileName: FILE, source: licenceText(licencesOf()) });
    },
  };
}
