import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, describe, expect, test } from 'vitest';
import { applyModel, type ClassifierModel, netOf } from '../../../src/core/classify/classifier-model.ts';
import { classifyEvents } from '../../../src/core/classify/classify-events.ts';
import { NUMPY_SCRIPT } from '../../../src/core/classify/model-numpy.ts';
import { tfjsFiles } from '../../../src/core/classify/model-tfjs.ts';
import { ownTrainer } from '../../../src/core/classify/own-trainer.ts';
import { enteredValues } from '../../../src/core/classify/population-columns.ts';
import { SEPARATION_DEFAULTS } from '../../../src/core/classify/separation.ts';
import { predictSmallMlp } from '../../../src/core/classify/small-mlp.ts';
import { scaledRows } from '../../../src/core/classify/standardise.ts';
import { unwatched } from '../../../src/core/progress.ts';
import { createRng } from '../../../src/core/random/rng.ts';
import { numbersOf } from '../../../src/core/table/column.ts';
import { makeTable, type Table } from '../../../src/core/table/table.ts';
import { PYTHON, pythonHas } from '../../../tools/python.mjs';

const hasNumpy = pythonHas('numpy');
if (!hasNumpy) console.warn(`skipped: no numpy in ${PYTHON} to run the exported module with`);
const folder = mkdtempSync(join(tmpdir(), 'outcrop-model-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Values over many orders, far tails, missing and negative ones. */
function events(seed: number, classes: number): { table: Table; labels: Int32Array } {
  const rng = createRng(seed);
  const rows = 500;
  const labels = Int32Array.from({ length: rows }, (_, row) => row % classes);
  const column = (name: string, value: (row: number) => number) => ({
    name,
    unit: '',
    role: 'feature' as const,
    type: 'float64' as const,
    missing: null,
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
  });
  const table = makeTable([
    column('area', (row) => (row % 41 === 3 ? -2 : 10 ** (2 + rng.normal() + labels[row]))),
    column('tba', (row) => (row % 13 === 5 ? Number.NaN : rng.normal() * (row % 50 === 1 ? 60 : 1))),
    column('width', (row) => rng.normal() - 1.2 * (labels[row] === 2 ? 1 : 0)),
  ]);
  return { table, labels };
}

async function trained(table: Table, labels: Int32Array, classes: number): Promise<ClassifierModel> {
  const params = { ...SEPARATION_DEFAULTS, folds: 2, repeats: 1, epochs: 8, hidden: [10, 6] };
  const features = table.columns.map(({ name: column }) => ({
    column,
    transform: column === 'area' ? ('log10' as const) : ('linear' as const),
  }));
  const names = ['bulk', 'gas', 'rise'].slice(0, classes);
  return (await classifyEvents(table, features, labels, names, params, ownTrainer, unwatched)).model;
}

describe.each([2, 3])('a model of %i classes', (classes) => {
  test.skipIf(!hasNumpy)('numpy gives the same probabilities to 1e-5', async () => {
    const { table, labels } = events(classes, classes);
    const model = await trained(table, labels, classes);
    const expected = applyModel(model, table, unwatched);
    writeFileSync(join(folder, 'classifier.json'), JSON.stringify(model));
    writeFileSync(join(folder, 'score.py'), NUMPY_SCRIPT);
    const values = Object.fromEntries(
      table.columns.map((column) => [
        column.name,
        Array.from(numbersOf(column), (value) => (Number.isFinite(value) ? value : null)),
      ]),
    );
    writeFileSync(join(folder, 'events.json'), JSON.stringify(values));
    const program = [
      'import json, numpy, score',
      'table = {k: numpy.array(v, dtype=float) for k, v in json.load(open("events.json")).items()}',
      'print(json.dumps(score.scores(table).tolist()))',
    ].join('\n');
    const { stdout, stderr } = spawnSync(PYTHON, ['-c', program], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    const found = JSON.parse(stdout) as number[][];
    expect(found.length).toBe(table.rows);
    let worst = 0;
    found.forEach((row, i) => {
      row.forEach((p, c) => {
        worst = Math.max(worst, Math.abs(p - expected.probabilities[c][i]));
      });
    });
    expect(worst).toBeLessThan(1e-5);
  });

  test('TensorFlow.js loads it, and its networks give the same scores', async () => {
    const { table, labels } = events(classes + 7, classes);
    const model = await trained(table, labels, classes);
    const { json, weights } = tfjsFiles(model);
    const served: typeof fetch = async (address) =>
      String(address).endsWith('.json')
        ? new Response(json, { headers: { 'Content-Type': 'application/json' } })
        : new Response(weights as Uint8Array<ArrayBuffer>, {
            headers: { 'Content-Type': 'application/octet-stream' },
          });
    await tf.setBackend('cpu');
    const loaded = await tf.loadLayersModel(tf.io.http('http://here/model.json', { fetchFunc: served }));
    const rows = Int32Array.from({ length: table.rows }, (_, row) => row);
    const values = model.columns.map((entry, c) => {
      return enteredValues(numbersOf(table.columns[c]), entry);
    });
    const inputs = model.members.map(({ scales }) => scaledRows(values, scales, rows));
    const tensors = inputs.map((matrix) => tf.tensor2d(matrix, [table.rows, matrix.length / table.rows]));
    const outputs = loaded.predict(tensors) as tf.Tensor[];
    expect(outputs.length).toBe(model.members.length);
    for (const [m, member] of model.members.entries()) {
      const expected = predictSmallMlp(netOf(member, classes), inputs[m], table.rows);
      const found = await outputs[m].data();
      for (let row = 0; row < table.rows; row++) {
        if (classes === 2) expect(Math.abs(found[row] - expected[2 * row + 1])).toBeLessThan(1e-5);
        else
          for (const c of [0, 1, 2])
            expect(Math.abs(found[3 * row + c] - expected[3 * row + c])).toBeLessThan(1e-5);
      }
    }
  });
});
