/** The small part of plotly's basic bundle that `<Figure>` uses. */
declare module 'plotly.js-basic-dist-min' {
  import type { Config, Data, Layout, PlotlyHTMLElement } from 'plotly.js';

  interface Picture {
    data: Data[];
    layout: Partial<Layout>;
    config?: Partial<Config>;
  }

  interface PlotlyModule {
    newPlot(
      host: HTMLElement,
      data: Data[],
      layout: Partial<Layout>,
      config: Partial<Config>,
    ): Promise<PlotlyHTMLElement>;
    react(
      host: HTMLElement,
      data: Data[],
      layout: Partial<Layout>,
      config: Partial<Config>,
    ): Promise<PlotlyHTMLElement>;
    relayout(host: HTMLElement, change: Record<string, unknown>): Promise<PlotlyHTMLElement>;
    restyle(host: HTMLElement, change: Record<string, unknown>, traces: number[]): Promise<PlotlyHTMLElement>;
    purge(host: HTMLElement): void;
    toImage(
      picture: Picture,
      options: { format: 'png' | 'svg'; width: number; height: number; scale: number },
    ): Promise<string>;
  }

  const plotly: PlotlyModule;
  export default plotly;
}
