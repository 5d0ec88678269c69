import { applyModel } from '../../src/core/classify/classifier-model.ts';
import { classifyEvents } from '../../src/core/classify/classify-events.ts';
import { separatePopulations } from '../../src/core/classify/separate-populations.ts';
import type { Trainer, TrainerTrial } from '../../src/core/classify/separation.ts';
import type { TrainerChoice } from '../../src/core/classify/trainer-choice.ts';
import { Problem } from '../../src/core/problem.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { ClassifyApi } from './api.ts';
import { createTrainerFinder, type StartTfjs } from './find-trainer.ts';
import type { TfjsBackend } from './tfjs/backend.ts';

/** What every result says of its training. */
interface Trained {
  trial: TrainerTrial[] | null;
  warnings: string[];
}

/** @param start how TensorFlow.js is started; null where there is our own trainer only */
export function createClassifyApi(start: StartTfjs | null): ClassifyApi {
  const findTrainer = createTrainerFinder(start);

  /** Runs with the trainer that was chosen; where what it runs on is lost, begins again with the next. */
  async function withTrainer<T extends Trained>(
    choice: TrainerChoice,
    progress: Progress,
    run: (trainer: Trainer) => Promise<T>,
  ): Promise<T> {
    const lost: TfjsBackend[] = [];
    const notes: string[] = [];
    for (;;) {
      const found = await findTrainer(choice, lost, progress);
      try {
        const result = await run(found.trainer);
        return {
          ...result,
          trial: found.trial,
          warnings: [...result.warnings, ...notes, ...found.notes],
        };
      } catch (error) {
        if (error instanceof Problem || found.backend === null || !found.isLost()) throw error;
        notes.push(`${found.trainer.name} was lost on the way: begun again with another`);
        lost.push(found.backend);
      }
    }
  }

  return {
    separate: (table, features, population, others, params, choice, progress) =>
      withTrainer(choice, progress, (trainer) =>
        separatePopulations(table, features, population, others, params, trainer, progress),
      ),
    classify: (table, features, labels, names, params, choice, progress) =>
      withTrainer(choice, progress, (trainer) =>
        classifyEvents(table, features, labels, names, params, trainer, progress),
      ),
    async applyModel(table, model, progress) {
      const scores = applyModel(model, table, progress);
      const { classes, columns, about } = model;
      const counts = classes.map((_, c) => scores.label.reduce((sum, label) => sum + Number(label === c), 0));
      return {
        type: 'applied',
        classes,
        columns: columns.map(({ name }) => name),
        about,
        counts,
        without: table.rows - counts.reduce((a, b) => a + b, 0),
        ...scores,
      };
    },
  };
}
