import type { Config, Data, Layout, PlotlyHTMLElement } from 'plotly.js';
import type plotly from 'plotly.js-basic-dist-min';

export type Plotly = typeof plotly;
export type { Config, Data, Layout, PlotlyHTMLElement };

let loading: Promise<Plotly> | null = null;

/** plotly, fetched when the first figure is shown, so that it weighs on no page without one. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= evaluate().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** As a whole it would hold the page for a tenth of a second. */
const SLICE_MS = 8;

async function evaluate(): Promise<Plotly> {
  const { parts, whole } = await import('virtual:plotly');
  let begun = performance.now();
  for (const part of parts) {
    if (performance.now() - begun > SLICE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      begun = performance.now();
    }
    part();
  }
  return whole() as Plotly;
}
