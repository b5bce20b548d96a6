import { useEffect, useRef, useState } from "preact/hooks";
import { type Objective, RATING_MAX, RATING_MIN } from "../../../../shared/contract/tuning.ts";
import { say } from "../sentences.ts";
import { pictureAddress } from "./picture-address.ts";
import { PictureForm } from "./picture-form.tsx";
import { type Pair, prefer } from "./prefer.ts";
import { SuggestionCard } from "./suggestion-card.tsx";
import type { PairOfOffers } from "./use-pair.ts";
import { usePictureTemplate } from "./use-picture-template.ts";

interface ComparisonProps {
  readonly sessionId: string;
  readonly objective: Objective;
  readonly pair: PairOfOffers;
  /** What ratings are on average; stands in where "better" is all that is said. */
  readonly usual: number;
}

const LETTERS = ["A", "B"] as const;
const NO_VALUES: Pair<number | null> = [null, null];

/** The two suggestions side by side, to be rated by mouse or keyboard. */
export function Comparison({ sessionId, objective, pair, usual }: ComparisonProps) {
  const { offers, isBusy, failure } = pair;
  const [values, setValues] = useState(NO_VALUES);
  const [template, setTemplate] = usePictureTemplate(sessionId);
  const panel = useRef<HTMLElement>(null);
  const shown = offers[0]?.suggestionId;
  // Other suggestions are not rated yet.
  useEffect(() => setValues(NO_VALUES), [shown]);
  const isRating = objective.kind === "rating";
  const next = values.indexOf(null);
  const isReady = offers.length > 0 && !isBusy && values.slice(0, offers.length).every((v) => v !== null);

  const setValue = (index: number, value: number | null): void =>
    setValues(([a, b]) => (index === 0 ? [value, b] : [a, value]));
  const better = (index: 0 | 1): void => setValues((stars) => prefer(stars, index, usual));
  const submit = (): void => {
    if (!isReady) return;
    panel.current?.focus();
    void pair.submit(values.filter((value) => value !== null));
  };
  /** Keys count only while the focus is in here, so that they surprise nobody elsewhere. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const stars = Number(key);
    if (isRating && stars >= RATING_MIN && stars <= RATING_MAX && offers.length > 0) {
      setValue(next === -1 ? focusedCard(event.target) : next, stars);
    } else if (isRating && (key === "a" || key === "b") && offers.length === 2) better(key === "a" ? 0 : 1);
    else if (key === "enter" && !isControl(event.target)) {
      if (offers.length === 0) void pair.ask();
      else submit();
    } else if (key === "backspace") setValues(NO_VALUES);
    else return;
    event.preventDefault();
  };

  return (
    <section
      ref={panel}
      class="card compare"
      aria-label={say("compare")}
      aria-busy={isBusy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the comparison count where its focus is.
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <h2>{say(isRating ? "compare" : "measure")}</h2>
      {failure && <p class="bad">{failure.message}</p>}
      {offers.length === 0 ? (
        <p class="row">
          <button type="button" disabled={isBusy} onClick={() => void pair.ask()}>
            {say("ask")}
          </button>
          <span class="faint">{say("askHint")}</span>
        </p>
      ) : (
        <>
          <div class="pair">
            {offers.map((offer, index) => (
              <SuggestionCard
                key={offer.suggestionId}
                letter={LETTERS[index] ?? ""}
                offer={offer}
                objective={objective}
                pictureAddress={pictureAddress(template, offer.suggestionId, offer.parameters)}
                value={values[index] ?? null}
                isNext={index === next}
                onValue={(value) => setValue(index, value)}
              />
            ))}
          </div>
          <p class="row actions">
            {isRating &&
              LETTERS.map((letter, index) => (
                <button key={letter} type="button" class="quiet" onClick={() => better(index === 0 ? 0 : 1)}>
                  {say("better", { letter })}
                </button>
              ))}
            <button type="button" disabled={!isReady} onClick={submit}>
              {say("submit")}
            </button>
          </p>
          {isRating && <p class="faint keys">{say("keys")}</p>}
        </>
      )}
      <PictureForm template={template} onTemplate={setTemplate} />
    </section>
  );
}

/** Which card holds the focus; the first where none does. */
const focusedCard = (target: EventTarget | null): number => {
  const card = target instanceof Element ? target.closest(".suggestion") : null;
  return card?.previousElementSibling ? 1 : 0;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && !["radio", "file", "checkbox"].includes(target.type);

/** Enter has a meaning of its own on these. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("button, summary, a, label.picture") !== null;
