/** An event below it lies among strangers, or far from its likes. */
export const POOR_EVENT = 0.8;

/** One score of every event, and their mean. */
export interface Scored {
  /** From 0 (worst) to 1; in a result one a table row, NaN for rows left out. */
  perEvent: Float32Array;
  mean: number;
  /** Of the mean, from the drawing of reference events; 0 where all events were taken. */
  standardError: number;
}

/** One figure of a plane. */
export interface Figure extends Scored {
  /** Share of the events below POOR_EVENT. */
  poor: number;
}

/** How far a plane can be trusted. */
export interface PlaneQuality {
  /** Events that have figures. */
  events: number;
  /** Nearest neighbours that are compared, the event itself not counted. */
  k: number;
  /**
   * Events that ranks were counted among: every event was measured against so many others, drawn anew for
   * each 256; null where against all others.
   */
  references: number | null;
  /** Share of the k nearest in the columns that are among the k nearest in the plane. Always exact. */
  preservation: Figure;
  /** Low where events lie side by side in the plane that are not alike: false neighbours. */
  trustworthiness: Figure;
  /** Low where events that are alike were torn apart in the plane. */
  continuity: Figure;
}
