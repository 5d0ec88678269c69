import { useEffect, useRef } from 'react';
import { ProposalList } from '../../cells/cut/ProposalList.tsx';
import { searchRequest } from '../../cells/cut/search-request.ts';
import { useProposals } from '../../cells/cut/use-proposals.ts';
import { count } from '../../ui/numbers.ts';
import { useApp, useOutcrop, useSession } from '../context.ts';

/** Proposes cuts that remove what is selected; one click puts one on the notebook's list of cuts. */
export function SelectionCuts() {
  const { session, actions, jobs } = useOutcrop();
  const some = useSession((s) => s.document.selection.length > 0 && s.dataCell !== null);
  const asked = useApp((a) => a.cutsAsked);
  const answered = useRef(asked);
  const proposals = useProposals({
    cell: 'inspector',
    jobs,
    rowsOf: (steps) => session.rowsOf(session.store.getState().dataCell ?? '', steps),
    request() {
      const { dataCell, frames, cells } = session.store.getState();
      const frame = dataCell === null ? undefined : frames[dataCell];
      return frame ? searchRequest(frame, (cell) => cells[cell]?.result) : null;
    },
  });
  const propose = (): void => {
    const { document, selectedCount } = session.store.getState();
    proposals.propose({ name: `${count(selectedCount)} selected events`, steps: document.selection });
  };
  const latest = useRef(propose);
  latest.current = propose;
  useEffect(() => {
    if (asked === answered.current) return;
    answered.current = asked;
    latest.current();
  }, [asked]);
  if (!some && proposals.now.state === 'none') return null;
  return (
    <section className="selection-cuts" aria-label="Cuts">
      <div className="panel-head">
        <h2>Cuts</h2>
        <button
          type="button"
          className="button"
          disabled={!some}
          title="The shortest cuts in the measured quantities that remove the selected events"
          onClick={propose}
        >
          Cut
        </button>
      </div>
      <ProposalList
        proposals={proposals}
        most={4}
        onTake={(proposal, target, found) => {
          actions.addCut(proposal, target, found.seed);
          proposals.drop();
        }}
      />
    </section>
  );
}
