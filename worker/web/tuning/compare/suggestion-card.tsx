import type { Objective } from "../../../../shared/contract/tuning.ts";
import { formatScore } from "../format.ts";
import { ParameterList } from "../parameter-list.tsx";
import { say } from "../sentences.ts";
import { Picture } from "./picture.tsx";
import { Stars } from "./stars.tsx";
import type { Offer } from "./use-pair.ts";

interface SuggestionCardProps {
  readonly letter: string;
  readonly offer: Offer;
  readonly objective: Objective;
  readonly pictureAddress: string | undefined;
  readonly value: number | null;
  readonly isNext: boolean;
  readonly onValue: (value: number | null) => void;
}

/** One of the suggestions that are compared. */
export function SuggestionCard(props: SuggestionCardProps) {
  const { letter, offer, objective, pictureAddress, value, isNext, onValue } = props;
  return (
    <article class={isNext ? "suggestion next" : "suggestion"} aria-label={say("suggestion", { letter })}>
      <Picture letter={letter} address={pictureAddress} />
      <div class="row">
        <span class="letter" aria-hidden="true">
          {letter}
        </span>
        {objective.kind === "rating" ? (
          <Stars letter={letter} stars={value} onStars={onValue} />
        ) : (
          <label>
            {say("valueOf", { letter })}
            <input
              type="number"
              step="any"
              value={value ?? ""}
              onInput={({ currentTarget: { valueAsNumber } }) =>
                onValue(Number.isNaN(valueAsNumber) ? null : valueAsNumber)
              }
            />
          </label>
        )}
      </div>
      <ParameterList values={offer.parameters} />
      <details>
        <summary>{say("why")}</summary>
        <p>{offer.why}</p>
        {offer.mean !== null && offer.sd !== null && (
          <p class="faint">
            {say("expects", {
              mean: formatScore(offer.mean, objective),
              sd: formatScore(offer.sd, objective),
            })}
          </p>
        )}
      </details>
    </article>
  );
}
