import { useEffect, useState } from "preact/hooks";
import type { PairOfOffers } from "../compare/use-pair.ts";

export interface Rounds {
  /** Rounds still to be played; 0 when nothing plays by itself. */
  readonly left: number;
  play(rounds: number): void;
  stop(): void;
}

/** Plays rounds of a comparison by itself: whatever is offered is rated by `rate`, until the rounds are over. */
export function useRounds(pair: PairOfOffers, rate: (pair: PairOfOffers) => readonly number[]): Rounds {
  const [left, setLeft] = useState(0);
  const { offers, isBusy, failure } = pair;
  const isPlaying = left > 0;
  // Each new pair of suggestions is one round.
  useEffect(() => {
    if (!isPlaying || isBusy) return;
    if (failure) setLeft(0);
    else if (offers.length === 0) void pair.ask();
    else {
      setLeft(left - 1);
      void pair.submit(rate(pair));
    }
  }, [isPlaying, isBusy, failure, offers]);
  return { left, play: setLeft, stop: () => setLeft(0) };
}
