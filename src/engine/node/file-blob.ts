import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { type TransferHandler, transferHandlers } from 'comlink';
import { Problem } from '../../core/problem.ts';

const CHUNK = 1 << 20;

/**
 * A part of a file on disk as a Blob that reads only what is asked for. Node's own file-backed blobs cannot be
 * sent to a worker thread; these go as path and range.
 */
export class FileBlob extends Blob {
  readonly path: string;
  readonly start: number;
  readonly end: number;

  constructor(path: string, start = 0, end: number = statSync(path).size) {
    super();
    this.path = path;
    this.start = start;
    this.end = end;
    Object.defineProperty(this, 'size', { value: end - start });
  }

  override slice(start = 0, end: number = this.size): FileBlob {
    const from = clamp(start, this.size);
    return new FileBlob(this.path, this.start + from, this.start + Math.max(from, clamp(end, this.size)));
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(this.size);
    let filled = 0;
    for await (const chunk of this.chunks()) {
      bytes.set(chunk, filled);
      filled += chunk.length;
    }
    return bytes.buffer;
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer());
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer());
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const chunks = this.chunks();
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    });
  }

  private async *chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
    const file = await open(this.path, 'r');
    try {
      for (let at = this.start; at < this.end; ) {
        const chunk = new Uint8Array(Math.min(CHUNK, this.end - at));
        const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
        if (bytesRead === 0) {
          throw new Problem(
            'bad-file',
            `${this.path} ends at byte ${at}; expected ${this.end}: it was shortened meanwhile`,
          );
        }
        yield bytesRead === chunk.length ? chunk : chunk.slice(0, bytesRead);
        at += bytesRead;
      }
    } finally {
      await file.close();
    }
  }
}

/** As Blob.slice counts: from the end where negative. */
function clamp(offset: number, size: number): number {
  return offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size);
}

const handler: TransferHandler<FileBlob, { path: string; start: number; end: number }> = {
  canHandle: (value): value is FileBlob => value instanceof FileBlob,
  serialize: ({ path, start, end }) => [{ path, start, end }, []],
  deserialize: ({ path, start, end }) => new FileBlob(path, start, end),
};

/** To be called once on either side of a channel. */
export function sendFileBlobs(): void {
  transferHandlers.set('file-blob', handler);
}
