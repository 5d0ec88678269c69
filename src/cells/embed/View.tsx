import { useMemo } from 'react';
import { EMBED_METHODS, type EmbeddingResult, METRICS } from '../../core/embed/embedding.ts';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import { Notes } from '../../ui/Notes.tsx';
import { count } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { embedColumns, planeColumns } from './columns.ts';
import type { PartialPlane } from './compute.ts';
import { Estimate } from './Estimate.tsx';
import { featureWords } from './feature-words.ts';
import { MoreParams } from './MoreParams.tsx';
import { OutlierCut } from './OutlierCut.tsx';
import { OutlierList } from './OutlierList.tsx';
import { PlaneView } from './PlaneView.tsx';
import type { EmbedCellParams } from './params.ts';
import { paintOf, QualityFigures } from './QualityFigures.tsx';
import './embed.css';

const METHOD_NAMES = { umap: 'UMAP', 'umap-js': 'UMAP by umap-js (reference)' };

/** Parameters before the run, the plane while it is laid out, the report after. */
export default function EmbedView({ host }: { host: CellHost<EmbedCellParams> }) {
  const { params } = host.cell;
  const result = host.state.result as EmbeddingResult | undefined;
  const partial = host.state.partial as PartialPlane | undefined;
  const columns = useMemo(
    () => (partial ? planeColumns(partial) : result && embedColumns(result)),
    [partial, result],
  );
  const paint = paintOf(host.cell.view);
  const set = host.setParams;
  return (
    <div className="embed-view">
      <div className="embed-controls">
        <div className="form-row">
          <SelectField
            label="Method"
            value={params.method}
            options={EMBED_METHODS.map((value) => ({ value, label: METHOD_NAMES[value] }))}
            onChange={(method) => set({ method })}
          />
          <NumberField
            label="n_neighbors"
            hint="More shows the large structure, fewer the small"
            integer
            min={2}
            max={500}
            value={params.nNeighbors}
            nullable
            placeholder={result ? `auto ${result.params.nNeighbors}` : 'auto'}
            onChange={(nNeighbors) => set({ nNeighbors })}
          />
          <NumberField
            label="min_dist"
            hint="How tightly alike events are packed; 0 suits clustering"
            min={0}
            max={3}
            value={params.minDist}
            onChange={(v) => v !== null && set({ minDist: v })}
          />
          <NumberField
            label="Fit a sample of"
            hint="Empty: all events are fitted. Else so many, a stratified sample, and the rest is placed among them"
            integer
            nullable
            min={3}
            max={1_000_000_000}
            value={params.sample}
            placeholder="all events"
            onChange={(sample) => set({ sample })}
          />
          <NumberField
            label="epochs"
            hint="Empty: 500 below 10,000 events, else 200"
            integer
            nullable
            min={1}
            max={10_000}
            value={params.epochs}
            placeholder="auto"
            onChange={(epochs) => set({ epochs })}
          />
          <SelectField
            label="Metric"
            value={params.metric}
            options={METRICS.map((value) => ({ value, label: value }))}
            onChange={(metric) => set({ metric })}
          />
          <SelectField
            label="Start"
            hint="Where the layout begins"
            value={params.init}
            options={[
              { value: 'spectral', label: 'spectral' },
              { value: 'pca', label: 'PCA' },
              { value: 'random', label: 'random' },
            ]}
            onChange={(init) => set({ init })}
          />
          <SelectField
            label="Scaling"
            value={params.scaling}
            options={[
              { value: 'robust', label: 'robust (median, IQR)' },
              { value: 'standard', label: 'mean, sd' },
              { value: 'none', label: 'none' },
            ]}
            onChange={(scaling) => set({ scaling })}
          />
          <SelectField
            label="Missing values"
            value={params.missing}
            options={[
              { value: 'impute', label: 'fill with the median' },
              { value: 'exclude', label: 'leave the events out' },
            ]}
            onChange={(missing) => set({ missing })}
          />
          <NumberField
            label="Seed"
            integer
            min={0}
            value={params.seed}
            onChange={(v) => v !== null && set({ seed: v })}
          />
        </div>
        <MoreParams params={params} set={set} />
        <Estimate host={host} />
        {result && <Report result={result} />}
        {!result && !partial && host.state.status === 'stale' && (
          <p className="empty">
            Nothing embedded yet. Run this cell: the plane is drawn while it forms, and can be cancelled.
          </p>
        )}
      </div>
      {columns && host.frame && (
        <div>
          <PlaneView
            columns={columns}
            paint={partial ? null : paint}
            host={host}
            unfinished={partial ? `epoch ${partial.epoch} of ${partial.epochs}` : null}
          />
          {result && !partial && (
            <QualityFigures result={result} paint={paint} onPaint={(to) => host.setView({ paint: to })} />
          )}
        </div>
      )}
      {result && !partial && host.frame && (
        <section className="outliers" aria-label="Outliers">
          <div className="outliers-head">
            <h3>Most outlying events</h3>
            <span className="outliers-how">
              local outlier factor of the {result.outliers.k} nearest in the columns; beside it, where an
              event differs most from the <span className="outlier-typical">median of these</span>
            </span>
          </div>
          <OutlierList events={result.outliers.most} frame={host.frame} host={host} />
          <OutlierCut outliers={result.outliers} host={host} />
        </section>
      )}
    </div>
  );
}

function Report({ result }: { result: EmbeddingResult }) {
  const filled = useMemo(
    () => result.features.filter((f) => f.imputed + f.infinite + f.nonPositive > 0),
    [result],
  );
  return (
    <div className="report">
      <Notes notes={result.warnings} />
      <details>
        <summary>
          {featureWords(result.features)}
          {result.excluded.length > 0 ? `, ${result.excluded.length} left out` : ''}
          {filled.length > 0 ? `, ${filled.length} with filled values` : ''}
        </summary>
        <ul className="feature-report">
          {result.features.map((feature) => (
            <li key={feature.column}>
              {feature.transform === 'log10' ? `log10 ${feature.column}` : feature.column}
              {feature.indicatorOf && ` · flag: ${feature.indicatorOf.join(', ')} missing`}
              {feature.imputed > 0 && ` · ${count(feature.imputed)} filled`}
              {feature.nonPositive > 0 && ` · ${count(feature.nonPositive)} not positive`}
              {feature.infinite > 0 && ` · ${count(feature.infinite)} infinite`}
            </li>
          ))}
          {result.excluded.map(({ column, reason }) => (
            <li key={column} className="left-out">
              {column}: {reason}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
