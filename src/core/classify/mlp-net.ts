import { exp, logistic } from '../math/exp.ts';
import type { Rng } from '../random/rng.ts';
import { type FloatRoom, floatRoom, type MatrixView } from './multiply.ts';

/** One dense layer: weights input by output (inputs x outputs, row by row), then the biases. */
export interface DenseLayer {
  inputs: number;
  outputs: number;
  weights: Float32Array;
  biases: Float32Array;
}

/** One layer in the room: its rows are `padded` floats, of which `outputs` count and the others stay 0. */
interface LayerPlace {
  inputs: number;
  outputs: number;
  padded: number;
  weights: number;
  biases: number;
  /** Weights once more, outputs x padded inputs, for the way back. */
  turned: number;
}

/** A network, and room for one batch of rows: all its numbers in one array. */
export interface MlpNet {
  batch: number;
  room: FloatRoom;
  layers: LayerPlace[];
  /** Weights and biases are the first so many floats; their gradient and its two moments follow. */
  size: number;
  gradient: number;
  first: number;
  second: number;
  /** Of the input and of each layer: batch x padded width; and the errors behind them. */
  outputs: number[];
  errors: number[];
  widths: readonly number[];
  /** Products of the decays of Adam's moments, for the correction of their bias. */
  decay: { first: number; second: number };
}

const pad = (width: number): number => Math.ceil(width / 4) * 4;

function emptyNet(widths: readonly number[], batch: number, training: boolean): MlpNet {
  let end = 0;
  const take = (floats: number): number => {
    const at = end;
    end += pad(floats);
    return at;
  };
  const layers = widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const padded = pad(outputs);
    return { inputs, outputs, padded, weights: take(inputs * padded), biases: take(padded), turned: 0 };
  });
  const size = end;
  const [gradient, first, second] = training ? [take(size), take(size), take(size)] : [0, 0, 0];
  const batchRoom = (): number[] => widths.map((width) => take(batch * pad(width)));
  const outputs = batchRoom();
  const errors = training ? batchRoom() : [];
  if (training) for (const layer of layers) layer.turned = take(layer.outputs * pad(layer.inputs));
  const decay = { first: 1, second: 1 };
  return {
    batch,
    room: floatRoom(end),
    layers,
    size,
    gradient,
    first,
    second,
    outputs,
    errors,
    widths,
    decay,
  };
}

/** Weights uniform in +- sqrt(6 / inputs) (He et al. 2015), of the last layer sqrt(3 / inputs); biases 0. */
export function createNet(widths: readonly number[], batch: number, rng: Rng): MlpNet {
  const net = emptyNet(widths, batch, true);
  const { floats } = net.room;
  net.layers.forEach((layer, i) => {
    const limit = Math.sqrt((i + 1 < net.layers.length ? 6 : 3) / layer.inputs);
    for (let input = 0; input < layer.inputs; input++) {
      for (let unit = 0; unit < layer.outputs; unit++) {
        floats[layer.weights + input * layer.padded + unit] = limit * (2 * rng.uniform() - 1);
      }
    }
  });
  return net;
}

/** For predictions alone. */
export function netOfLayers(layers: readonly DenseLayer[], batch: number): MlpNet {
  const net = emptyNet([layers[0].inputs, ...layers.map((layer) => layer.outputs)], batch, false);
  const { floats } = net.room;
  layers.forEach(({ inputs, outputs, weights, biases }, i) => {
    const place = net.layers[i];
    for (let input = 0; input < inputs; input++) {
      floats.set(
        weights.subarray(input * outputs, (input + 1) * outputs),
        place.weights + input * place.padded,
      );
    }
    floats.set(biases, place.biases);
  });
  return net;
}

export const copyValues = (net: MlpNet): Float32Array => net.room.floats.slice(0, net.size);

export function layersOf(net: MlpNet, values: Float32Array): DenseLayer[] {
  return net.layers.map(({ inputs, outputs, padded, weights, biases }) => ({
    inputs,
    outputs,
    weights: Float32Array.from({ length: inputs * outputs }, (_, i) => {
      const unit = i % outputs;
      return values[weights + ((i - unit) / outputs) * padded + unit];
    }),
    biases: values.slice(biases, biases + outputs),
  }));
}

/** Puts rows of x, or those that `order` names, into the batch. */
export function setInput(
  net: MlpNet,
  x: Float32Array,
  order: Int32Array | null,
  from: number,
  count: number,
): void {
  const { floats } = net.room;
  const columns = net.widths[0];
  const padded = pad(columns);
  let to = net.outputs[0];
  for (let row = from; row < from + count; row++) {
    const start = (order === null ? row : order[row]) * columns;
    for (let c = 0; c < columns; c++) floats[to + c] = x[start + c];
    to += padded;
  }
}

const byRows = (at: number, rowStep: number): MatrixView => ({ at, rowStep, columnStep: 1 });
const byColumns = (at: number, columnStep: number): MatrixView => ({ at, rowStep: 1, columnStep });

