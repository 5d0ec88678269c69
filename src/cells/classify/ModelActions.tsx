import type { ClassifierModel } from '../../core/classify/classifier-model.ts';
import { MOST_NUMBERS, numbersIn } from '../../core/classify/model-limits.ts';
import { NUMPY_SCRIPT } from '../../core/classify/model-numpy.ts';
import { tfjsFiles } from '../../core/classify/model-tfjs.ts';
import { Problem } from '../../core/problem.ts';
import { issueText } from '../../notebook/issue-text.ts';
import { fileStem } from '../../ui/file-stem.ts';
import { count } from '../../ui/numbers.ts';
import { saveFile } from '../../ui/save-file.ts';
import type { CellHost } from '../contract.ts';
import { modelSchema } from './model-schema.ts';
import type { ClassifyParams } from './params.ts';

interface ModelActionsProps {
  model: ClassifierModel;
  /** What it is a model of. */
  name: string;
  host: CellHost<ClassifyParams>;
  /** True where the cell holds it already. */
  kept?: boolean;
}

/** Keeps a trained classifier in the notebook, or hands it over for other programs. */
export function ModelActions({ model, name, host, kept }: ModelActionsProps) {
  const numbers = numbersIn(model);
  const tooLarge = numbers > MOST_NUMBERS;
  return (
    <div className="form-row model-actions">
      {!kept && (
        <button
          type="button"
          className="button"
          disabled={tooLarge}
          title={
            tooLarge
              ? `The model has ${count(numbers)} numbers; a notebook keeps ${count(MOST_NUMBERS)} at most: take fewer folds, seeds or units`
              : `A cell below, with the ${count(numbers)} numbers of the model: it gives any events of these quantities their probabilities, without training`
          }
          onClick={() => host.keepModel(model, name)}
        >
          Keep the model
        </button>
      )}
      <button
        type="button"
        className="button"
        title="All weights, scales and the calibration as plain JSON, which a Classify cell of another notebook can load"
        onClick={() => saveFile(`${fileStem(`${name} classifier`)}.json`, jsonOf(model))}
      >
        Save as JSON
      </button>
      <button
        type="button"
        className="button"
        title="A zip with the weights as JSON, a Python module of numpy alone that gives the same probabilities, and the networks as a TensorFlow.js layers model"
        onClick={() => void saveZip(model, name)}
      >
        Export for Python and tfjs
      </button>
    </div>
  );
}

const jsonOf = (model: ClassifierModel): Blob =>
  new Blob([JSON.stringify(model)], { type: 'application/json' });

async function saveZip(model: ClassifierModel, name: string): Promise<void> {
  const { strToU8, zipSync } = await import('fflate');
  const { json, weights } = tfjsFiles(model);
  const zip = zipSync({
    'classifier.json': strToU8(JSON.stringify(model)),
    'score.py': strToU8(NUMPY_SCRIPT),
    'tfjs/model.json': strToU8(json),
    'tfjs/weights.bin': weights,
  });
  const content = new Blob([zip as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
  saveFile(`${fileStem(`${name} classifier`)}.zip`, content);
}

/** Characters of a model file at most. */
const LONGEST = 4_000_000;

/** Takes a model from a file that was saved as JSON. */
export function LoadModel({ host }: { host: CellHost<ClassifyParams> }) {
  const { model } = host.cell.params;
  const load = async (file: File): Promise<void> => {
    try {
      host.setParams({ model: modelIn(file.size > LONGEST ? '' : await file.text(), file.name) });
      host.run();
    } catch (error) {
      host.tell('bad', error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <button
        type="button"
        className="button load-model"
        title="A file that was saved as JSON below a trained classifier"
        onClick={() => {
          const input = document.createElement('input');
          input.type = 'file';
          input.accept = '.json,application/json';
          input.onchange = () => {
            const file = input.files?.[0];
            if (file) void load(file);
          };
          input.click();
        }}
      >
        Load a model
      </button>
      {model && (
        <p className="classify-note">
          {model.classes.join(', ')}; {model.columns.length} quantities, {model.members.length} networks.
        </p>
      )}
    </>
  );
}

function modelIn(text: string, name: string): ClassifierModel {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Problem(
      'bad-file',
      `${name} is no JSON file of a model; expected one saved by a Classify cell`,
    );
  }
  const parsed = modelSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Problem('bad-file', `${name}: ${issueText(parsed.error.issues[0], data, 'model')}`);
}
