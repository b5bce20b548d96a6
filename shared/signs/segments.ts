/** Cuts a stream of classified frames into stretches that show one sign. */

/** The signing hand in one frame. */
export interface Observation {
  readonly frame: number;
  /** Seconds from the start of the video. */
  readonly at: number;
  /** How long the frame stands for. */
  readonly seconds: number;
  /** 1 for a settled hand, 0 for a moving one. */
  readonly steadiness: number;
  /** Of each label. */
  readonly probabilities: Float32Array;
}

/** Half the width of the window over which the leading label is decided, in seconds: bridges single odd frames. */
const SMOOTHING_SECONDS = 0.2;
const LEAST_PROBABILITY = 1e-4;
/** So that a stretch without any settled frame still has a distribution. */
const LEAST_WEIGHT = 1e-3;

/** Runs of observations with the same leading label, in order; never empty for at least one observation. */
export function findSegments(observations: readonly Observation[]): Observation[][] {
  const leading = observations.map(({ at }) =>
    indexOfLargest(
      segmentProbabilities(observations.filter((other) => Math.abs(other.at - at) <= SMOOTHING_SECONDS)),
    ),
  );
  const segments: Observation[][] = [];
  observations.forEach((observation, index) => {
    if (index === 0 || leading[index] !== leading[index - 1]) segments.push([]);
    segments.at(-1)?.push(observation);
  });
  return segments;
}

/**
 * Distribution over the labels of a stretch: the geometric mean of its frames', settled frames counting more. Frames of
 * one hold are far from independent, so a product of them would be surer than it should be.
 */
export function segmentProbabilities(members: readonly Observation[]): Float32Array {
  const labelCount = members[0]?.probabilities.length ?? 0;
  const logs = new Float32Array(labelCount);
  let total = 0;
  for (const { seconds, steadiness, probabilities } of members) {
    const weight = seconds * Math.max(steadiness, LEAST_WEIGHT) + 1e-9;
    total += weight;
    probabilities.forEach((probability, label) => {
      logs[label] = (logs[label] as number) + weight * Math.log(Math.max(probability, LEAST_PROBABILITY));
    });
  }
  const powers = logs.map((log) => Math.exp(log / total));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}

const indexOfLargest = (values: Float32Array): number => values.indexOf(Math.max(...values));
