import { downloadText } from './download.ts';
import { storageProblem } from './storage-problem.ts';

/** Not in TypeScript's DOM library: so far Chromium alone has it. */
interface SavePickerWindow {
  showSaveFilePicker(options: {
    suggestedName: string;
    types: { description: string; accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle>;
}

export type SaveOutcome =
  /** Written in place; the next save with the same handle asks nothing. */
  { type: 'written'; handle: FileSystemFileHandle } | { type: 'downloaded' } | { type: 'cancelled' };

/**
 * Saves a text as a file: into `handle` where there is one, else where the user chooses, else, without the
 * File System Access API, as a download. A failed write is a Problem 'storage'. To be called from a click or key.
 */
export async function saveTextFile(
  name: string,
  text: string,
  handle: FileSystemFileHandle | null = null,
): Promise<SaveOutcome> {
  try {
    const target = handle ?? (await askWhere(name));
    if (target === null) {
      downloadText(name, text);
      return { type: 'downloaded' };
    }
    const stream = await target.createWritable();
    await stream.write(text);
    await stream.close();
    return { type: 'written', handle: target };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return { type: 'cancelled' };
    throw storageProblem(error, `save ${name}`);
  }
}

async function askWhere(name: string): Promise<FileSystemFileHandle | null> {
  const page: Window & Partial<SavePickerWindow> = window;
  if (!page.showSaveFilePicker) return null;
  return page.showSaveFilePicker({
    suggestedName: name,
    types: [{ description: 'Outcrop notebook', accept: { 'application/json': ['.json'] } }],
  });
}
