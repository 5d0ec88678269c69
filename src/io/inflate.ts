import { Problem } from '../core/problem.ts';

export function isGzip(head: Uint8Array): boolean {
  return head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b;
}

/** The stream of a file's bytes, inflated where they are gzip, whatever the name says. */
export async function inflatedStream(
  file: Blob,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        onBytes(chunk.length);
        controller.enqueue(chunk);
      },
    }),
  );
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return isGzip(head) ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
}

/** The first bytes of a file, inflated where they are gzip; fewer where the file is shorter. */
export async function readHead(file: Blob, name: string, length: number): Promise<Uint8Array> {
  const plain = new Uint8Array(await file.slice(0, length).arrayBuffer());
  if (!isGzip(plain)) return plain;
  const reader = (await inflatedStream(file)).getReader();
  const head = new Uint8Array(length);
  let filled = 0;
  try {
    while (filled < length) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, length - filled);
      head.set(part, filled);
      filled += part.length;
    }
  } catch (error) {
    if (filled === 0) throw damagedGzip(name, 0, error);
  }
  await reader.cancel().catch(() => undefined);
  return head.subarray(0, filled);
}

export function damagedGzip(name: string, inflated: number, cause: unknown): Problem {
  const where = inflated === 0 ? 'from its start' : `after ${inflated} bytes of content`;
  return new Problem(
    'bad-file',
    `${name}: the gzip data is damaged or cut off ${where}; expected a whole .gz file`,
    {
      cause,
    },
  );
}
