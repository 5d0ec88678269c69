import { SelectField } from '../../ui/Field.tsx';
import type { CellHost } from '../contract.ts';
import { PopulationFields } from '../explain/PopulationFields.tsx';
import { AppliedFindings } from './AppliedFindings.tsx';
import { ClassesFindings } from './ClassesFindings.tsx';
import { ClassFields } from './ClassFields.tsx';
import type { ClassifyResult } from './compute.ts';
import { LoadModel, ModelActions } from './ModelActions.tsx';
import type { ClassifyParams } from './params.ts';
import { TrainingFields } from './TrainingFields.tsx';
import { TwoFindings } from './TwoFindings.tsx';
import './classify.css';

const TASKS: { value: ClassifyParams['task']; label: string }[] = [
  { value: 'two', label: 'one population' },
  { value: 'classes', label: 'several classes' },
  { value: 'apply', label: 'apply a kept model' },
];

/** How separable populations are for a classifier, by what, and how far its probabilities can be trusted. */
export default function ClassifyView({ host }: { host: CellHost<ClassifyParams> }) {
  const { params } = host.cell;
  const result = host.state.result as ClassifyResult | undefined;
  return (
    <div className="classify">
      <div className="form-row">
        <SelectField
          label="Tell apart"
          hint="One population from others; several classes from each other; or, without training, the classes of a model that was kept"
          value={params.task}
          options={TASKS}
          onChange={(task) => host.setParams({ task })}
        />
        {params.task === 'two' && <PopulationFields host={host} />}
        {params.task === 'classes' && <ClassFields host={host} />}
        {params.task === 'apply' && <LoadModel host={host} />}
        {params.task !== 'apply' && <TrainingFields host={host} />}
      </div>
      {result === undefined ? (
        <p className="empty">{EMPTY[params.task]}</p>
      ) : result.type === 'two' ? (
        <TwoFindings result={result} host={host} />
      ) : result.type === 'classes' ? (
        <ClassesFindings result={result} theme={host.theme} />
      ) : (
        <AppliedFindings result={result} />
      )}
      {result !== undefined && result.type !== 'applied' && (
        <ModelActions
          model={result.model}
          name={
            result.type === 'classes'
              ? `${result.classes.length} classes`
              : host.cell.title.replace(/^Classify /, '')
          }
          host={host}
        />
      )}
      {result?.type === 'applied' && params.model && (
        <ModelActions
          model={params.model}
          name={host.cell.title.replace(/^Model of /, '')}
          host={host}
          kept
        />
      )}
    </div>
  );
}

const EMPTY: Record<ClassifyParams['task'], string> = {
  two: 'Trains a small neural network on the measured quantities, each time leaving a part of the events out, and judges it on that part: whether the population is one in what was measured, by which quantities, and with what probability each event belongs to it.',
  classes:
    'Trains a small neural network to tell several classes apart, each time leaving a part of the events out, and judges it on that part: how often each class is taken for which other, by which quantities, and with what probabilities each event belongs to them.',
  apply:
    'Gives every event the class probabilities of a classifier that was trained before, here or elsewhere. The events need the quantities that it was trained on.',
};
