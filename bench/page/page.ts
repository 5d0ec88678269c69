/** What runs in Chromium: the app's jobs and their peers, each in its worker, called through `bench`. */
import { wrap } from 'comlink';
import { createJobs } from '../../src/engine/jobs.ts';
import { browserSpawn } from '../../src/engine/spawn-browser.ts';
import type { Peers } from '../places/peers.ts';
import { createPlace, type Place } from '../places/place.ts';
import type { PlotlyPeer } from './plotly.ts';

declare global {
  var bench: Place | undefined;
  var benchPlotly: () => Promise<PlotlyPeer>;
}

const peers = wrap<Peers>(new Worker(new URL('./peers.worker.ts', import.meta.url), { type: 'module' }));

globalThis.bench = createPlace(createJobs(browserSpawn), peers, async (name) => {
  const response = await fetch(`cases/${name}.bin`);
  if (!response.ok) throw new Error(`cases/${name}.bin: ${response.status}`);
  return response.arrayBuffer();
});

globalThis.benchPlotly = async () => (await import('./plotly.ts')).plotlyPeer;
