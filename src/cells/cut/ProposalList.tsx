import type { CutProposal, CutProposals } from '../../core/cut/cut.ts';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../../ui/numbers.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { shareText, shareTitle } from './share-text.ts';
import type { Proposals, Target } from './use-proposals.ts';
import './cut.css';

interface ProposalListProps {
  proposals: Proposals;
  /** How many are shown. */
  most: number;
  onTake(proposal: CutProposal, target: Target, found: CutProposals): void;
}

/** The shortest cuts that were found for a population, best first, with what they do to held-out events. */
export function ProposalList({ proposals, most, onTake }: ProposalListProps) {
  const { now, drop } = proposals;
  switch (now.state) {
    case 'none':
      return null;
    case 'searching':
      return (
        <ProgressBar
          report={now.report}
          startedAt={now.startedAt}
          stageStartedAt={now.stageStartedAt}
          onCancel={drop}
        />
      );
    case 'failed':
      return <Notice level="bad">{now.error.message}</Notice>;
    case 'found': {
      const { found, target } = now;
      return (
        <section className="cut-proposals" aria-label={`Cuts that remove ${target.name}`}>
          <div className="panel-head">
            <h3>To remove {target.name}</h3>
            <button type="button" className="link" onClick={drop}>
              close
            </button>
          </div>
          {found.warnings.map((warning) => (
            <Notice key={warning} level="warn">
              {warning}
            </Notice>
          ))}
          <ol>
            {found.proposals.slice(0, most).map((proposal) => (
              <li key={proposal.expression}>
                <code>{proposal.expression}</code>
                <Figures proposal={proposal} />
                {proposal.warnings.map((warning) => (
                  <p key={warning} className="cut-doubt">
                    {warning}
                  </p>
                ))}
                <button
                  type="button"
                  className="button"
                  aria-label={`Add the cut ${proposal.expression}`}
                  onClick={() => onTake(proposal, target, found)}
                >
                  Add cut
                </button>
              </li>
            ))}
          </ol>
          <p
            className="cut-note"
            title="Ranked by the harmonic mean of efficiency and purity on the tuning half, less 0.01 for every number and quantity beyond two"
          >
            Tuned on half of the events, quoted on the other; 95 % intervals in brackets. Looked at:{' '}
            {count(found.quantities)} quantities, {count(found.pairs)} pairs, {count(found.forms)} forms.
          </p>
        </section>
      );
    }
  }
}

function Figures({ proposal: { heldOut } }: { proposal: CutProposal }) {
  return (
    <dl className="cut-figures">
      <dt title="Share of the selected events that the cut removes">removed</dt>
      <dd title={shareTitle(heldOut.efficiency)}>{shareText(heldOut.efficiency)}</dd>
      <dt title="Of what is removed, the share that was meant">purity</dt>
      <dd
        title={`${count(heldOut.purity.count)} of ${count(heldOut.purity.of)} events; 95 % interval in brackets, joined of those of the efficiency, the loss and the share of the target`}
      >
        {shareText(heldOut.purity)}
      </dd>
      <dt title="Share of all other events that the cut removes too">others too</dt>
      <dd title={shareTitle(heldOut.restRemoved)}>{shareText(heldOut.restRemoved)}</dd>
    </dl>
  );
}
