import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { count } from '../../ui/numbers.ts';
import type { CutParams } from './params.ts';
import { shareText, shareTitle } from './share-text.ts';

interface FlowTableProps {
  cuts: CutParams['cuts'];
  flow: CutFlow;
}

/** Of every sample the share that is kept: by each cut alone, and by it and all before it. */
export function FlowTable({ cuts, flow }: FlowTableProps) {
  const steps = flow.steps.filter((step) => step.samples !== null);
  if (steps.length === 0) return null;
  const nameOf = (id: string): string => {
    const index = cuts.findIndex((cut) => cut.id === id);
    return cuts[index]?.name.trim() || `cut ${index + 1}`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must be reached by keys
    <section className="cut-flow" tabIndex={0} aria-label="Cut flow">
      <table>
        <thead>
          <tr>
            <th rowSpan={2}>after</th>
            {flow.samples.map((name) => (
              <th key={name} colSpan={3} className="cut-flow-sample">
                {name}
              </th>
            ))}
          </tr>
          <tr>
            {flow.samples.map((name) => (
              <FlowHead key={name} />
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.id}>
              <th>{nameOf(step.id)}</th>
              {step.samples?.map(({ alone, cumulative }, s) => (
                <FlowCells key={flow.samples[s]} alone={alone} cumulative={cumulative} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FlowHead() {
  return (
    <>
      <th title="Events that this cut and all before it keep">left</th>
      <th title="Share that this cut and all before it keep">kept so far</th>
      <th title="Share that this cut alone keeps">this cut alone</th>
    </>
  );
}

type Passing = NonNullable<CutFlow['steps'][number]['samples']>[number];

function FlowCells({ alone, cumulative }: Passing) {
  return (
    <>
      <td>{count(cumulative.count)}</td>
      <td title={shareTitle(cumulative)}>{shareText(cumulative)}</td>
      <td title={shareTitle(alone)}>{shareText(alone)}</td>
    </>
  );
}
