import type { Rgb } from './plot.ts';

/** Alpha words for 1, 2, 3 .. events in a pixel; more than the last count as the last. */
export type Opacity = (counts: Uint32Array) => Uint32Array;

/** Rows up to which every event can be seen, so that opacity need not tell how many there are. */
export const FEW = 60_000;

/**
 * How a pixel tells how many events it holds. Where events are few each is seen well and two are seen better:
 * 1 - (1 - a)^n. Where they are many that would soon be solid: then by the logarithm of the number up to the
 * fullest pixel. Selected events are nearly solid always.
 */
export function opacityOf(inside: number): { veil: Opacity; solid: Opacity } {
  const first = inside <= 3000 ? 0.9 : inside <= FEW ? 0.7 : inside <= 300_000 ? 0.45 : 0.3;
  return {
    veil: inside <= FEW ? () => stacked(first) : (counts) => logarithmic(first, counts),
    solid: () => stacked(Math.max(first, 0.85)),
  };
}

function stacked(first: number): Uint32Array {
  const words = new Uint32Array(256);
  for (let n = 1; n < 256; n++) words[n] = alphaWord(1 - (1 - first) ** n);
  return words;
}

function logarithmic(first: number, counts: Uint32Array): Uint32Array {
  let peak = 1;
  for (let i = 0; i < counts.length; i++) if (counts[i] > peak) peak = counts[i];
  const words = new Uint32Array(Math.min(peak, 65_535) + 1);
  const last = Math.max(words.length - 1, 2);
  for (let n = 1; n < words.length; n++) {
    words[n] = alphaWord(first + (1 - first) * (Math.log(n) / Math.log(last)));
  }
  return words;
}

function alphaWord(share: number): number {
  return (Math.round(255 * share) << 24) >>> 0;
}

export function rgbWord(color: Rgb): number {
  return (Math.round(color[0]) | (Math.round(color[1]) << 8) | (Math.round(color[2]) << 16)) >>> 0;
}
