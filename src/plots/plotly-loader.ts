import type { Config, Data, Layout, PlotlyHTMLElement } from 'plotly.js';
import type plotly from 'plotly.js-basic-dist-min';

export type Plotly = typeof plotly;
export type { Config, Data, Layout, PlotlyHTMLElement };

let loading: Promise<Plotly> | null = null;

/** plotly, fetched when the first figure is shown, so that it weighs on no page without one. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= import('plotly.js-basic-dist-min').then(
    (module) => module.default,
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
