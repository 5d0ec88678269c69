import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { Trainer } from '../../../src/core/classify/separation.ts';
import { isBackendLost, type TfjsBackend, useBackend } from './backend.ts';
import { tfjsTrainer } from './trainer.ts';

/** Starts TensorFlow.js on a backend, in browsers. Loaded by import() alone: it is large. */
export async function startTfjs(
  backend: TfjsBackend,
): Promise<{ trainer: Trainer; use(): Promise<void>; isLost(): boolean }> {
  const here = (url: string): string => new URL(url, self.location.href).href;
  const use = (): Promise<void> => useBackend(backend, { simd: here(simd), plain: here(plain) });
  await use();
  return { trainer: tfjsTrainer(backend), use, isLost: isBackendLost };
}
