/** Edges a call: the engine compiles a short function called often better than one that never ends. */
export const CHUNK = 4096;
/** Pushes that are computed together, each with a generator of its own. */
export const LANES = 4;

/** A layout under way. */
export interface Drawing {
  /** Draws those of the edges from..to-1, at most CHUNK, that are due at epoch `now`. */
  draw(from: number, to: number, now: number, rate: number): void;
  /** Copies the rows' places, interleaved x, y. */
  read(positions: Float32Array): void;
}
