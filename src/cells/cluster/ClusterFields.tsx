import {
  CLUSTER_METHODS,
  CLUSTER_SELECTIONS,
  CLUSTER_SPACES,
  type ClusteringResult,
  type ClusterParams,
} from '../../core/cluster/clustering.ts';
import { NumberField, SelectField } from '../../ui/Field.tsx';

const METHOD_NAMES = {
  dbscan: 'DBSCAN',
  hdbscan: 'HDBSCAN',
  'density-clustering': 'DBSCAN by density-clustering (reference)',
};
const SPACE_NAMES = { plane: 'the plane', columns: 'the measured columns' };
const SELECTION_NAMES = { eom: 'excess of mass', leaf: 'leaves of the tree' };

interface Props {
  params: ClusterParams;
  result: ClusteringResult | undefined;
  setParams(patch: Partial<ClusterParams>): void;
}

/** How to cluster, and in which distances. */
export function ClusterFields({ params, result, setParams }: Props) {
  const { method, space = 'plane' } = params;
  return (
    <div className="form-row">
      <SelectField
        label="Method"
        value={method}
        options={CLUSTER_METHODS.map((value) => ({ value, label: METHOD_NAMES[value] }))}
        onChange={(value) => setParams({ method: value })}
      />
      <SelectField
        label="Distances in"
        hint="The plane, or the columns that it was made from, as they were scaled for it"
        value={space}
        options={CLUSTER_SPACES.map((value) => ({ value, label: SPACE_NAMES[value] }))}
        // A length of one space says nothing in the other.
        onChange={(value) => setParams({ space: value, eps: null, selectionEpsilon: 0 })}
      />
      {method === 'hdbscan' ? (
        <TreeFields params={params} result={result} setParams={setParams} />
      ) : (
        <NumberField
          label="eps"
          hint={`Radius of a neighbourhood, in units of ${space === 'plane' ? 'the plane' : 'the scaled columns'}. Empty: a little above the knee of the curve below`}
          value={params.eps}
          nullable
          min={1e-6}
          max={1e6}
          placeholder={result?.eps ? `auto ${result.eps.toPrecision(3)}` : 'auto'}
          onChange={(eps) => setParams({ eps })}
        />
      )}
      <NumberField
        label="min_samples"
        hint={`${method === 'hdbscan' ? 'The core distance is that to so many events, itself counted' : 'Events within eps, itself counted, that make a core event'}. Empty: by the number of events`}
        value={params.minSamples}
        nullable
        integer
        min={1}
        max={100_000}
        placeholder={result ? `auto ${result.minSamples}` : 'auto'}
        onChange={(minSamples) => setParams({ minSamples })}
      />
    </div>
  );
}

/** What HDBSCAN takes from its tree. */
function TreeFields({ params, result, setParams }: Props) {
  return (
    <>
      <NumberField
        label="min_cluster_size"
        hint="The fewest events that make a cluster. Empty: a thousandth of the events, at least 15"
        value={params.minClusterSize ?? null}
        nullable
        integer
        min={2}
        max={1_000_000}
        placeholder={result?.minClusterSize ? `auto ${result.minClusterSize}` : 'auto'}
        onChange={(minClusterSize) => setParams({ minClusterSize })}
      />
      <SelectField
        label="Clusters are"
        hint="Of the tree of clusters over all distances: those that last longest for their size, or all that divide no further, which are more and smaller"
        value={params.selection ?? 'eom'}
        options={CLUSTER_SELECTIONS.map((value) => ({ value, label: SELECTION_NAMES[value] }))}
        onChange={(selection) => setParams({ selection })}
      />
      <NumberField
        label="Undivided below"
        hint="cluster_selection_epsilon: clusters nearer to each other than this stay one. Empty: 0, all are divided"
        value={params.selectionEpsilon ? params.selectionEpsilon : null}
        nullable
        min={0}
        max={1e6}
        placeholder="0"
        onChange={(selectionEpsilon) => setParams({ selectionEpsilon: selectionEpsilon ?? 0 })}
      />
    </>
  );
}
