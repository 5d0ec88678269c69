import type { ClassifierModel } from './classifier-model.ts';

/** The files of a TensorFlow.js layers model. */
export interface TfjsFiles {
  /** `model.json`: for tf.loadLayersModel. */
  json: string;
  /** `weights.bin`, little-endian single floats. */
  weights: Uint8Array;
}

/**
 * The networks of a classifier as one layers model: an input and an output for each member, in their order. What goes in
 * is scaled as `userDefinedMetadata` says of the member (see score.py); what comes out are scores before the
 * calibration. Of two classes the score is that of the second.
 */
export function tfjsFiles({ members, ...rest }: ClassifierModel): TfjsFiles {
  const layers: object[] = [];
  const specs: { name: string; shape: number[]; dtype: 'float32' }[] = [];
  const values: number[] = [];
  const ends: { input: [string, 0, 0]; output: [string, 0, 0] }[] = [];
  members.forEach((member, m) => {
    const input = `member_${m}_input`;
    layers.push({
      class_name: 'InputLayer',
      name: input,
      config: {
        name: input,
        batch_input_shape: [null, member.layers[0].inputs],
        dtype: 'float32',
        sparse: false,
      },
      inbound_nodes: [],
    });
    let before = input;
    member.layers.forEach((layer, i) => {
      const name = `member_${m}_dense_${i}`;
      const last = i + 1 === member.layers.length;
      const activation = !last ? 'relu' : layer.outputs === 1 ? 'sigmoid' : 'softmax';
      layers.push({
        class_name: 'Dense',
        name,
        config: { name, trainable: true, units: layer.outputs, activation, use_bias: true, dtype: 'float32' },
        inbound_nodes: [[[before, 0, 0, {}]]],
      });
      specs.push({ name: `${name}/kernel`, shape: [layer.inputs, layer.outputs], dtype: 'float32' });
      specs.push({ name: `${name}/bias`, shape: [layer.outputs], dtype: 'float32' });
      for (const numbers of [layer.weights, layer.biases]) for (const value of numbers) values.push(value);
      before = name;
    });
    ends.push({ input: [input, 0, 0], output: [before, 0, 0] });
  });
  const weights = new Uint8Array(4 * values.length);
  const view = new DataView(weights.buffer);
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  const json = JSON.stringify({
    format: 'layers-model',
    generatedBy: 'Outcrop',
    convertedBy: null,
    modelTopology: {
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
      model_config: {
        class_name: 'Model',
        config: {
          name: 'classifier',
          layers,
          input_layers: ends.map(({ input }) => input),
          output_layers: ends.map(({ output }) => output),
        },
      },
    },
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
    userDefinedMetadata: { ...rest, members: members.map(({ scales }) => ({ scales })) },
  });
  return { json, weights };
}
