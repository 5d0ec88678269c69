import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from '../src/cells/contract.ts';
import { dataParams } from '../src/cells/data/params.ts';
import type { DataSource } from '../src/cells/data/source.ts';
import { Problem } from '../src/core/problem.ts';
import { FileBlob } from '../src/engine/node/file-blob.ts';
import type { NotebookDocument } from '../src/notebook/document.ts';
import { expectFile } from './disk.ts';

type FileSource = Extract<DataSource, { type: 'file' }>;

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
    const file = replacements.get(cell.id);
    if (file !== undefined) {
      const { size } = statSync(file);
      const same = source.type === 'file' && source.name === basename(file) && source.size === size;
      const taken = paths.has(basename(file));
      const key = same ? source.key : taken ? `${basename(file)} (${cell.id})` : basename(file);
      paths.set(key, resolve(file));
      if (same) return cell;
      const replaced: FileSource = { type: 'file', key, name: basename(file), size };
      return { ...cell, params: { ...cell.params, source: replaced } };
    }
    if (source.type !== 'file') return cell;
    const path = besideNotebook(source.name, notebook);
    const size = path === null ? undefined : statSync(path, { throwIfNoEntry: false })?.size;
    if (path === null || size === undefined) {
      throw new Problem(
        'bad-file',
        `${notebook}: cells[${i}] (${cell.title}) reads ${source.name} (${source.size} bytes), which is not beside the notebook; expected it there, or by --data ${dataCount === 1 ? 'FILE' : `'${cell.title}=FILE'`}`,
      );
    }
    if (size !== source.size) {
      warnings.push(`${source.name} has ${size} bytes; it had ${source.size} when the notebook was saved`);
    }
    paths.set(source.key, path);
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

/** By id of the data cell. A name is an id, or the title of one data cell only. */
function assignFiles(
  { cells }: NotebookDocument,
  notebook: string,
  given: readonly { cell: string | null; file: string }[],
): Map<string, string> {
  const dataCells = cells.filter(({ kind }) => kind === 'data');
  const list = dataCells.map(({ id, title }) => (id === title ? id : `${title} (${id})`)).join(', ');
  const fail = (message: string): never => {
    throw new Problem('bad-notebook', `${notebook}: ${message}; its data cells: ${list || 'none'}`);
  };
  const found = new Map<string, string>();
  for (const { cell, file } of given) {
    expectFile(file);
    const named = dataCells.filter(({ id, title }) => cell === null || id === cell || title === cell);
    const exact = named.find(({ id }) => id === cell);
    if (cell === null && named.length !== 1)
      fail('--data FILE fits one data cell; expected --data NAME=FILE');
    if (named.length === 0) fail(`--data ${cell}=${file}: there is no data cell ${cell}`);
    if (!exact && named.length > 1) fail(`--data ${cell}=${file}: ${cell} is the title of several`);
    const { id } = exact ?? named[0];
    if (found.has(id)) fail(`--data ${cell}=${file}: ${cell} has a file already`);
    found.set(id, file);
  }
  return found;
}
