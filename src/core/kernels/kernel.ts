import { fromBase64 } from './base64.ts';

/** Memory of a kernel; the shared kind may be sent to other threads. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  /** @throws RangeError where so many more pages cannot be had. */
  grow(pages: number): number;
}

/** A kernel in base64, compiled for memory of its own and for memory that threads share. */
export interface KernelModule {
  own: string;
  shared: string;
}

/** What is used of WebAssembly, which no ES library declares. */
interface Wasm {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Memory: new (size: { initial: number; maximum?: number; shared?: boolean }) => KernelMemory;
  Instance: new (module: object, imports: object) => { exports: object };
}

const wasm = (globalThis as unknown as { WebAssembly?: Wasm }).WebAssembly;

/** A module whose one function has type () -> v128 and body (i32x4.splat (i32.const 0)). */
const SIMD_PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x11, 0x0b],
);

/** Whether WebAssembly with SIMD runs here; where not, the TypeScript of each kernel does. */
export const hasKernels = wasm?.validate(SIMD_PROBE) ?? false;

/** The compiler of kernels keeps the low addresses for itself. */
const BASE = 65_536;
const PAGE = 65_536;
const ALIGNMENT = 64;
const LARGEST = 4 * 1024 ** 3;

/** Lays out arrays one after the other; ask for all, then make the kernel. */
export class MemoryPlan {
  private end = BASE;

  /** Address of room for so many bytes, at a multiple of 64. */
  room(bytes: number): number {
    const at = this.end;
    this.end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    return at;
  }

  /** In bytes. */
  get size(): number {
    return this.end;
  }

  /** False where the arrays go beyond what 32-bit addresses reach. */
  get fits(): boolean {
    return this.end <= LARGEST;
  }
}

const compiled = new Map<string, object>();

/**
 * Memories that were handed back, the largest of each kind. Shared memory counts for no collector, so that of one
 * stage after the other would pile up: at a million events 0.5 GB before a layout begins.
 */
const idle: { shared: KernelMemory | null; own: KernelMemory | null } = { shared: null, own: null };

/**
 * Memory for all that a plan lays out, all zero: such as was handed back, or new. Freed when nobody holds it. The
 * caller has seen that `hasKernels` and `plan.fits`.
 * @param shared for several threads. @throws RangeError where it cannot be had.
 */
export function kernelMemory(plan: MemoryPlan, shared: boolean): KernelMemory {
  const pages = Math.ceil(plan.size / PAGE);
  const kind = shared ? 'shared' : 'own';
  const known = idle[kind];
  idle[kind] = null;
  if (known && reaches(known, pages)) {
    new Uint8Array(known.buffer, 0, plan.size).fill(0);
    return known;
  }
  const { Memory } = expectWasm();
  if (!shared) return new Memory({ initial: pages });
  try {
    return new Memory({ initial: pages, maximum: LARGEST / PAGE, shared });
  } catch (error) {
    // Where addresses are scarce the room to grow is not to be had.
    if (!(error instanceof RangeError)) throw error;
    return new Memory({ initial: pages, maximum: pages, shared });
  }
}

/**
 * Hands memory back for the next plan of this thread. Nobody may look into it any more: not after a task that
 * failed, whose other threads may be at it still.
 */
export function giveBack(memory: KernelMemory): void {
  const kind = memory.buffer instanceof ArrayBuffer ? 'own' : 'shared';
  const known = idle[kind];
  if (!known || known.buffer.byteLength < memory.buffer.byteLength) idle[kind] = memory;
}

/** Whether memory has so many pages, or could be made to. */
function reaches(memory: KernelMemory, pages: number): boolean {
  const missing = pages - memory.buffer.byteLength / PAGE;
  if (missing <= 0) return true;
  try {
    memory.grow(missing);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A kernel at work on such memory; each thread needs one of its own. */
export function startKernel<Exports extends object>(module: KernelModule, memory: KernelMemory): Exports {
  const { Module, Instance } = expectWasm();
  const code = memory.buffer instanceof ArrayBuffer ? module.own : module.shared;
  let ready = compiled.get(code);
  if (!ready) {
    ready = new Module(fromBase64(code));
    compiled.set(code, ready);
  }
  return new Instance(ready, { env: { memory } }).exports as Exports;
}

function expectWasm(): Wasm {
  if (!wasm) throw new Error('no WebAssembly here; expected a look at hasKernels first');
  return wasm;
}
