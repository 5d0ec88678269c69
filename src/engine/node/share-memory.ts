/** Node's threads can always share memory; this says so in the words of a browser, which core asks for. */
export function shareMemory(): void {
  Object.assign(globalThis, { crossOriginIsolated: true });
}
