import type { ClusteringResult, RedFlag } from './clustering.ts';

const DOMINANT = 0.95;
const MOSTLY_NOISE = 0.5;
const MANY = 50;
const TINY = 2;

/** What a user should doubt about a clustering before reading anything from it. O(clusters). */
export function redFlags(
  result: Pick<ClusteringResult, 'eps' | 'minSamples' | 'minClusterSize' | 'sizes' | 'noise' | 'curve'>,
): RedFlag[] {
  const { eps, minSamples, sizes, noise, curve } = result;
  const clustered = sizes.reduce((sum, size) => sum + size, 0);
  const points = clustered + noise;
  const byEps = result.minClusterSize === undefined;
  const finer = byEps ? 'smaller eps' : 'smaller min_cluster_size';
  const coarser = byEps ? 'larger eps' : 'larger min_cluster_size';
  const lessNoise = byEps ? 'a larger eps or fewer min_samples' : 'fewer min_samples, or dbscan';
  const flags: RedFlag[] = [];
  const warn = (text: string): number => flags.push({ level: 'warn', text });
  if (points === 0) return [{ level: 'warn', text: 'no event has a place in the plane' }];
  if (sizes.length === 0) warn(`no cluster: all events are noise; try ${lessNoise}`);
  else if (sizes.length === 1) {
    warn(`a single cluster holds ${percent(sizes[0] / points)} of the events; try a ${finer}`);
  } else if (sizes[0] / points > DOMINANT) {
    warn(`one cluster holds ${percent(sizes[0] / points)} of the events; a ${finer} may divide it`);
  }
  if (sizes.length > 0 && noise / points > MOSTLY_NOISE) {
    warn(`${percent(noise / points)} of the events are noise; try ${lessNoise}`);
  }
  if (sizes.length > MANY)
    warn(`${sizes.length} clusters: more than ${MANY} are rarely populations; try a ${coarser}`);
  const tiny = sizes.filter((size) => size < TINY * minSamples).length;
  if (tiny > 0) {
    flags.push({
      level: 'info',
      text: `${tiny} ${tiny === 1 ? 'cluster has' : 'clusters have'} fewer than ${TINY * minSamples} events, twice min_samples`,
    });
  }
  if (!byEps) return flags;
  const { distance } = curve;
  if (distance.length > 0 && eps >= distance[0]) {
    warn('eps lies beyond the k-distance curve: every event is a core point and none can be noise');
  } else if (distance.length > 0 && eps < distance[distance.length - 1]) {
    warn('eps lies below the k-distance curve: no event is a core point');
  }
  return flags;
}

function percent(share: number): string {
  const value = 100 * share;
  return `${value > 99 && value < 100 ? value.toFixed(1) : Math.round(value)} %`;
}
