/** Checks an exported session as strictly as if each of its events came from a client. */
import { z } from "zod";
import type { FieldFault } from "../../../shared/contract/field-messages.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import {
  MAX_OBSERVATIONS,
  type Objective,
  RATING_MAX,
  RATING_MIN,
  type Study,
  StudySchema,
} from "../../../shared/contract/tuning.ts";
import { LARGEST_VALUE } from "../../../shared/contract/tuning-api.ts";
import { type CarriedEvent, CarriedEventSchema } from "../../../shared/tuning/events.ts";
import { checkPoint } from "../../../shared/tuning/point.ts";
import { compileSpace, type SearchSpace } from "../../../shared/tuning/search-space.ts";

/** Suggestions and ratings of every mode, and resets among them. */
const MAX_EVENTS = 50_000;
/** Places that are named at a time. */
const MAX_FAULTS = 20;

const DocumentSchema = z.object({
  format: z.literal("senal-tuning/1"),
  study: StudySchema,
  events: z.array(CarriedEventSchema).max(MAX_EVENTS),
});

export interface ReadDocument {
  readonly study: Study;
  readonly events: readonly CarriedEvent[];
}

export function readDocument(
  document: unknown,
  limits: { readonly modes: number },
): Result<ReadDocument, readonly FieldFault[]> {
  const parsed = DocumentSchema.safeParse(document);
  if (!parsed.success)
    return err(
      parsed.error.issues.slice(0, MAX_FAULTS).map(({ path }) => notImportable(`/${path.join("/")}`)),
    );
  const { study, events } = parsed.data;
  const space = compileSpace(study.space);
  if (!space.ok)
    return err(space.error.map((problem) => ({ ...problem, pointer: `/study/space${problem.pointer}` })));
  const faults = events.flatMap((event, index) =>
    eventFaults(event, space.value, study.objective, `/events/${index}`),
  );
  if (faults.length > 0) return err(faults.slice(0, MAX_FAULTS));
  const most = sizeOf(events);
  if (most.modes > limits.modes)
    return err([{ pointer: "/events", reason: "too_many_modes", params: { limit: limits.modes } }]);
  return most.ratings > MAX_OBSERVATIONS ? err([notImportable("/events")]) : ok({ study, events });
}

function eventFaults(
  event: CarriedEvent,
  space: SearchSpace,
  { kind }: Objective,
  pointer: string,
): FieldFault[] {
  if (event.type === "reset") return [];
  const point = checkPoint(space, event.body.parameters);
  const faults: FieldFault[] = point.ok
    ? []
    : point.error.map((problem) => ({ ...problem, pointer: `${pointer}/body/parameters${problem.pointer}` }));
  const [least, most] = kind === "rating" ? [RATING_MIN, RATING_MAX] : [-LARGEST_VALUE, LARGEST_VALUE];
  const isOutside = event.type === "rated" && (event.body.value < least || event.body.value > most);
  return isOutside ? [...faults, notImportable(`${pointer}/body/value`)] : faults;
}

/** The most modes at a time, and the most ratings that any of them has. */
function sizeOf(events: readonly CarriedEvent[]) {
  const ratings = new Map<string, number>();
  const most = { modes: 0, ratings: 0 };
  for (const { type, mode } of events) {
    if (mode === null) ratings.clear();
    else if (type === "reset") ratings.delete(mode);
    else {
      const count = (ratings.get(mode) ?? 0) + (type === "rated" ? 1 : 0);
      ratings.set(mode, count);
      most.ratings = Math.max(most.ratings, count);
      most.modes = Math.max(most.modes, ratings.size);
    }
  }
  return most;
}

const notImportable = (pointer: string): FieldFault => ({ pointer, reason: "not_importable" });
