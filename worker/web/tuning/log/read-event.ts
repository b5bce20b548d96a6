import { EventSchema, type LoggedEvent } from "../../../../shared/tuning/events.ts";

/** An event as the service tells it, in its history and live; undefined for messages of another kind. */
export function readEvent(told: Readonly<Record<string, unknown>>): LoggedEvent | undefined {
  const { seq, at, type, mode = null, ...body } = told;
  const event = EventSchema.safeParse({ at: Date.parse(String(at)), type, mode, body });
  return event.success && typeof seq === "number" ? { ...event.data, seq } : undefined;
}
