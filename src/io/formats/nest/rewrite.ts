import { inflatedStream } from '../../inflate.ts';

/** A cell of three numbers in the header, such as `X,Y,Z [mm]`. */
const TRIPLE = /^([^,\t[]+),([^,\t[]+),([^,\t[]+?)(\s*\[[^\]]*\])?$/;
const COLUMNS_AT_LEAST = 6;
const LONGEST_PREAMBLE = 200;

/** Line of the header of execNEST's text output, counted from 0, in the first lines of a file; -1 where there is none. */
export function headerLineOf(lines: string[]): number {
  return lines.slice(0, LONGEST_PREAMBLE).findIndex((line) => {
    const cells = line.trimEnd().split('\t');
    return (
      cells.length >= COLUMNS_AT_LEAST &&
      cells.some((cell) => /^E(_truth)? \[keV\]/.test(cell)) &&
      cells.some((cell) => TRIPLE.test(cell))
    );
  });
}

/** Lines of execNEST as those of a TSV file: the preamble as comments, a cell of three numbers as three cells. */
class LineRewriter {
  private line = 0;
  private header = -1;
  private triple = -1;
  private readonly first: string[];

  constructor(first: string[]) {
    this.first = first;
    this.header = headerLineOf(first);
    if (this.header < 0) return;
    this.triple = this.first[this.header]
      .trimEnd()
      .split('\t')
      .findIndex((cell) => TRIPLE.test(cell));
  }

  rewrite(text: string): string {
    const line = this.line++;
    if (line < this.header) return text.trim() === '' ? '' : `# ${text.replace(/\t/g, ' ')}`;
    const cells = text.split('\t');
    const cell = cells[this.triple];
    if (cell === undefined) return text;
    if (line > this.header) cells[this.triple] = cell.replace(/,\s*/g, '\t');
    else {
      const [, x, y, z, unit = ''] = TRIPLE.exec(cell.trim()) ?? [];
      cells[this.triple] = [x, y, z].map((name) => `${name.trim()}${unit}`).join('\t');
    }
    return cells.join('\t');
  }
}

/** A file of execNEST as the TSV file it stands for, made as it is read; lines keep their numbers. */
export class RewrittenFile extends Blob {
  private readonly file: Blob;
  private readonly first: string[];

  constructor(file: Blob, first: string[]) {
    super();
    this.file = file;
    this.first = first;
    Object.defineProperty(this, 'size', { value: file.size });
  }

  /** Only to tell whether it is gzip, which it is no more. */
  override slice(): Blob {
    return new Blob(['# ']);
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const rewriter = new LineRewriter(this.first);
    const decoder = new TextDecoder();
    const encoder = new TextEncoder();
    let rest = '';
    const rewritten = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        if (lines.length === 0) return;
        const text = lines.map((line) => rewriter.rewrite(line)).join('\n');
        controller.enqueue(encoder.encode(`${text}\n`));
      },
      flush(controller) {
        const last = rest + decoder.decode();
        if (last !== '') controller.enqueue(encoder.encode(rewriter.rewrite(last)));
      },
    });
    const source = new ReadableStream<Uint8Array<ArrayBuffer>>(new Inflated(this.file));
    return source.pipeThrough(rewritten);
  }
}

/** The inflated bytes of a file as the source of a stream that can be had at once. */
class Inflated implements UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> {
  private reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null = null;
  private readonly file: Blob;

  constructor(file: Blob) {
    this.file = file;
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> {
    this.reader ??= (await inflatedStream(this.file)).getReader();
    const { done, value } = await this.reader.read();
    if (done) controller.close();
    else controller.enqueue(value);
  }

  async cancel(): Promise<void> {
    await this.reader?.cancel();
  }
}
