import { RATING_MAX, RATING_MIN } from "../../../../shared/contract/tuning.ts";
import { say } from "../sentences.ts";

const STARS = Array.from({ length: RATING_MAX - RATING_MIN + 1 }, (_, index) => RATING_MIN + index);

interface StarsProps {
  readonly letter: string;
  readonly stars: number | null;
  readonly onStars: (stars: number) => void;
}

/** One to five stars. Radio buttons, so that every keyboard and screen reader knows them. */
export function Stars({ letter, stars, onStars }: StarsProps) {
  return (
    <fieldset class="stars">
      <legend class="unseen">{say("ratingOf", { letter })}</legend>
      {STARS.map((value) => (
        <label key={value} class={stars !== null && value <= stars ? "star lit" : "star"}>
          <input
            class="unseen"
            type="radio"
            name={`stars-${letter}`}
            value={value}
            checked={value === stars}
            aria-label={say(value === 1 ? "oneStar" : "stars", { stars: value })}
            onChange={() => onStars(value)}
          />
          <span aria-hidden="true">★</span>
        </label>
      ))}
    </fieldset>
  );
}
