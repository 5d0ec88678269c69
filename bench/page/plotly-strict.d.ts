/** The bundle with WebGL traces, which plotly's own users draw large scatters with: the peer. */
declare module 'plotly.js-strict-dist-min' {
  export { default } from 'plotly.js-basic-dist-min';
}
