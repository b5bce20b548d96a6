import { type HandMeasures, MEASURES, measureHand } from "../../shared/signs/hand-measures.ts";
import type { Prototype, Prototypes, Spread } from "../../shared/signs/prototype.ts";
import { type Sample, sourcesOf } from "./dataset.ts";

/** How each label is held. Sources count equally; recordings without depth only where a label has no others. */
export const prototypesOf = (samples: readonly Sample[], labels: readonly string[]): Prototypes =>
  Object.fromEntries(
    labels.map((label) => {
      const own = samples.filter((sample) => sample.label === label);
      const deep = own.filter(({ landmarks }) =>
        landmarks.some((value, index) => index % 3 === 2 && value !== 0),
      );
      return [label, prototypeOf(deep.length > 0 ? deep : own)];
    }),
  );

function prototypeOf(samples: readonly Sample[]): Prototype {
  const sources = sourcesOf(samples).map((source) =>
    samples.filter((sample) => sample.source === source).map(({ landmarks }) => measureHand(landmarks)),
  );
  return Object.fromEntries(
    MEASURES.map((measure) => [
      measure,
      spreadOf(sources.map((hands) => hands.map((hand: HandMeasures) => hand[measure]))),
    ]),
  ) as Prototype;
}

/** Mean and standard deviation of a mixture in which each source has the same weight. */
function spreadOf(sources: readonly (readonly number[])[]): Spread {
  const average = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const mean = average(sources.map(average));
  const variance = average(sources.map((values) => average(values.map((value) => (value - mean) ** 2))));
  return { mean: round(mean), sd: round(Math.sqrt(variance)) };
}

const round = (value: number): number => Number(value.toFixed(3));
