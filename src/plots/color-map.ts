import { mix, paletteOf, parseColor } from './palette.ts';
import type { Rgb, Theme } from './plot.ts';

/** Ten even steps of viridis (S. van der Walt and N. Smith, matplotlib 2.0, 2015; CC0). */
const VIRIDIS = [
  '#440154',
  '#482878',
  '#3e4a89',
  '#31688e',
  '#26828e',
  '#1f9e89',
  '#35b779',
  '#6dcd59',
  '#b4de2c',
  '#fde725',
].map(parseColor);

/** Blue, grey, red: the grey is zero and stays visible on either ground, lightness rises or falls to both ends. */
const DIVERGING: Record<Theme, Rgb[]> = {
  light: ['#053f8f', '#2f7cc0', '#a3a8ae', '#cf6248', '#94121f'].map(parseColor),
  dark: ['#9fd0ff', '#4f92d6', '#69707a', '#d9705a', '#ffb9a3'].map(parseColor),
};

export type ColorMapName = 'viridis' | 'diverging';

/** 256 colours. Viridis leaves out its end that the ground would swallow: yellow on white, violet on dark. */
export function rampOf(name: ColorMapName, theme: Theme): Rgb[] {
  const stops = name === 'viridis' ? VIRIDIS : DIVERGING[theme];
  const [from, to] = name === 'diverging' ? [0, 1] : theme === 'light' ? [0, 0.86] : [0.28, 1];
  const ramp: Rgb[] = [];
  for (let i = 0; i < 256; i++) ramp.push(between(stops, from + ((to - from) * i) / 255));
  return ramp;
}

/** From the context grey to the text: for the density of what is not selected. */
export function greyRamp(from: Rgb, to: Rgb): Rgb[] {
  return Array.from({ length: 256 }, (_, i) => mix(from, to, (0.45 * i) / 255));
}

/** The colour of selections, from a little nearer to the ground to a good deal nearer to the text. */
export function selectedRamp(theme: Theme): Rgb[] {
  const { selected, ground, text } = paletteOf(theme);
  const one = mix(parseColor(selected), parseColor(ground), 0.2);
  const many = mix(parseColor(selected), parseColor(text), 0.5);
  return Array.from({ length: 256 }, (_, i) => mix(one, many, i / 255));
}

function between(stops: Rgb[], share: number): Rgb {
  const at = share * (stops.length - 1);
  const i = Math.min(Math.floor(at), stops.length - 2);
  return mix(stops[i], stops[i + 1], at - i);
}
