import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

export const TFJS_BACKENDS = ['wasm', 'webgl', 'cpu'] as const;
export type TfjsBackend = (typeof TFJS_BACKENDS)[number];

/** Where the two WebAssembly files are: addresses in browsers, paths in Node. */
export interface WasmFiles {
  simd: string;
  plain: string;
}

let pathsSet = false;

/** Makes a backend the one in use. @throws Error where it cannot run here */
export async function useBackend(backend: TfjsBackend, wasm: WasmFiles): Promise<void> {
  if (backend === 'wasm' && !pathsSet) {
    // Its threads start from blobs, which the policy of the page forbids.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    // It starts with all three names given only, though the third is never fetched.
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasm.plain,
      'tfjs-backend-wasm-simd.wasm': wasm.simd,
      'tfjs-backend-wasm-threaded-simd.wasm': wasm.simd,
    });
    pathsSet = true;
  }
  if (!(await tf.setBackend(backend))) throw new Error(`the ${backend} backend cannot be started here`);
  await tf.ready();
}

/** Whether the WebGL context under the backend in use is gone. */
export function isBackendLost(): boolean {
  const { gpgpu } = tf.backend() as { gpgpu?: { gl?: { isContextLost(): boolean } } };
  return gpgpu?.gl?.isContextLost() ?? false;
}

export function lostBackend(): Error {
  return new Error('the WebGL context was lost');
}

const LOOK_MS = 100;

/** What is read from the backend. Of a lost context TensorFlow.js waits without end, so it is looked at meanwhile. */
export async function orLost<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const lost = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (isBackendLost()) reject(lostBackend());
    }, LOOK_MS);
  });
  try {
    return await Promise.race([reading, lost]);
  } finally {
    clearInterval(timer);
  }
}
