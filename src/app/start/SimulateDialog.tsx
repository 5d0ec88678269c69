import { useState } from 'react';
import { PRESETS, type Preset } from '../../core/simulate/run.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import { useOutcrop } from '../context.ts';

const NAMES: Record<Preset, string> = { 'lz-sr1': 'LZ SR1', 'lz-sr3': 'LZ SR3', lux: 'LUX Run03' };

export function SimulateDialog({ onClose }: { onClose(): void }) {
  const { actions } = useOutcrop();
  const [preset, setPreset] = useState<Preset>('lz-sr1');
  const [events, setEvents] = useState(20_000);
  const [seed, setSeed] = useState(1);
  return (
    <Dialog
      title="Simulate a commissioning run"
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="button"
            className="button primary"
            onClick={() => void actions.simulate({ type: 'simulate', preset, events, seed })}
          >
            Simulate
          </button>
        </>
      }
    >
      <p>
        A dual-phase xenon TPC during commissioning: bands, calibration lines, and the pathologies that one
        meets, among them gas events above the anode. What each event truly is stands in a column that stays
        hidden until you ask for it.
      </p>
      <div className="form-row">
        <SelectField
          label="Detector"
          value={preset}
          options={PRESETS.map((value) => ({ value, label: NAMES[value] }))}
          onChange={(next) => setPreset(next)}
        />
        <NumberField
          label="Events"
          integer
          min={100}
          max={2_000_000}
          value={events}
          onChange={(v) => v !== null && setEvents(v)}
        />
        <NumberField label="Seed" integer min={0} value={seed} onChange={(v) => v !== null && setSeed(v)} />
      </div>
    </Dialog>
  );
}
