import { decoding, type OpenRoot, type RootKey } from './open-root.ts';

/** A tree or ntuple in the file, by its path. */
export interface Stored {
  path: string;
  key: RootKey;
  kind: 'TTree' | 'RNTuple';
}

const DEEPEST = 32;
const MOST_KEYS = 20_000;

/** All trees and ntuples, in directories too, each by its newest cycle; what else is there is named. */
export async function findTrees(root: OpenRoot): Promise<{
  stored: Stored[];
  skipped: { name: string; reason: string }[];
}> {
  const stored: Stored[] = [];
  const skipped: { name: string; reason: string }[] = [];
  let seen = 0;

  async function walk(keys: RootKey[], folder: string, depth: number): Promise<void> {
    const newest = new Map<string, RootKey>();
    for (const key of keys) {
      const other = newest.get(key.fName);
      if (!other || other.fCycle < key.fCycle) newest.set(key.fName, key);
    }
    for (const [name, key] of newest) {
      const path = `${folder}${name}`;
      const { fClassName: type } = key;
      if (type === 'TList' && name === 'StreamerInfo') continue;
      if (++seen > MOST_KEYS) throw new RangeError(`more than ${MOST_KEYS} objects`);
      if (/^(TTree|TNtuple|TNtupleD)$/.test(type)) stored.push({ path, key, kind: 'TTree' });
      else if (/^(ROOT::(Experimental::)?)RNTuple$/.test(type)) stored.push({ path, key, kind: 'RNTuple' });
      else if (/^TDirectory(File)?$/.test(type) && depth < DEEPEST) {
        const directory = await decoding(root.name, `directory ${path}`, () => root.file.readDirectory(path));
        await walk(directory.fKeys, `${path}/`, depth + 1);
      } else skipped.push({ name: path, reason: whatIs(type) });
    }
  }

  await decoding(root.name, 'its directory', () => walk(root.file.fKeys, '', 0));
  return { stored, skipped };
}

function whatIs(type: string): string {
  if (/^T(H[123]|Profile|Efficiency|Graph)/.test(type)) return `a histogram or graph (${type}), not events`;
  return `an object of class ${type}`;
}
