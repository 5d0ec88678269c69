export const PRESETS = ['lz-sr1', 'lz-sr3', 'lux'] as const;
export type Preset = (typeof PRESETS)[number];

export interface SimulateParams {
  preset: Preset;
  events: number;
  seed: number;
}
