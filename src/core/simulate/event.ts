/**
 * One event on its way through the detector: what a population decides, before anything is measured.
 * One record is reused for all events of a run, so `resetEvent` sets every field.
 */
export interface SimEvent {
  /** True position [cm] and the drift time of its electrons, as a share of the full drift. */
  x: number;
  y: number;
  depth: number;
  /** Drift time as the event builder sees it [us]; NaN where a pulse is missing. */
  driftUs: number;

  /** Photons detected in the S1 [phd]; 0 for no S1. */
  s1Photons: number;
  /** Expected share of the S1 in the top array. */
  s1TopShare: number;
  /** Share of fast (singlet) decays, and the scale of the recombination time [ns]. */
  s1Singlet: number;
  s1RecombinationNs: number;
  /** A second flash: its share of the light and its delay. */
  s1SecondShare: number;
  s1SecondNs: number;
  /** The pulse finder starts the S1 this much early. */
  s1EarlyNs: number;
  /** Share of the S1 in one channel, beyond ordinary counting. */
  s1HotShare: number;

  /** Electrons that reach the gas; 0 for no S2. */
  electrons: number;
  /** Added to the S2 TBA of a healthy event. */
  s2TbaShift: number;
  /** Drift time that sets the diffusion of the S2, as a share of the full drift. */
  s2Depth: number;
  /** Time an electron waits beyond the ordinary, exponential [ns]. */
  s2TailNs: number;
  /** Electrons spread evenly over this time [ns]. */
  s2SpreadNs: number;
  /** A second S2 in the same pulse: its share of the electrons and its delay. */
  s2SecondShare: number;
  s2SecondNs: number;
  /** Share of events that the event builder keeps where no S1 is found. */
  loneS2Kept: number;
}

export function createEvent(): SimEvent {
  return resetEvent({} as SimEvent);
}

export function resetEvent(event: SimEvent): SimEvent {
  event.x = 0;
  event.y = 0;
  event.depth = 0;
  event.driftUs = Number.NaN;
  event.s1Photons = 0;
  event.s1TopShare = 0.2;
  event.s1Singlet = 0;
  event.s1RecombinationNs = 0;
  event.s1SecondShare = 0;
  event.s1SecondNs = 0;
  event.s1EarlyNs = 0;
  event.s1HotShare = 0;
  event.electrons = 0;
  event.s2TbaShift = 0;
  event.s2Depth = 0;
  event.s2TailNs = 0;
  event.s2SpreadNs = 0;
  event.s2SecondShare = 0;
  event.s2SecondNs = 0;
  event.loneS2Kept = 1 / 8;
  return event;
}
