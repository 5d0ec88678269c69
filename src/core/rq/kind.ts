import type { Role } from '../table/column.ts';

const POSITION =
  'position: kept for plots, so that clusters are not shaped by where events are (add it if you want that)';

/**
 * What sort of measurement a column is: its role, how it would enter the feature space, and why it does not by
 * default (null: it does). `auto` looks at the content.
 */
const KINDS = {
  area: { role: 'feature', transform: 'log10', excluded: null },
  /** Corrected for position or run: a feature where no raw area of the same pulse is. */
  corrected: { role: 'feature', transform: 'log10', excluded: null },
  /** Area of the top or bottom array: a feature where area and asymmetry are not both there. */
  array: { role: 'feature', transform: 'log10', excluded: null },
  width: { role: 'feature', transform: 'log10', excluded: null },
  rise: { role: 'feature', transform: 'log10', excluded: null },
  /** A time within the pulse, such as that of 25 % of its area. */
  quantile: { role: 'feature', transform: 'log10', excluded: null },
  height: { role: 'feature', transform: 'log10', excluded: null },
  asymmetry: { role: 'feature', transform: 'linear', excluded: null },
  /** Area fraction top: offered as asymmetry. */
  aft: { role: 'feature', transform: 'linear', excluded: null },
  fraction: { role: 'feature', transform: 'linear', excluded: null },
  linear: { role: 'feature', transform: 'linear', excluded: null },
  count: { role: 'feature', transform: 'log10', excluded: null },
  measure: { role: 'feature', transform: 'auto', excluded: null },
  /** Combined from areas: a feature where no area is. */
  energy: { role: 'feature', transform: 'log10', excluded: null },
  other: {
    role: 'feature',
    transform: 'auto',
    excluded: 'of another peak than the main ones: missing in many events (add it to study multiple peaks)',
  },
  veto: {
    role: 'feature',
    transform: 'auto',
    excluded: 'of the veto detectors: nothing in most events (add it to study coincidences)',
  },
  neighbours: {
    role: 'feature',
    transform: 'auto',
    excluded: 'about what came before or near, not about this event (add it to study trains and pile-up)',
  },
  probability: {
    role: 'label',
    transform: 'linear',
    excluded: 'a verdict of the pulse classification: would bring its opinion in',
  },
  correction: { role: 'label', transform: 'linear', excluded: 'a correction: follows from position and run' },
  position: { role: 'position', transform: 'linear', excluded: POSITION },
  /** Depth by time. */
  drift: { role: 'position', transform: 'linear', excluded: POSITION },
  time: { role: 'time', transform: 'linear', excluded: 'a time of the run, not a property of the event' },
  id: { role: 'id', transform: 'linear', excluded: 'an identifier: its size means nothing' },
  channel: {
    role: 'label',
    transform: 'linear',
    excluded: 'the number of a channel: its size means nothing',
  },
  channels: { role: 'label', transform: 'linear', excluded: 'one value a channel, not one an event' },
  class: { role: 'label', transform: 'linear', excluded: 'a classification made earlier' },
  flag: { role: 'label', transform: 'linear', excluded: 'a yes or no, or the outcome of a cut' },
  condition: {
    role: 'label',
    transform: 'linear',
    excluded: 'a condition of the run, the same for many events: clusters would be runs',
  },
  truth: { role: 'truth', transform: 'linear', excluded: 'truth: hidden until asked for, never a feature' },
  weight: { role: 'label', transform: 'linear', excluded: 'a statistical weight, not a measurement' },
} as const satisfies Record<
  string,
  { role: Role; transform: 'linear' | 'log10' | 'auto'; excluded: string | null }
>;

export type Kind = keyof typeof KINDS;

export interface KindOf {
  role: Role;
  transform: 'linear' | 'log10' | 'auto';
  excluded: string | null;
}

export function kindOf(kind: Kind): KindOf {
  return KINDS[kind];
}
