import { ownTrainer } from '../../src/core/classify/own-trainer.ts';
import { separatePopulations } from '../../src/core/classify/separate-populations.ts';
import type { ClassifyApi } from './api.ts';

export const classifyApi: ClassifyApi = {
  separate: (table, features, population, others, params, progress) =>
    separatePopulations(table, features, population, others, params, ownTrainer, progress),
};
