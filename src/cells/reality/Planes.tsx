import { useMemo } from 'react';
import type { PlaneGlimpse } from '../../core/reality/reality.ts';
import { passing } from '../../core/reality/verdict.ts';
import type { Column } from '../../core/table/column.ts';
import { Figure } from '../../plots/Figure.tsx';
import type { PlotInput, PlotSpec, Theme } from '../../plots/plot.ts';
import { useEncoded } from '../../plots/use-encoded.ts';
import { count } from '../../ui/numbers.ts';
import type { RealityResult } from './compute.ts';

const HEIGHT = 190;

/** The plane that is judged beside those of its shuffled twins. */
export function Planes({ result, cell, theme }: { result: RealityResult; cell: string; theme: Theme }) {
  const { planes, twins } = result;
  if (twins.length === 0) return null;
  return (
    <section className="reality-planes" aria-label="The plane and its shuffled twins">
      <GlimpseFigure glimpse={planes.real} title="as it was clustered" id={cell} theme={theme} />
      {twins.slice(0, 2).map((twin, i) => {
        const held = passing([twin]).length;
        const clusters = twin.sizes.length === 1 ? '1 cluster' : `${count(twin.sizes.length)} clusters`;
        return (
          <GlimpseFigure
            // biome-ignore lint/suspicious/noArrayIndexKey: twins have no other name
            key={i}
            glimpse={planes.twins[i]}
            title={`shuffled twin ${i + 1}: ${clusters}, largest ${count(twin.sizes[0] ?? 0)}, noise ${count(twin.noise)}; ${held === 0 ? 'none' : held} but the bulk would pass`}
            id={`${cell}-twin-${i}`}
            theme={theme}
          />
        );
      })}
    </section>
  );
}

interface GlimpseFigureProps {
  glimpse: PlaneGlimpse;
  title: string;
  id: string;
  theme: Theme;
}

function GlimpseFigure({ glimpse, title, id, theme }: GlimpseFigureProps) {
  const wanted = useMemo(() => {
    const axis = (name: string) => ({ column: `${id}:${name}`, scale: 'linear' as const, range: null });
    const spec: PlotSpec = {
      id: 'glimpse',
      type: 'scatter',
      x: axis('UMAP 1'),
      y: axis('UMAP 2'),
      color: { by: 'cluster', column: null },
      span: 1,
      height: HEIGHT,
      title: null,
    };
    const made = (name: string, values: Float32Array): Column => {
      return { name, unit: null, role: 'label', type: 'float32', values, missing: null };
    };
    const columns = [made('UMAP 1', glimpse.x), made('UMAP 2', glimpse.y)];
    const input: PlotInput = {
      column: (ref) => columns.find(({ name }) => ref.endsWith(`:${name}`)),
      label: (ref) => ({ name: ref.slice(ref.indexOf(':') + 1), unit: null, isEmbedding: true }),
      rows: glimpse.x.length,
      selected: null,
      clusterLabels: glimpse.labels,
      theme,
    };
    return { spec, input };
  }, [glimpse, id, theme]);
  const drawn = useEncoded(wanted);
  return (
    <figure className="reality-plane">
      {drawn ? (
        <Figure model={drawn.model} cloud={drawn.cloud} tool="pan" height={HEIGHT} />
      ) : (
        <div style={{ height: HEIGHT }} />
      )}
      <figcaption>{title}</figcaption>
    </figure>
  );
}
