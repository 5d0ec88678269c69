import type { Scenario } from './scenario.ts';

export const PRESETS = ['lz-sr1', 'lz-sr3', 'lux'] as const;
export type Preset = (typeof PRESETS)[number];

export interface SimulateParams {
  preset: Preset;
  events: number;
  seed: number;
  /** The same events, processed again after the pulse finder was mended: no S1 is found too early. */
  reprocessed?: boolean;
  /** Which populations it holds; `commissioning` unless told. */
  scenario?: Scenario;
}
