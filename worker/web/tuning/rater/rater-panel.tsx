import { useMemo, useState } from "preact/hooks";
import type { ModeStats } from "../../../../shared/contract/tuning-api.ts";
import type { Tuner } from "../../../../shared/tuning/optimiser.ts";
import { createRandom, seedOf } from "../../../../shared/tuning/random.ts";
import { formatNumber } from "../../i18n/sentences.ts";
import type { PairOfOffers } from "../compare/use-pair.ts";
import { formatScore } from "../format.ts";
import { say } from "../sentences.ts";
import { createSimulatedRater } from "./simulated-rater.ts";
import { useRounds } from "./use-rounds.ts";

interface RaterPanelProps {
  readonly tuner: Tuner;
  readonly pair: PairOfOffers;
  /** Ratings so far. */
  readonly samples: number;
  readonly stats: ModeStats | undefined;
}

const USUAL_NOISE = 0.4;
const MANY_ROUNDS = 10;

/** Lets a made-up person rate: one round, or several by themselves. */
export function RaterPanel({ tuner, pair, samples, stats }: RaterPanelProps) {
  const [noiseStars, setNoise] = useState(USUAL_NOISE);
  const { space, objective, seed } = tuner;
  const rater = useMemo(
    () => createSimulatedRater({ space, objective, seed, noiseStars }),
    [space, objective, seed, noiseStars],
  );
  const rounds = useRounds(pair, ({ offers }) =>
    offers.map(({ parameters }, index) =>
      rater.rate(parameters, createRandom(seedOf(seed, 51, samples, index))),
    ),
  );
  return (
    <details class="card rater" open>
      <summary>
        <h2>{say("rater")}</h2>
      </summary>
      <p class="faint">{say("raterHint")}</p>
      <div class="row">
        <button type="button" class="quiet" disabled={rounds.left > 0} onClick={() => rounds.play(1)}>
          {say("oneRound")}
        </button>
        {rounds.left > 0 ? (
          <button type="button" onClick={rounds.stop}>
            {say("stop")}
          </button>
        ) : (
          <button type="button" onClick={() => rounds.play(MANY_ROUNDS)}>
            {say("play", { ratings: 2 * MANY_ROUNDS })}
          </button>
        )}
        <label>
          {say("noise", { stars: formatNumber(noiseStars, 1) })}
          <input
            type="range"
            min="0"
            max="1.5"
            step="0.1"
            value={noiseStars}
            onInput={({ currentTarget }) => setNoise(currentTarget.valueAsNumber)}
          />
        </label>
      </div>
      <p role="status" class="faint">
        {rounds.left > 0 && say("roundsLeft", { rounds: rounds.left })}
      </p>
      {stats?.best_parameters && (
        <p>
          {say("truth", {
            truth: formatScore(rater.truth(stats.best_parameters), objective),
            best: formatScore(rater.best, objective),
          })}
        </p>
      )}
    </details>
  );
}
