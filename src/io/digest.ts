import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Progress } from '../core/progress.ts';

/** Up to here the browser's own SHA-256 is used, which is several times faster but wants the file in one piece. */
const ONE_PIECE = 256e6;

/** SHA-256 of a file's bytes as stored, in hex, holding at most ONE_PIECE of them. */
export async function digestFile(file: Blob, progress: Progress): Promise<string> {
  progress({ stage: 'fingerprint', done: 0, total: file.size });
  // Pages without a secure context have no subtle.
  if (file.size <= ONE_PIECE && globalThis.crypto?.subtle) {
    const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return bytesToHex(new Uint8Array(hash));
  }
  const hash = sha256.create();
  const reader = file.stream().getReader();
  let done = 0;
  for (;;) {
    const chunk = await reader.read();
    if (chunk.done) return bytesToHex(hash.digest());
    hash.update(chunk.value);
    done += chunk.value.length;
    progress({ stage: 'fingerprint', done, total: file.size });
  }
}
