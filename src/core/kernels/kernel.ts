import { fromBase64 } from './base64.ts';

/** What is used of WebAssembly, which no ES library declares. */
interface WasmMemory {
  buffer: ArrayBuffer;
}
interface Wasm {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Memory: new (size: { initial: number }) => WasmMemory;
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
 * A kernel with memory of its own, freed with it. The caller has seen that `hasKernels` and `plan.fits`.
 * @param module one of the generated modules beside this file. @throws where the memory cannot be had.
 */
export function startKernel<Exports extends object>(
  module: string,
  plan: MemoryPlan,
): { exports: Exports; memory: ArrayBuffer } {
  if (!wasm) throw new Error('no WebAssembly here; expected a look at hasKernels first');
  let ready = compiled.get(module);
  if (!ready) {
    ready = new wasm.Module(fromBase64(module));
    compiled.set(module, ready);
  }
  const memory = new wasm.Memory({ initial: Math.ceil(plan.size / PAGE) });
  const { exports } = new wasm.Instance(ready, { env: { memory } });
  return { exports: exports as Exports, memory: memory.buffer };
}
