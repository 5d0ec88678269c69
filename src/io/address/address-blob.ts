import { askRange, bytesOf, type Source } from './request-bytes.ts';

/** Smaller reads come in blocks of this size, of which the last few are kept: readers ask for many small things. */
const BLOCK = 2 ** 18;
const KEPT_BLOCKS = 32;

/** Blocks that were read last, the oldest first. */
type Blocks = Map<number, Promise<Uint8Array<ArrayBuffer>>>;

/** A part of a file at an address, as a Blob that fetches only what is asked for. It goes to workers as what it is made of. */
export class AddressBlob extends Blob {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly #blocks: Blocks;

  constructor(source: Source, start = 0, end: number = source.size, blocks: Blocks = new Map()) {
    super();
    this.source = source;
    this.start = start;
    this.end = end;
    this.#blocks = blocks;
    Object.defineProperty(this, 'size', { value: end - start });
  }

  override slice(start = 0, end: number = this.size): AddressBlob {
    const from = clamp(start, this.size);
    const to = Math.max(from, clamp(end, this.size));
    return new AddressBlob(this.source, this.start + from, this.start + to, this.#blocks);
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const { start, end, size } = this;
    if (size === 0) return new Uint8Array(0);
    if (size > BLOCK) return fetchBytes(this.source, start, end);
    const bytes = new Uint8Array(size);
    for (let block = Math.floor(start / BLOCK); block * BLOCK < end; block++) {
      const whole = await this.#block(block);
      const from = Math.max(start, block * BLOCK);
      bytes.set(whole.subarray(from - block * BLOCK, end - block * BLOCK), from - start);
    }
    return bytes;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const { source, start, end } = this;
    let chunks: AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> | null = null;
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        if (start === end) {
          controller.close();
          return;
        }
        chunks ??= bytesOf(source.address, await askRange(source, start, end), start, end);
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks?.return(undefined);
      },
    });
  }

  #block(block: number): Promise<Uint8Array<ArrayBuffer>> {
    const blocks = this.#blocks;
    const kept = blocks.get(block);
    const start = block * BLOCK;
    const found = kept ?? fetchBytes(this.source, start, Math.min(start + BLOCK, this.source.size));
    // The one asked for last is the last to go.
    blocks.delete(block);
    blocks.set(block, found);
    if (!kept) found.catch(() => blocks.delete(block));
    const [oldest] = blocks.keys();
    if (blocks.size > KEPT_BLOCKS) blocks.delete(oldest);
    return found;
  }
}

async function fetchBytes(source: Source, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const response = await askRange(source, start, end);
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  for await (const chunk of bytesOf(source.address, response, start, end)) {
    bytes.set(chunk.subarray(0, bytes.length - filled), filled);
    filled += chunk.length;
  }
  return bytes;
}

/** As Blob.slice counts: from the end where negative. */
function clamp(offset: number, size: number): number {
  return offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size);
}
