/** A small fully connected network with ReLU between its layers. */

export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** outputs x inputs, row by row. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export type Network = readonly Layer[];

/** Logits of the last layer. */
export function evaluateNetwork(network: Network, features: Float32Array): Float32Array {
  let values = features;
  network.forEach((layer, index) => {
    values = applyLayer(layer, values, index < network.length - 1);
  });
  return values;
}

/** Outputs of one layer; those of a hidden layer are rectified. */
export function applyLayer(
  { inputs, outputs, weights, bias }: Layer,
  values: Float32Array,
  isHidden: boolean,
): Float32Array {
  const result = new Float32Array(outputs);
  for (let row = 0; row < outputs; row++) {
    let sum = bias[row] as number;
    const start = row * inputs;
    for (let column = 0; column < inputs; column++) {
      sum += (weights[start + column] as number) * (values[column] as number);
    }
    result[row] = isHidden && sum < 0 ? 0 : sum;
  }
  return result;
}

/** Probabilities from logits divided by `temperature`; they sum to 1. */
export function softmax(logits: Float32Array, temperature = 1): Float32Array {
  const highest = logits.reduce((max, logit) => Math.max(max, logit), Number.NEGATIVE_INFINITY);
  const powers = logits.map((logit) => Math.exp((logit - highest) / temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
