/** What a film teaches: movements as a reader looks at them, each with the letter that it is, or none. */
import {
  type HandMoment,
  momentOf,
  movementsEndingNow,
  tipsWayOf,
  withMoment,
} from "../../../shared/signs/movement.ts";
import type { Random } from "../random.ts";
import type { Drawing, Film } from "./film.ts";

export interface Movement {
  readonly moments: readonly HandMoment[];
  /** Undefined when it is no motion letter. */
  readonly label: string | undefined;
}

/** Shares of the letter's way: one of which less is missing is that letter, one of which more is missing is none. */
const MISSING = { least: 0.1, most: 0.3 };
/** The same for what is moved besides, before and after. */
const BESIDES = { least: 0.3, most: 0.9 };

/** The movements of a share of the moments; those that are neither a whole letter nor clearly none are left out. */
export function movementsOf({ frames, drawing }: Film, share: number, random: Random): Movement[] {
  let moments: readonly HandMoment[] = [];
  return frames.flatMap(({ seconds, landmarks }) => {
    const before = moments;
    moments = withMoment(moments, momentOf(landmarks, seconds));
    if (moments === before || random.next() > share) return [];
    return movementsEndingNow(moments).flatMap((movement): Movement | [] => {
      if (!drawing) return { moments: movement, label: undefined };
      const isLetter = judge(movement, drawing, moments);
      if (isLetter === undefined) return [];
      return { moments: movement, label: isLetter ? drawing.label : undefined };
    });
  });
}

function judge(
  movement: readonly HandMoment[],
  { from, to, wayAt }: Drawing,
  all: readonly HandMoment[],
): boolean | undefined {
  const [since, until] = [movement[0]?.at ?? 0, movement.at(-1)?.at ?? 0];
  const missing = 1 - (wayAt(until) - wayAt(since));
  if (missing > MISSING.most) return false;
  const whole = tipsWayOf(all.filter(({ at }) => at >= from && at <= to));
  const besides =
    tipsWayOf(movement.filter(({ at }) => at <= from)) + tipsWayOf(movement.filter(({ at }) => at >= to));
  if (besides > BESIDES.most * whole) return false;
  return missing < MISSING.least && besides < BESIDES.least * whole ? true : undefined;
}
