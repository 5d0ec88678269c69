import { compareEvents } from '../../src/core/compare/compare-events.ts';
import type { Crew } from '../../src/core/threads/crew.ts';
import { stageClock } from '../stage-clock.ts';
import type { CompareApi } from './api.ts';

/** @param crew the threads that share the work. */
export const createCompareApi = (crew: Crew): CompareApi => ({
  async compareEvents(request, progress) {
    const clock = stageClock(progress);
    const found = await compareEvents(request, crew, clock.progress);
    return { ...found, timings: clock.stop() };
  },
});
