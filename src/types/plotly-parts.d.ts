/** Built by tools/plotly-in-parts.mjs from plotly.js-basic-dist-min. */
declare module 'virtual:plotly' {
  /** To be called once each, in this order. */
  export const parts: readonly (() => unknown)[];
  /** Gives the library; evaluates what it needs and was not called yet. */
  export function whole(): unknown;
}
