import { nextTask } from '../../engine/next-task.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let word = n;
  for (let bit = 0; bit < 8; bit++) word = word & 1 ? (word >>> 1) ^ 0xedb88320 : word >>> 1;
  return word;
});

const PIECE = 2 ** 18;

/**
 * An image of 8-bit RGBA pixels, row by row, as a PNG file (ISO/IEC 15948), in browsers as in Node. The host packs
 * it, a piece at a time.
 */
export async function encodePng(
  width: number,
  height: number,
  rgba: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const header = new Uint8Array(13);
  const fields = new DataView(header.buffer);
  fields.setUint32(0, width);
  fields.setUint32(4, height);
  // 8 bits a sample, truecolour with alpha, no interlace.
  header.set([8, 6, 0, 0, 0], 8);
  // Each row begins with its filter: 0, none.
  const rows = new Uint8Array(height * (1 + 4 * width));
  for (let y = 0; y < height; y++) {
    rows.set(rgba.subarray(y * 4 * width, (y + 1) * 4 * width), y * (1 + 4 * width) + 1);
  }
  const chunks = [
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', await packed(rows)),
    chunk('IEND', new Uint8Array(0)),
  ];
  const file = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of chunks) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** In the format of zlib. */
async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { readable, writable } = new CompressionStream('deflate');
  const [file] = await Promise.all([
    new Response(readable).arrayBuffer(),
    write(bytes, writable.getWriter()),
  ]);
  return new Uint8Array(file);
}

/** Browsers pack a piece at once: small ones keep the page alive. */
async function write(
  bytes: Uint8Array<ArrayBuffer>,
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    await nextTask();
    await writer.write(bytes.subarray(at, at + PIECE));
  }
  await writer.close();
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const framed = new Uint8Array(data.length + 12);
  const fields = new DataView(framed.buffer);
  fields.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) framed[4 + i] = type.charCodeAt(i);
  framed.set(data, 8);
  let sum = 0xffffffff;
  for (let i = 4; i < data.length + 8; i++) sum = TABLE[(sum ^ framed[i]) & 255] ^ (sum >>> 8);
  fields.setUint32(data.length + 8, ~sum >>> 0);
  return framed;
}
