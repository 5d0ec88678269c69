import { clusterPlane } from '../../src/core/cluster/cluster-plane.ts';
import { stageClock } from '../stage-clock.ts';
import type { ClusterApi } from './api.ts';

export const clusterApi: ClusterApi = {
  async cluster(x, y, params, progress) {
    const clock = stageClock(progress);
    const result = clusterPlane(x, y, params, clock.progress);
    return { ...result, timings: clock.stop() };
  },
};
