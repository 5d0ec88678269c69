import type { Rgb, Theme, Tone } from './plot.ts';

/**
 * Colours of plots. Clusters take the hues of Okabe and Ito (2008), which people with any colour vision tell
 * apart, darkened or lightened until each has 3:1 on its ground (WCAG 1.4.11).
 */
export interface Palette {
  ground: string;
  text: string;
  softText: string;
  grid: string;
  axis: string;
  /** Events where nothing else colours them. */
  plain: string;
  /** Selected events; the same as --select of the theme. */
  selected: string;
  /** Events that are not selected, behind those that are. */
  context: string;
  noise: string;
  clusters: string[];
}

const LIGHT: Palette = {
  ground: '#ffffff',
  text: '#1a2029',
  softText: '#4d5868',
  grid: '#e3e6eb',
  axis: '#8a93a1',
  plain: '#3d5a80',
  selected: '#b93d08',
  context: '#c3c8d0',
  noise: '#b4bac4',
  clusters: ['#0072b2', '#b87d00', '#00875f', '#b8578f', '#2f8fcb', '#b14a00', '#857c00', '#2b2b2b'],
};

const DARK: Palette = {
  ground: '#1b2028',
  text: '#e6eaf0',
  softText: '#b3bdca',
  grid: '#2b323d',
  axis: '#66707f',
  plain: '#8fb3dd',
  selected: '#ff9d5c',
  context: '#4b5462',
  noise: '#5e6877',
  clusters: ['#4b9fe0', '#e69f00', '#00b384', '#dd8fb9', '#8ed0f5', '#f0743a', '#f0e442', '#f2f2f2'],
};

export function paletteOf(theme: Theme): Palette {
  return theme === 'dark' ? DARK : LIGHT;
}

/** Clusters beyond the eighth take the hues again, nearer to the ground, then further from it. */
const LIGHTNESS = [0, 0.35, -0.3];
export const CLUSTER_COLORS = LIGHTNESS.length * LIGHT.clusters.length;

/** Negative labels are noise. */
export function clusterColor(theme: Theme, label: number): string {
  const palette = paletteOf(theme);
  if (label < 0) return palette.noise;
  const hues = palette.clusters.length;
  const color = parseColor(palette.clusters[label % hues]);
  const shift = LIGHTNESS[Math.floor(label / hues) % LIGHTNESS.length];
  const towards = parseColor(shift > 0 ? palette.ground : palette.text);
  return formatColor(mix(color, towards, Math.abs(shift)));
}

/** The tones of a scatter: 0 plain, 1 noise and unknown, 2.. clusters. */
export const PLAIN_TONE = 0;
export const NOISE_TONE = 1;
export const FIRST_CLUSTER_TONE = 2;

export function tonesOf(theme: Theme): Tone[] {
  const palette = paletteOf(theme);
  const tones: Tone[] = [
    { color: parseColor(palette.plain), rank: 1 },
    { color: parseColor(palette.noise), rank: 0 },
  ];
  for (let label = 0; label < CLUSTER_COLORS; label++) {
    tones.push({ color: parseColor(clusterColor(theme, label)), rank: 1 });
  }
  return tones;
}

export function clusterTone(label: number): number {
  return label < 0 ? NOISE_TONE : FIRST_CLUSTER_TONE + (label % CLUSTER_COLORS);
}

export function parseColor(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export function formatColor(color: Rgb): string {
  return `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(a: Rgb, b: Rgb): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((u, v) => v - u);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
