/** How a letter is usually held: what feedback compares a learner's hand with. */
import type { Measure } from "./hand-measures.ts";

/** Of one measure over the signers of a letter; in the measure's unit. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation, between signers and within them. */
  readonly sd: number;
}

export type Prototype = Readonly<Record<Measure, Spread>>;

/** By label. */
export type Prototypes = Readonly<Record<string, Prototype>>;
