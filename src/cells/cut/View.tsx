import { useMemo } from 'react';
import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { FunctionHelp } from '../derive/FunctionHelp.tsx';
import { withProposal } from './add-proposal.ts';
import { CutEditor } from './CutEditor.tsx';
import { cuttable } from './compute.ts';
import { FlowTable } from './FlowTable.tsx';
import { LeftBehindPlots } from './LeftBehindPlots.tsx';
import { ProposalList } from './ProposalList.tsx';
import { ProposeBar } from './ProposeBar.tsx';
import { blankCut, type CutParams } from './params.ts';
import { plugIn } from './populations.ts';
import { SampleList } from './SampleList.tsx';
import { searchRequest } from './search-request.ts';
import { useProposals } from './use-proposals.ts';
import { type Reorder, useReorder } from './use-reorder.ts';
import '../derive/derive.css';
import './cut.css';

/** An ordered list of cuts, what they leave of every sample, and proposals for more. */
export default function CutView({ host }: { host: CellHost<CutParams> }) {
  const { params, id } = host.cell;
  const { cuts } = params;
  const data = host.input('data')?.result as DataResult | undefined;
  const flow = host.state.result as CutFlow | undefined;
  const readable = useMemo(() => (data ? cuttable(data.table.columns) : []), [data]);
  const proposals = useProposals({
    cell: id,
    jobs: host.jobs,
    rowsOf: host.rowsOf,
    request: () => host.frame && searchRequest(host.frame, host.resultOf),
  });
  const reorder = useReorder(move);
  if (!data) return <p className="empty">Cuts can be written when the data above have been read.</p>;

  function change(index: number, patch: Partial<CutParams['cuts'][number]>, field: string): void {
    host.setParams(
      { cuts: cuts.map((cut, i) => (i === index ? { ...cut, ...patch } : cut)) },
      { merge: `${id}/${cuts[index].id}/${field}` },
    );
  }

  function move(index: number, to: number): void {
    if (to < 0 || to >= cuts.length) return;
    host.setParams({ cuts: cuts.toSpliced(index, 1).toSpliced(to, 0, cuts[index]) });
  }

  return (
    <div className="cut-view">
      <ProposeBar host={host} onPropose={proposals.propose} />
      <ProposalList
        proposals={proposals}
        most={6}
        onTake={(proposal, target, found) => {
          plugIn(host, target.steps);
          host.setParams(withProposal(params, proposal, target, found.seed));
          proposals.drop();
        }}
      />
      {cuts.length === 0 && (
        <p className="empty">
          No cut yet. Propose some for a population above, or write one, such as s1_tba &gt; 0.
        </p>
      )}
      <ol className="cut-list" ref={reorder.list}>
        {cuts.map((cut, index) => (
          <CutEditor
            key={cut.id}
            cut={cut}
            index={index}
            last={index === cuts.length - 1}
            columns={readable}
            step={flow?.steps.find((step) => step.id === cut.id)}
            rows={flow?.rows ?? 0}
            onChange={(patch, field) => change(index, patch, field)}
            cell={id}
            grip={cuts.length > 1 ? reorder.grip(index) : null}
            dropped={dropAt(reorder.dragged, index)}
            onMove={(by) => move(index, index + by)}
            onRemove={() => host.setParams({ cuts: cuts.toSpliced(index, 1) })}
            onSelect={() =>
              host.select(
                {
                  mode: 'replace',
                  clause: { type: 'expression', expression: cut.expression, cells: cellsRead(host) },
                },
                `select ${cut.name || cut.expression}`,
              )
            }
          />
        ))}
      </ol>
      <div className="derive-foot">
        <button
          type="button"
          className="button"
          disabled={cuts.length >= 100}
          onClick={() => host.setParams({ cuts: [...cuts, blankCut(cuts)] })}
        >
          + cut
        </button>
        <button
          type="button"
          className="button"
          disabled={!cuts.some(({ on }) => on)}
          title="The cuts that are on, as pandas query, numpy mask, ROOT selection, TCutG, straxen selection or JSON"
          onClick={() => host.command('export-cuts')}
        >
          For other programs …
        </button>
        <FunctionHelp />
      </div>
      {flow && cuts.length > 0 && (
        <>
          <h3>What the cuts leave</h3>
          {flow.heldOut !== null && (
            <Notice level="info">
              Shares are of the {count(flow.heldOut)} events that no proposed cut was tuned on.
            </Notice>
          )}
          <SampleList host={host} flow={flow} />
          <FlowTable cuts={cuts} flow={flow} />
          <LeftBehindPlots host={host} flow={flow} />
        </>
      )}
    </div>
  );
}

/** Where the cut that is dragged would lie beside the one at `index`. */
function dropAt(dragged: Reorder['dragged'], index: number): 'above' | 'below' | 'self' | null {
  if (dragged === null) return null;
  if (dragged.from === index) return 'self';
  if (dragged.to === dragged.from) return null;
  // Places are counted without the one that is dragged.
  const place = index > dragged.from ? index - 1 : index;
  if (place === dragged.to && dragged.to < dragged.from) return 'above';
  return place === dragged.to - 1 && dragged.to > dragged.from ? 'below' : null;
}

/** The cells whose columns the cuts of this one read by name, the data first. */
export function cellsRead({ frame }: Pick<CellHost, 'frame'>): string[] {
  if (!frame) return [];
  const derived = frame.columns.filter(({ isDerived }) => isDerived).map(({ cell }) => cell);
  return [...new Set([frame.dataCell, ...derived])].slice(0, 20);
}
