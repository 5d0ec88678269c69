import { describe, expect, it } from 'vitest';
import { giveBack, kernelMemory, MemoryPlan } from './kernel.ts';

function planOf(bytes: number): MemoryPlan {
  const plan = new MemoryPlan();
  plan.room(bytes);
  return plan;
}

describe.each([false, true])('kernel memory, shared %s', (shared) => {
  it('is used again once it was given back: all zero, grown where it must be', () => {
    const first = kernelMemory(planOf(1000), shared);
    const { byteLength } = first.buffer;
    new Uint8Array(first.buffer).fill(7);
    giveBack(first);
    const second = kernelMemory(planOf(3 * byteLength), shared);
    expect(second).toBe(first);
    expect(second.buffer.byteLength).toBeGreaterThan(3 * byteLength);
    expect(new Uint8Array(second.buffer).every((byte) => byte === 0)).toBe(true);
  });

  it('is not used by two', () => {
    const first = kernelMemory(planOf(1000), shared);
    expect(kernelMemory(planOf(1000), shared)).not.toBe(first);
    giveBack(first);
    const [second, third] = [kernelMemory(planOf(1000), shared), kernelMemory(planOf(1000), shared)];
    expect(second).toBe(first);
    expect(third).not.toBe(second);
  });

  it('keeps the larger of two', () => {
    const [small, large] = [1000, 500_000].map((bytes) => kernelMemory(planOf(bytes), shared));
    giveBack(large);
    giveBack(small);
    expect(kernelMemory(planOf(1000), shared)).toBe(large);
  });
});
