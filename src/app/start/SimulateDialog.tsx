import { type FormEvent, useState } from 'react';
import { PRESETS, type Preset } from '../../core/simulate/run.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, SelectField } from '../../ui/Field.tsx';
import { hasReviewedRun } from '../compare/add-comparison.ts';
import { useOutcrop, useSession } from '../context.ts';

const NAMES: Record<Preset, string> = { 'lz-sr1': 'LZ SR1', 'lz-sr3': 'LZ SR3', lux: 'LUX Run03' };

export default function SimulateDialog({ onClose }: { onClose(): void }) {
  const { actions } = useOutcrop();
  const reviewed = useSession(hasReviewedRun);
  const [preset, setPreset] = useState<Preset>('lz-sr1');
  const [events, setEvents] = useState('20000');
  const [seed, setSeed] = useState('1');
  const [reprocessed, setReprocessed] = useState(false);

  function start(beside: boolean): void {
    const run = {
      type: 'simulate' as const,
      preset,
      events: Number(events),
      seed: Number(seed),
      ...(reprocessed && { reprocessed }),
    };
    void (beside ? actions.compareSimulated(run) : actions.simulate(run));
  }

  function simulate(event: FormEvent): void {
    event.preventDefault();
    start(false);
  }

  return (
    <Dialog title="Simulate a commissioning run" onClose={onClose}>
      <p>
        A dual-phase xenon TPC during commissioning: bands, calibration lines, and the pathologies that one
        meets, among them gas events above the anode. What each event truly is stands in a column that stays
        hidden until you ask for it.
      </p>
      <form onSubmit={simulate}>
        <div className="form-row">
          <SelectField
            label="Detector"
            value={preset}
            options={PRESETS.map((value) => ({ value, label: NAMES[value] }))}
            onChange={(next) => setPreset(next)}
          />
          <WholeNumber label="Events" min={100} max={2_000_000} value={events} onChange={setEvents} />
          <WholeNumber label="Seed" min={0} max={Number.MAX_SAFE_INTEGER} value={seed} onChange={setSeed} />
        </div>
        <label title="The same events once more, without the S1s that a fault of the pulse finder started too early: to compare with the run as it was first processed">
          <input
            type="checkbox"
            checked={reprocessed}
            onChange={(event) => setReprocessed(event.target.checked)}
          />{' '}
          reprocessed, after the pulse finder was mended
        </label>
        <div className="form-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          {reviewed && (
            <button
              type="button"
              className="button"
              onClick={(event) => event.currentTarget.form?.reportValidity() && start(true)}
              title="Beside the run of this notebook: what is new in it since that"
            >
              Simulate and compare
            </button>
          )}
          <button type="submit" className="button primary">
            Simulate
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface WholeNumberProps {
  label: string;
  min: number;
  max: number;
  value: string;
  onChange(value: string): void;
}

/** The browser refuses the form and says why where the number does not fit. */
function WholeNumber({ label, min, max, value, onChange }: WholeNumberProps) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          className="input number"
          type="number"
          required
          min={min}
          max={max}
          step={1}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
