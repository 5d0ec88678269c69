import type { Progress } from '../../core/progress.ts';
import { type AddressedFile, fromKept, openAddressedFile } from '../../engine/addressed-files.ts';
import { parseAddress } from '../../io/address/address.ts';

/** The page asks its own server only, which fetches what whoever started it has allowed (tools/remote.mjs). */
function throughServer(address: string): string {
  return new URL(`remote?address=${encodeURIComponent(address)}`, document.baseURI).href;
}

/** Opens what a user typed. Throws a Problem that says what stands in the way. */
export async function openAtAddress(
  typed: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<AddressedFile> {
  const { href } = parseAddress(typed);
  return openAddressedFile(href, throughServer(href), true, progress, signal);
}

export function keptAddress(kept: Blob): Promise<Blob> {
  return fromKept(kept, throughServer);
}
