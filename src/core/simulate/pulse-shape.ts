/** Quantities of one pulse, times in ns from the start that the pulse finder found. */
export interface PulseShape {
  rise: number;
  aft5: number;
  aft25: number;
  aft50: number;
  aft75: number;
  aft95: number;
  rms: number;
  /** Share of the area within 50 ns of the time at which 1 % is reached. */
  prompt: number;
  /** Highest sample [phd/ns]. */
  height: number;
}

export function emptyShape(): PulseShape {
  return { rise: 0, aft5: 0, aft25: 0, aft50: 0, aft75: 0, aft95: 0, rms: 0, prompt: 0, height: 0 };
}

/**
 * Measures a waveform of `samples` samples of `sampleNs` ns, in phd a sample, none negative. The pulse starts at
 * the first sample above `threshold` phd and above `share` of the highest, or `earlyNs` before it. Fills `shape`;
 * false where no sample is above. Quantiles are linear within a sample and rise by construction. O(samples).
 */
export function measureShape(
  wave: Float64Array,
  samples: number,
  sampleNs: number,
  threshold: number,
  share: number,
  earlyNs: number,
  shape: PulseShape,
): boolean {
  let peak = 0;
  for (let i = 0; i < samples; i++) if (wave[i] > peak) peak = wave[i];
  if (peak <= threshold) return false;
  const level = Math.max(threshold, share * peak);
  let first = 0;
  while (wave[first] <= level) first++;

  let area = 0;
  let moment = 0;
  let square = 0;
  for (let i = first; i < samples; i++) {
    const value = wave[i];
    const t = i - first + 0.5;
    area += value;
    moment += value * t;
    square += value * t * t;
  }
  const mean = moment / area;
  shape.rms = Math.sqrt(Math.max(0, square / area - mean * mean)) * sampleNs;
  shape.height = peak / sampleNs;

  let half = first;
  while (wave[half] < peak / 2) half++;
  const before = half > first ? wave[half - 1] : 0;
  const within = (peak / 2 - before) / (wave[half] - before);
  shape.rise = earlyNs + Math.max(0, half - first - 0.5 + within) * sampleNs;

  let sum = 0;
  let next = 0;
  let sumAtPromptEnd = area;
  let promptEnd = samples;
  for (let i = first; i < samples; i++) {
    const value = wave[i];
    const after = sum + value;
    while (next < SHARES.length && after >= SHARES[next] * area) {
      const t = i - first + (SHARES[next] * area - sum) / value;
      reached[next++] = t;
      if (next === 1) promptEnd = t + 50 / sampleNs;
    }
    if (i - first <= promptEnd && i - first + 1 > promptEnd) {
      sumAtPromptEnd = sum + value * (promptEnd - (i - first));
    }
    sum = after;
  }
  // Rounding of the running sum cannot keep 95 % from being reached.
  shape.aft5 = earlyNs + reached[1] * sampleNs;
  shape.aft25 = earlyNs + reached[2] * sampleNs;
  shape.aft50 = earlyNs + reached[3] * sampleNs;
  shape.aft75 = earlyNs + reached[4] * sampleNs;
  shape.aft95 = earlyNs + reached[5] * sampleNs;
  shape.prompt = Math.min(1, sumAtPromptEnd / area);
  return true;
}

const SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95];
const reached = new Float64Array(SHARES.length);
