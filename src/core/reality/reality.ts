import type { Interval } from '../stats/normal.ts';

/** How a card is made; the same parameters on the same clustering give the same card. */
export interface RealityParams {
  /** Times that the events are embedded and clustered once more. */
  repetitions: number;
  /** Part of the events that each repetition of the kind `sample` takes, without replacement. */
  share: number;
  /** Shuffled copies of the events. */
  twins: number;
  /** The most events of a repetition; of larger tables so many are drawn. null: all. */
  mostRows: number | null;
  seed: number;
}

/** `seed`: the same events, another seed. `sample`: a part of the events, drawn without replacement, and another seed. */
export type RepetitionKind = 'seed' | 'sample';

/** What became of a population in a repetition. */
export type Fate =
  /** A cluster has the same events: Jaccard of FOUND or more. */
  | 'found'
  /** Its events are in one cluster with at least as many others. */
  | 'joined'
  /** Its events are in several clusters. */
  | 'split'
  /** Most of its events are noise. */
  | 'noise'
  /** None of these: a part came back, or others came along. */
  | 'changed'
  /** Too few of its events were drawn to tell. */
  | 'unknown';

export interface Repetition {
  kind: RepetitionKind;
  seed: number;
  rows: number;
  /** 0 for hdbscan. */
  eps: number;
  clusters: number;
  noise: number;
}

/** How a population fared in one repetition. */
export interface Refound {
  /** Best Jaccard with any cluster, over the events of the repetition; NaN where unknown. */
  jaccard: number;
  fate: Fate;
  /** Label of the population that it was joined with, where one is most of the rest. */
  joined: number | null;
}

/** AUC on held-out events of a small classifier in the measured quantities. */
export interface HeldOutAuc extends Interval {
  auc: number;
  /** Events that were scored, of the population and against it. */
  inside: number;
  outside: number;
}

/** Where the nearest neighbours of a population's events lie, in the measured quantities. */
export interface Contact {
  /** Neighbours looked at, an event. */
  k: number;
  /** Share of neighbours across its border, seen from the smaller side: 0 for an island. */
  across: number;
  /** What it may be as well: its upper limit, of which one in ten lies above, by the number of events. */
  acrossHigh: number;
  /** The same at a cut through its own middle, where there is no gap: what a border without one would have. */
  through: number;
  /** What is across: other clusters, or NOISE, most first; shares of all neighbours looked at. */
  touches: { label: number; share: number }[];
}

/** A cluster of a shuffled table, measured as those of the real one. */
export interface TwinCluster {
  size: number;
  jaccard: number;
  fate: Fate;
  contact: Contact;
}

export interface Twin {
  rows: number;
  eps: number;
  noise: number;
  /** Of all clusters, falling. */
  sizes: number[];
  /** The largest ones. */
  clusters: TwinCluster[];
}

export type VerdictLevel = 'real' | 'doubtful' | 'unreal' | 'bulk' | 'noise';

export interface Verdict {
  level: VerdictLevel;
  /** A sentence for the user. */
  text: string;
  /** One line a test: what was found, and whether that speaks for it. */
  reasons: {
    test: 'found' | 'separate' | 'gap' | 'company' | 'twin';
    passed: boolean | null;
    text: string;
  }[];
}

export interface ClusterCard {
  /** Of the clustering; NOISE for the noise. */
  label: number;
  size: number;
  /** One a repetition that is done. */
  refound: Refound[];
  /** Repetitions of each kind that could tell, and in how many it was found. */
  found: Record<RepetitionKind, { found: number; of: number }>;
  /** Of all repetitions, with its Clopper-Pearson interval. */
  rate: Interval & { found: number; of: number };
  meanJaccard: number;
  others: HeldOutAuc | null;
  /** Against the one that is hardest to tell it from, of those that are nearest. */
  nearest: (HeldOutAuc & { label: number }) | null;
  contact: Contact | null;
  verdict: Verdict;
}

/** A plane to look at: some of its events. */
export interface PlaneGlimpse {
  x: Float32Array;
  y: Float32Array;
  labels: Int32Array;
}

export interface RealityReport {
  cards: ClusterCard[];
  /** Clusters that got no card, being smaller than those that did. */
  leftOut: number;
  repetitions: Repetition[];
  twins: Twin[];
  /** The clustering that is judged, then the twins. */
  planes: { real: PlaneGlimpse; twins: PlaneGlimpse[] };
  /** Events of the clustering, and those that each repetition of the kind `seed` takes. */
  rows: number;
  fittedRows: number;
  quantities: number;
  /** eps as a multiple of the median k-distance, which is what is kept from plane to plane; null for hdbscan. */
  epsInMedians: number | null;
  /** True where columns were shuffled among the events of each run only. */
  withinRuns: boolean;
  params: RealityParams;
  timings: Record<string, number>;
}
