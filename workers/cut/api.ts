import type { Cut, CutProposals } from '../../src/core/cut/cut.ts';
import type { CutFlow, FlowSample } from '../../src/core/cut/cut-flow.ts';
import type { CutQuestion } from '../../src/core/cut/propose-cuts.ts';
import type { TunedOn } from '../../src/core/cut/tuning-half.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { Table } from '../../src/core/table/table.ts';

export interface CutApi {
  /** The shortest cuts for a selection, see core/cut/propose-cuts.ts. */
  propose(table: Table, question: CutQuestion, progress: Progress): Promise<CutProposals>;
  /** What a list of cuts leaves, see core/cut/cut-flow.ts, on the rows that none of its cuts was tuned on. */
  flow(table: Table, cuts: Cut[], samples: FlowSample[], tuned: TunedOn[]): Promise<CutFlow>;
}
