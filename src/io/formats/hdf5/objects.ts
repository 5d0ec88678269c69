import { readAttributes } from './attributes.ts';
import { type Dataset, parseDataset } from './dataset.ts';
import type { FileBytes } from './file-bytes.ts';
import { readLinks } from './group.ts';
import { type Message, readObjectHeader } from './object-header.ts';

/** A group with what it holds, in the order of the file. */
export interface Group {
  path: string;
  attributes: Map<string, string | number>;
  groups: Group[];
  datasets: Dataset[];
}

const MOST_OBJECTS = 20_000;
const DEEPEST = 50;

/**
 * The tree of groups and datasets from an object on, each object once. What cannot be read is left out and named in
 * `warnings`; but the root must be whole: throws a Problem `bad-file` where it is not.
 */
export async function readObjects(
  bytes: FileBytes,
  root: number,
  warnings: string[],
  onObject: (count: number) => void,
): Promise<Group> {
  const seen = new Set<number>();

  async function readGroup(
    address: number,
    path: string,
    messages: Message[],
    depth: number,
  ): Promise<Group> {
    const links = (await readLinks(bytes, messages)) ?? [];
    const group: Group = {
      path,
      attributes: await readAttributes(bytes, messages),
      groups: [],
      datasets: [],
    };
    seen.add(address);
    for (const { name, address: target, reason } of links) {
      const child = path === '/' ? `/${name}` : `${path}/${name}`;
      if (reason !== null) {
        warnings.push(`${child} left out: ${reason}`);
        continue;
      }
      if (seen.has(target)) continue;
      if (seen.size >= MOST_OBJECTS || depth >= DEEPEST) {
        warnings.push(
          `${child} and what follows left out: more than ${MOST_OBJECTS} objects, or ${DEEPEST} levels`,
        );
        return group;
      }
      seen.add(target);
      onObject(seen.size);
      try {
        await addObject(group, target, child, depth);
      } catch (cause) {
        throw bytes.problem(child, cause);
      }
    }
    return group;
  }

  async function addObject(group: Group, address: number, path: string, depth: number): Promise<void> {
    const messages = await readObjectHeader(bytes, address);
    const dataset = await parseDataset(bytes, path, messages);
    if (dataset) group.datasets.push({ ...dataset, attributes: await readAttributes(bytes, messages) });
    else if ((await readLinks(bytes, messages)) !== null)
      group.groups.push(await readGroup(address, path, messages, depth + 1));
  }

  try {
    return await readGroup(root, '/', await readObjectHeader(bytes, root), 0);
  } catch (cause) {
    throw bytes.problem('the root group', cause);
  }
}
