import { useEffect, useRef } from 'react';
import { ProposalList } from '../../cells/cut/ProposalList.tsx';
import { searchRequest } from '../../cells/cut/search-request.ts';
import { useProposals } from '../../cells/cut/use-proposals.ts';
import { selectionName } from '../../notebook/selection-name.ts';
import { useApp, useOutcrop } from '../context.ts';

/** Proposes cuts that remove what is selected; one click puts one on the notebook's list of cuts. */
export function SelectionCuts() {
  const { session, actions, jobs } = useOutcrop();
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
    proposals.propose({ name: selectionName(document, selectedCount), steps: document.selection });
  };
  const latest = useRef(propose);
  latest.current = propose;
  useEffect(() => {
    if (asked === answered.current) return;
    answered.current = asked;
    latest.current();
  }, [asked]);
  if (proposals.now.state === 'none') return null;
  return (
    <section className="selection-cuts" aria-label="Cuts">
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
