/** The ratings of a mode that count, as the log tells them. */
import type { ParameterValues } from "../../../../shared/contract/tuning.ts";
import type { LoggedEvent } from "../../../../shared/tuning/events.ts";

export interface Rating {
  /** 1 for the first. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly parameters: ParameterValues;
  readonly value: number;
  /** What the model expected when it made the suggestion; null where it had no say, or the point was the rater's own. */
  readonly expected: { readonly mean: number; readonly sd: number } | null;
}

/** Oldest first. `start` is the event that the mode began with. */
export function ratingsOf(events: readonly LoggedEvent[], mode: string, start: number): Rating[] {
  const suggested = new Map(
    events.flatMap((event) =>
      event.type === "suggested" ? [[event.body.suggestion_id, event.body] as const] : [],
    ),
  );
  const rated = events.flatMap((event) =>
    event.type === "rated" && event.mode === mode && event.seq >= start ? [event] : [],
  );
  return rated.map(({ at, body }, index) => {
    const { mean = null, sd = null } = suggested.get(body.suggestion_id ?? "") ?? {};
    return {
      number: index + 1,
      at,
      parameters: body.parameters,
      value: body.value,
      expected: mean === null || sd === null ? null : { mean, sd },
    };
  });
}
