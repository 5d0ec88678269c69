import type { CompareRequest, Comparison } from '../../src/core/compare/comparison.ts';
import type { Progress } from '../../src/core/progress.ts';

export interface CompareApi {
  /** What is new in some events since others were reviewed, see core/compare/compare-events.ts. */
  compareEvents(request: CompareRequest, progress: Progress): Promise<Comparison>;
}
