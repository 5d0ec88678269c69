import type { ClusteringResult, ClusterParams } from '../../core/cluster/clustering.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { KDistancePlot } from '../../plots/k-distance/KDistancePlot.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { ClusterFields } from './ClusterFields.tsx';
import { ClusterList } from './ClusterList.tsx';
import { spaceText } from './space-text.ts';
import './cluster.css';

/** Events from which on every pair of them takes minutes. */
const MANY_FOR_REFERENCE = 20_000;

/** eps on the k-distance curve of all events, the clusters that follow, and what looks wrong with them. */
export default function ClusterView({ host }: { host: CellHost<ClusterParams> }) {
  const { params } = host.cell;
  const result = host.state.result as ClusteringResult | undefined;
  const plane = host.input('embed')?.result as EmbeddingResult | undefined;
  const rows = plane?.x.length ?? 0;
  const byEps = params.method !== 'hdbscan';
  return (
    <div className="cluster-view">
      <div className="cluster-left">
        <ClusterFields params={params} result={result} setParams={host.setParams} />
        {params.method === 'density-clustering' && rows > MANY_FOR_REFERENCE && (
          <Notice level="warn">
            density-clustering measures every pair of {count(rows)} events, which takes minutes. DBSCAN finds
            the same clusters at once.
          </Notice>
        )}
        {result && <p className="cluster-space">{spaceText(result, plane)}</p>}
        {result ? (
          <>
            {byEps && result.minClusterSize === undefined && (
              <KDistancePlot
                rows={result.labels.length}
                curve={result.curve}
                eps={params.eps ?? result.eps}
                theme={host.theme}
                height={210}
                onEps={(eps) =>
                  host.setParams({ eps: Number(eps.toPrecision(4)) }, { merge: `${host.cell.id}/eps` })
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
