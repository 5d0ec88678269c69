import { NEIGHBOR_SEARCHES } from '../../core/embed/embedding.ts';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import type { EmbedCellParams } from './params.ts';

interface MoreParamsProps {
  params: EmbedCellParams;
  set(changes: Partial<EmbedCellParams>): void;
}

/** Parameters that are seldom touched, named as in umap-learn. */
export function MoreParams({ params, set }: MoreParamsProps) {
  return (
    <details className="embed-more">
      <summary>More</summary>
      <div className="form-row">
        <NumberField
          label="spread"
          hint="How far apart populations stand, together with min_dist"
          max={10}
          min={0.01}
          value={params.spread}
          onChange={(v) => v !== null && set({ spread: v })}
        />
        <NumberField
          label="negative_sample_rate"
          hint="Pushes for every pull: more of them part populations more, and take longer"
          integer
          min={1}
          max={50}
          value={params.negativeSamples}
          onChange={(v) => v !== null && set({ negativeSamples: v })}
        />
        <NumberField
          label="set_op_mix_ratio"
          hint="1: a bond of either side counts (union); 0: only bonds of both (intersection)"
          min={0}
          max={1}
          value={params.setOpMix}
          onChange={(v) => v !== null && set({ setOpMix: v })}
        />
        <NumberField
          label="local_connectivity"
          hint="Nearest neighbours that every event is bound to in full"
          min={0}
          max={500}
          value={params.localConnectivity}
          onChange={(v) => v !== null && set({ localConnectivity: v })}
        />
        <SelectField
          label="neighbours"
          hint="auto: all of them where that is cheap; in many columns without structure nearly all, and the share found is told"
          value={params.neighborSearch}
          options={NEIGHBOR_SEARCHES.map((value) => ({ value, label: value }))}
          onChange={(neighborSearch) => set({ neighborSearch })}
        />
      </div>
    </details>
  );
}
