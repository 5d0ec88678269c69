import plotly from 'plotly.js-strict-dist-min';

const FIGURES = 4;

/** Four linked scattergl figures of the same points, as plotly users would build them. */
export interface PlotlyPeer {
  draw(points: number): Promise<void>;
  /** Selects a tenth of the points in every figure; seconds until all have been redrawn. */
  select(round: number): Promise<number>;
}

const hosts: HTMLElement[] = [];
let drawn = 0;

const nextFrame = (): Promise<unknown> =>
  new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

export const plotlyPeer: PlotlyPeer = {
  async draw(points) {
    drawn = points;
    for (let figure = 0; figure < FIGURES; figure++) {
      const host = document.createElement('div');
      host.style.cssText = 'width: 600px; height: 400px; float: left';
      document.body.append(host);
      hosts.push(host);
      const axis = (a: number): Float32Array =>
        Float32Array.from({ length: points }, (_, i) => Math.sin(a * (i + 1)) + Math.cos(i * (figure + 2)));
      const trace = { type: 'scattergl' as const, mode: 'markers' as const, marker: { size: 2 } };
      await plotly.newPlot(host, [{ ...trace, x: axis(1.7), y: axis(2.3) }], {}, { staticPlot: false });
    }
    await nextFrame();
  },
  async select(round) {
    const tenth = Math.floor(drawn / 10);
    const selectedpoints = [Array.from({ length: tenth }, (_, i) => (i + round * tenth) % drawn)];
    const start = performance.now();
    for (const host of hosts) await plotly.restyle(host, { selectedpoints }, [0]);
    await nextFrame();
    return (performance.now() - start) / 1000;
  },
};
