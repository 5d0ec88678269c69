import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from '../src/cells/contract.ts';
import { dataParams } from '../src/cells/data/params.ts';
import { type FileReference, filesOf, isOpened, sourceOf } from '../src/cells/data/source.ts';
import { Problem } from '../src/core/problem.ts';
import { FileBlob } from '../src/engine/node/file-blob.ts';
import type { NotebookDocument } from '../src/notebook/document.ts';
import { expectFile } from './disk.ts';

/** A notebook with files for all its data cells, or a Problem that names the cell without one. */
export interface FoundFiles {
  document: NotebookDocument;
  files: Files;
  warnings: string[];
}

const BUNDLED = fileURLToPath(new URL(/* @vite-ignore */ '../public/data/', import.meta.url));

/**
 * Files for the data cells: the given one, else those of the names in the notebook, in its own folder and nowhere
 * else, since a notebook may come from a stranger. Bundled and simulated data need none.
 */
export function findFiles(
  document: NotebookDocument,
  notebook: string,
  given: readonly { cell: string | null; file: string }[],
): FoundFiles {
  const warnings: string[] = [];
  const paths = new Map<string, string>();
  const dataCount = document.cells.filter(({ kind }) => kind === 'data').length;
  const replacements = assignFiles(document, notebook, given);
  const cells = document.cells.map((cell, i) => {
    if (cell.kind !== 'data') return cell;
    const { source } = dataParams.parse(cell.params);
    const given = replacements.get(cell.id);
    if (given !== undefined) {
      const known = isOpened(source) ? filesOf(source) : [];
      const references = given.map((file): FileReference => {
        const name = basename(file);
        const { size } = statSync(file);
        const same = known.find((other) => other.name === name && other.size === size);
        const key = same?.key ?? (paths.has(name) ? `${name} (${cell.id}, ${paths.size})` : name);
        paths.set(key, resolve(file));
        return same ?? { key, name, size };
      });
      const kept = references.length === known.length && references.every((file) => known.includes(file));
      // Other files are read as those before them were; what they were like is not expected of them.
      const pick = isOpened(source) ? source.pick : undefined;
      return { ...cell, params: { ...cell.params, source: kept ? source : sourceOf(references, pick) } };
    }
    if (!isOpened(source)) return cell;
    for (const { key, name, size } of filesOf(source)) {
      const path = besideNotebook(name, notebook);
      const found = path === null ? undefined : statSync(path, { throwIfNoEntry: false })?.size;
      if (path === null || found === undefined) {
        throw new Problem(
          'bad-file',
          `${notebook}: cells[${i}] (${cell.title}) reads ${name} (${size} bytes), which is not beside the notebook; expected it there, or by --data ${dataCount === 1 ? 'FILE' : `'${cell.title}=FILE'`}`,
        );
      }
      if (found !== size) {
        warnings.push(`${name} has ${found} bytes; it had ${size} when the notebook was saved`);
      }
      paths.set(key, path);
    }
    return cell;
  });
  const files: Files = {
    async bundled(name) {
      if (!/^\w[\w.-]*$/.test(name)) {
        throw new Problem('bad-file', `${name}: no file of this name came with Outcrop`);
      }
      const path = join(BUNDLED, name);
      expectFile(path);
      return new FileBlob(path);
    },
    async opened(key) {
      const path = paths.get(key);
      if (path === undefined) return undefined;
      expectFile(path);
      return new FileBlob(path);
    },
  };
  return { document: { ...document, cells }, files, warnings };
}

/** null where the name is more than a name: it could lead anywhere on the disk. */
function besideNotebook(name: string, notebook: string): string | null {
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) return null;
  return join(dirname(resolve(notebook)), name);
}

/** By id of the data cell: its files, several as one table. A name is an id, or the title of one data cell only. */
function assignFiles(
  { cells }: NotebookDocument,
  notebook: string,
  given: readonly { cell: string | null; file: string }[],
): Map<string, string[]> {
  const dataCells = cells.filter(({ kind }) => kind === 'data');
  const list = dataCells.map(({ id, title }) => (id === title ? id : `${title} (${id})`)).join(', ');
  const fail = (message: string): never => {
    throw new Problem('bad-notebook', `${notebook}: ${message}; its data cells: ${list || 'none'}`);
  };
  const found = new Map<string, string[]>();
  for (const { cell, file } of given) {
    expectFile(file);
    const named = dataCells.filter(({ id, title }) => cell === null || id === cell || title === cell);
    const exact = named.find(({ id }) => id === cell);
    if (cell === null && named.length !== 1)
      fail('--data FILE fits one data cell; expected --data NAME=FILE');
    if (named.length === 0) fail(`--data ${cell}=${file}: there is no data cell ${cell}`);
    if (!exact && named.length > 1) fail(`--data ${cell}=${file}: ${cell} is the title of several`);
    const { id } = exact ?? named[0];
    found.set(id, [...(found.get(id) ?? []), file]);
  }
  return found;
}
