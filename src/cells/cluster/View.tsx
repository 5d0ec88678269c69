import { CLUSTER_METHODS, type ClusteringResult, type ClusterParams } from '../../core/cluster/clustering.ts';
import { KDistancePlot } from '../../plots/k-distance/KDistancePlot.tsx';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { CellHost } from '../contract.ts';
import { ClusterList } from './ClusterList.tsx';

const METHOD_NAMES = {
  dbscan: 'DBSCAN',
  hdbscan: 'HDBSCAN',
  'density-clustering': 'DBSCAN by density-clustering (reference)',
};

/** eps on the k-distance curve of all events, the clusters that follow, and what looks wrong with them. */
export default function ClusterView({ host }: { host: CellHost<ClusterParams> }) {
  const { params } = host.cell;
  const result = host.state.result as ClusteringResult | undefined;
  const byEps = params.method !== 'hdbscan';
  return (
    <div className="cluster-view">
      <div className="cluster-left">
        <div className="form-row">
          <SelectField
            label="Method"
            value={params.method}
            options={CLUSTER_METHODS.map((value) => ({ value, label: METHOD_NAMES[value] }))}
            onChange={(method) => host.setParams({ method })}
          />
          {byEps ? (
            <NumberField
              label="eps"
              hint="Radius of a neighbourhood, in units of the plane. Empty: a little above the knee of the curve below"
              value={params.eps}
              nullable
              min={1e-6}
              max={1e6}
              placeholder={result?.eps ? `auto ${result.eps.toPrecision(3)}` : 'auto'}
              onChange={(eps) => host.setParams({ eps })}
            />
          ) : (
            <NumberField
              label="min_cluster_size"
              hint="The fewest events that make a cluster. Empty: a thousandth of the events, at least 15"
              value={params.minClusterSize ?? null}
              nullable
              integer
              min={2}
              max={1_000_000}
              placeholder={result?.minClusterSize ? `auto ${result.minClusterSize}` : 'auto'}
              onChange={(minClusterSize) => host.setParams({ minClusterSize })}
            />
          )}
          <NumberField
            label="min_samples"
            hint={`${byEps ? 'Events within eps, itself counted, that make a core event' : 'The core distance is that to so many events, itself counted'}. Empty: by the number of events`}
            value={params.minSamples}
            nullable
            integer
            min={1}
            max={100_000}
            placeholder={result ? `auto ${result.minSamples}` : 'auto'}
            onChange={(minSamples) => host.setParams({ minSamples })}
          />
        </div>
        {result ? (
          <>
            {byEps && result.minClusterSize === undefined && (
              <KDistancePlot
                rows={result.labels.length}
                curve={result.curve}
                eps={params.eps ?? result.eps}
                theme={host.theme}
                height={210}
                onEps={(eps, done) =>
                  host.setParams(
                    { eps: Number(eps.toPrecision(4)) },
                    done ? undefined : { merge: `${host.cell.id}/eps` },
                  )
                }
              />
            )}
            <div className="flags" role="status">
              {result.flags.map((flag) => (
                <Notice key={flag.text} level={flag.level}>
                  {flag.text}
                </Notice>
              ))}
            </div>
          </>
        ) : (
          <p className="empty">
            {byEps
              ? 'The curve of distances to the min_samples-th neighbour appears when the plane is there.'
              : 'The clusters appear when the plane is there.'}
          </p>
        )}
      </div>
      {result && (
        <ClusterList cell={host.cell.id} result={result} theme={host.theme} onSelect={host.select} />
      )}
    </div>
  );
}
