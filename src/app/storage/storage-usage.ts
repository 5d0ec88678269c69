export interface StorageUsage {
  /** Bytes that this site takes in this browser, and may take; as the browser estimates them. */
  usage: number;
  quota: number;
  /** True where the browser promised not to make room by removing what is kept here. */
  persisted: boolean;
}

/** null where the browser does not tell. */
export async function storageUsage(): Promise<StorageUsage | null> {
  const manager: StorageManager | undefined = navigator.storage;
  if (typeof manager?.estimate !== 'function') return null;
  const { usage = 0, quota = 0 } = await manager.estimate();
  return { usage, quota, persisted: (await manager.persisted?.()) ?? false };
}

const ASKED = 'outcrop-asked-to-persist';

/** Asks the browser once not to remove what is kept; some ask the user. */
export async function askToPersist(): Promise<void> {
  const manager: StorageManager | undefined = navigator.storage;
  if (typeof manager?.persist !== 'function' || readFlag(ASKED) !== null) return;
  writeFlag(ASKED, 'yes');
  if (!(await manager.persisted())) await manager.persist();
}

const KEEP_FILES = 'outcrop-keep-files';

/** Whether opened data files are to be kept in the browser; they are until the user says no. */
export function keepsFiles(): boolean {
  return readFlag(KEEP_FILES) !== 'no';
}

export function setKeepsFiles(keep: boolean): void {
  writeFlag(KEEP_FILES, keep ? 'yes' : 'no');
}

function readFlag(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    // A window that keeps nothing keeps no answers either.
    return null;
  }
}

function writeFlag(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // As above: it is asked again next time.
    return;
  }
}