/** ReLU behind all layers but the last. */
export function forward(net: MlpNet, count: number): void {
  const { floats, multiply } = net.room;
  net.layers.forEach(({ inputs, padded, weights, biases }, i) => {
    const out = net.outputs[i + 1];
    multiply(
      count,
      padded,
      inputs,
      byRows(net.outputs[i], pad(inputs)),
      byRows(weights, padded),
      byRows(out, padded),
    );
    const floor = i + 1 < net.layers.length ? 0 : Number.NEGATIVE_INFINITY;
    for (let at = out; at < out + count * padded; at += padded) {
      for (let unit = 0; unit < padded; unit++) {
        const sum = floats[at + unit] + floats[biases + unit];
        floats[at + unit] = sum < floor ? 0 : sum;
      }
    }
  });
}

/** Of the rows of the batch, rows x classes; of one output, that of class 1 alone. */
export function probabilities(net: MlpNet, count: number, into: Float64Array): void {
  const { floats } = net.room;
  const { outputs: width, padded } = net.layers[net.layers.length - 1];
  const last = net.outputs[net.outputs.length - 1];
  for (let row = 0; row < count; row++) {
    const at = last + row * padded;
    const to = row * width;
    if (width === 1) {
      into[to] = logistic(floats[at]);
      continue;
    }
    let highest = floats[at];
    for (let c = 1; c < width; c++) highest = Math.max(highest, floats[at + c]);
    let sum = 0;
    for (let c = 0; c < width; c++) {
      into[to + c] = exp(floats[at + c] - highest);
      sum += into[to + c];
    }
    for (let c = 0; c < width; c++) into[to + c] /= sum;
  }
}

/** (probability - truth) x class weight / rows of the batch, for the rows that `order` names. */
export function outputErrors(
  net: MlpNet,
  found: Float64Array,
  labels: Int32Array,
  factors: Float64Array,
  order: Int32Array,
  from: number,
  count: number,
): void {
  const { floats } = net.room;
  const { outputs: width, padded } = net.layers[net.layers.length - 1];
  const errors = net.errors[net.errors.length - 1];
  for (let row = 0; row < count; row++) {
    const label = labels[order[from + row]];
    const factor = factors[label] / count;
    const at = errors + row * padded;
    if (width === 1) floats[at] = (found[row] - label) * factor;
    else {
      for (let c = 0; c < width; c++)
        floats[at + c] = (found[row * width + c] - (c === label ? 1 : 0)) * factor;
    }
  }
}

/** Gradient of the batch by the errors behind the last layer, which are in place. */
export function backward(net: MlpNet, count: number, weightDecay: number): void {
  const { floats, multiply } = net.room;
  for (let i = net.layers.length - 1; i >= 0; i--) {
    const { inputs, outputs, padded, weights, biases, turned } = net.layers[i];
    const errors = net.errors[i + 1];
    const before = pad(inputs);
    const slope = net.gradient + weights;
    multiply(
      inputs,
      padded,
      count,
      byColumns(net.outputs[i], before),
      byRows(errors, padded),
      byRows(slope, padded),
    );
    if (weightDecay > 0) {
      for (let at = weights; at < weights + inputs * padded; at++) {
        floats[net.gradient + at] += weightDecay * floats[at];
      }
    }
    const bias = net.gradient + biases;
    floats.fill(0, bias, bias + padded);
    for (let at = errors; at < errors + count * padded; at += padded) {
      for (let unit = 0; unit < outputs; unit++) floats[bias + unit] += floats[at + unit];
    }
    if (i === 0) return;
    for (let unit = 0; unit < outputs; unit++) {
      for (let input = 0; input < inputs; input++) {
        floats[turned + unit * before + input] = floats[weights + input * padded + unit];
      }
    }
    const into = net.errors[i];
    multiply(count, before, outputs, byRows(errors, padded), byRows(turned, before), byRows(into, before));
    const behind = net.outputs[i];
    for (let at = 0; at < count * before; at++) if (floats[behind + at] <= 0) floats[into + at] = 0;
  }
}

/** Adam (Kingma & Ba 2015) with decays 0.9 and 0.999. */
export function adamStep(net: MlpNet, learningRate: number): void {
  const { floats } = net.room;
  const { size, gradient, first, second, decay } = net;
  decay.first *= 0.9;
  decay.second *= 0.999;
  const step = (learningRate * Math.sqrt(1 - decay.second)) / (1 - decay.first);
  for (let i = 0; i < size; i++) {
    const slope = floats[gradient + i];
    const mean = 0.9 * floats[first + i] + 0.1 * slope;
    const square = 0.999 * floats[second + i] + 0.001 * slope * slope;
    floats[first + i] = mean;
    floats[second + i] = square;
    floats[i] -= (step * mean) / (Math.sqrt(square) + 1e-8);
  }
}
