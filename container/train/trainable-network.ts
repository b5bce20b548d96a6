/** A fully connected ReLU network that learns by Adam (Kingma and Ba 2015) on softmax cross-entropy. */
import { applyLayer, type Layer, type Network } from "../../shared/signs/network.ts";
import type { Random } from "./random.ts";

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

/** A layer whose weights and bias lie in one array, with their gradient and Adam's two moments. */
interface TrainableLayer extends Layer {
  /** Weights row by row, then bias. */
  readonly parameters: Float32Array;
  readonly gradient: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

export interface TrainableNetwork {
  readonly layers: readonly TrainableLayer[];
  steps: number;
}

/** @param sizes Width of the input, of each hidden layer and of the output. Weights start as He et al. 2015. */
export function createNetwork(sizes: readonly number[], random: Random): TrainableNetwork {
  const layers = sizes.slice(1).map((outputs, index) => {
    const inputs = sizes[index] ?? 0;
    const count = outputs * inputs + outputs;
    const parameters = new Float32Array(count);
    const spread = Math.sqrt(2 / inputs);
    for (let i = 0; i < outputs * inputs; i++) parameters[i] = random.normal() * spread;
    const zeros = (): Float32Array => new Float32Array(count);
    return {
      inputs,
      outputs,
      weights: parameters.subarray(0, outputs * inputs),
      bias: parameters.subarray(outputs * inputs),
      parameters,
      gradient: zeros(),
      mean: zeros(),
      variance: zeros(),
    };
  });
  return { layers, steps: 0 };
}

/** Adds the gradient of one sample's loss against the wanted distribution; returns the loss. */
export function accumulateGradient(
  { layers }: TrainableNetwork,
  features: Float32Array,
  wanted: Float32Array,
): number {
  const activations: Float32Array[] = [features];
  layers.forEach((layer, index) => {
    activations.push(applyLayer(layer, activations[index] as Float32Array, index < layers.length - 1));
  });
  const logits = activations[layers.length] as Float32Array;
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  let loss = 0;
  let delta: Float32Array = powers.map((power, label) => {
    const probability = power / total;
    loss -= (wanted[label] as number) * Math.log(probability + 1e-12);
    return probability - (wanted[label] as number);
  });
  for (let index = layers.length - 1; index > 0; index--) {
    const [layer, values] = [layers[index] as TrainableLayer, activations[index] as Float32Array];
    addToGradient(layer, values, delta);
    delta = backward(layer, values, delta);
  }
  addToGradient(layers[0] as TrainableLayer, features, delta);
  return loss;
}

function addToGradient(
  { inputs, outputs, gradient }: TrainableLayer,
  values: Float32Array,
  delta: Float32Array,
): void {
  for (let row = 0; row < outputs; row++) {
    const slope = delta[row] as number;
    if (slope === 0) continue;
    const start = row * inputs;
    gradient[outputs * inputs + row] = (gradient[outputs * inputs + row] as number) + slope;
    for (let column = 0; column < inputs; column++) {
      gradient[start + column] = (gradient[start + column] as number) + slope * (values[column] as number);
    }
  }
}

/** The loss's derivative by the layer's (rectified) inputs. */
function backward(
  { inputs, outputs, weights }: TrainableLayer,
  values: Float32Array,
  delta: Float32Array,
): Float32Array {
  const below = new Float32Array(inputs);
  for (let row = 0; row < outputs; row++) {
    const slope = delta[row] as number;
    if (slope === 0) continue;
    const start = row * inputs;
    for (let column = 0; column < inputs; column++) {
      below[column] = (below[column] as number) + slope * (weights[start + column] as number);
    }
  }
  for (let column = 0; column < inputs; column++) {
    if (!((values[column] as number) > 0)) below[column] = 0;
  }
  return below;
}

/** One step of Adam with decoupled weight decay (Loshchilov and Hutter 2019) over `batchSize` accumulated samples. */
export function applyGradient(
  network: TrainableNetwork,
  batchSize: number,
  learningRate: number,
  weightDecay: number,
): void {
  network.steps += 1;
  const meanScale = 1 / (1 - BETA_1 ** network.steps);
  const varianceScale = 1 / (1 - BETA_2 ** network.steps);
  for (const { parameters, gradient, mean, variance } of network.layers) {
    for (let i = 0; i < parameters.length; i++) {
      const slope = (gradient[i] as number) / batchSize;
      gradient[i] = 0;
      const m = BETA_1 * (mean[i] as number) + (1 - BETA_1) * slope;
      const v = BETA_2 * (variance[i] as number) + (1 - BETA_2) * slope * slope;
      mean[i] = m;
      variance[i] = v;
      const step = (m * meanScale) / (Math.sqrt(v * varianceScale) + EPSILON);
      parameters[i] = (parameters[i] as number) * (1 - learningRate * weightDecay) - learningRate * step;
    }
  }
}

/** So many at a time, what is left over last. */
export function* batchesOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The weights as the classifier evaluates them. */
export const toNetwork = ({ layers }: TrainableNetwork): Network =>
  layers.map(
    ({ inputs, outputs, weights, bias }): Layer => ({
      inputs,
      outputs,
      weights: weights.slice(),
      bias: bias.slice(),
    }),
  );
