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
import { checkPoint } from "../../../shared/tuning/point.ts";
import { compileSpace, type SearchSpace } from "../../../shared/tuning/search-space.ts";
import { type CarriedEvent, CarriedEventSchema } from "./events.ts";

/** Suggestions and ratings of every mode, and resets among them. */
const MAX_EVENTS = 50_000;

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
    return err(parsed.error.issues.slice(0, 20).map(({ path }) => notImportable(`/${path.join("/")}`)));
  const { study, events } = parsed.data;
  const space = compileSpace(study.space);
  if (!space.ok)
    return err(space.error.map((problem) => ({ ...problem, pointer: `/study/space${problem.pointer}` })));
  const faults = events.flatMap((event, index) =>
    eventFaults(event, space.value, study.objective, `/events/${index}`),
  );
  if (faults.length > 0) return err(faults);
  const modes = new Set(events.flatMap(({ mode }) => mode ?? []));
  if (modes.size > limits.modes)
    return err([{ pointer: "/events", reason: "too_many_modes", params: { limit: limits.modes } }]);
  return ratingsPerMode(events) > MAX_OBSERVATIONS ? err([notImportable("/events")]) : ok({ study, events });
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
  const isOutside =
    event.type === "rated" &&
    kind === "rating" &&
    (event.body.value < RATING_MIN || event.body.value > RATING_MAX);
  return isOutside ? [...faults, notImportable(`${pointer}/body/value`)] : faults;
}

/** The most ratings that any mode has. */
function ratingsPerMode(events: readonly CarriedEvent[]): number {
  const counts = new Map<string, number>();
  for (const { type, mode } of events) if (type === "rated") counts.set(mode, (counts.get(mode) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

const notImportable = (pointer: string): FieldFault => ({ pointer, reason: "not_importable" });
