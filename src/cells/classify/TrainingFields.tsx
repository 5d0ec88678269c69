import type { TrainerChoice } from '../../core/classify/trainer-choice.ts';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import type { CellHost } from '../contract.ts';
import type { ClassifyParams } from './params.ts';

const TRAINERS: { value: TrainerChoice; label: string }[] = [
  { value: 'own', label: 'our own trainer' },
  { value: 'fastest', label: 'the fastest here' },
  { value: 'tfjs-webgl', label: 'TensorFlow.js, webgl' },
  { value: 'tfjs-wasm', label: 'TensorFlow.js, wasm' },
  { value: 'tfjs-cpu', label: 'TensorFlow.js, cpu' },
];

/** How it is trained and judged. */
export function TrainingFields({ host }: { host: CellHost<ClassifyParams> }) {
  const { params } = host.cell;
  return (
    <>
      <SelectField
        label="Train on"
        hint="Events with an S1 have a drift time, so that their classes are known best. Trained on them by what needs no S1, the classifier tells the others as well"
        value={params.among}
        options={[
          { value: 'all', label: 'all events' },
          { value: 'tagged', label: 'events with an S1' },
        ]}
        onChange={(among) => host.setParams({ among })}
      />
      <NumberField
        label="Folds"
        hint="Parts of the events; each is left out once and judged by a classifier that was trained on the others"
        value={params.folds}
        integer
        min={2}
        max={10}
        onChange={(folds) => folds !== null && host.setParams({ folds })}
      />
      <NumberField
        label="Seeds"
        hint="Trainings of each fold from other random starts: their spread is part of the interval"
        value={params.repeats}
        integer
        min={1}
        max={10}
        onChange={(repeats) => repeats !== null && host.setParams({ repeats })}
      />
      <NumberField
        label={params.task === 'two' ? 'Events a side' : 'Events a class'}
        hint="At most so many of each are drawn at random to train and judge on"
        value={params.eventsASide}
        integer
        min={100}
        max={100_000}
        onChange={(eventsASide) => eventsASide !== null && host.setParams({ eventsASide })}
      />
      <SelectField
        label="Missing values"
        hint="Filled with the median of the training events, with a column that says where; or such events left out"
        value={params.missing}
        options={[
          { value: 'impute', label: 'fill, and tell' },
          { value: 'exclude', label: 'leave out' },
        ]}
        onChange={(missing) => host.setParams({ missing })}
      />
      <SelectField
        label="Trained by"
        hint="Our own trainer gives the same numbers on every machine. TensorFlow.js trains the same network on the graphics processor (webgl), in WebAssembly or in plain JavaScript. A short trial finds the fastest here, which another machine may not"
        value={params.trainer}
        options={TRAINERS}
        onChange={(trainer) => host.setParams({ trainer })}
      />
      <NumberField
        label="Seed"
        hint="The same seed gives the same numbers"
        value={params.seed}
        integer
        min={0}
        max={2_147_483_647}
        onChange={(seed) => seed !== null && host.setParams({ seed })}
      />
    </>
  );
}
