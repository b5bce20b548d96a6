/** Seeded random numbers, so that the same command gives the same weights. */
import { createRandom as createGenerator, type Random as Generator } from "../../shared/tuning/random.ts";

export interface Random extends Generator {
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Integer in 0..count-1. */
  below(count: number): number;
}

export function createRandom(seed: number): Random {
  const generator = createGenerator(seed);
  return {
    ...generator,
    between: (low, high) => low + (high - low) * generator.next(),
    below: (count) => Math.floor(count * generator.next()),
  };
}
