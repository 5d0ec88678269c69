import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Progress } from '../core/progress.ts';

/** SHA-256 of a file's bytes as stored, in hex, without holding them all. */
export async function digestFile(file: Blob, progress: Progress): Promise<string> {
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
