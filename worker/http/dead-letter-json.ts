import type { DeadLetterJson } from "../../shared/contract/dead-letters.ts";
import type { DeadLetter } from "../ports/dead-letters.ts";

/** A dead letter as the admin routes tell it. */
export const deadLetterJson = ({
  messageId,
  recordedAt,
  replayedAt,
  discardedAt,
  ...rest
}: DeadLetter): DeadLetterJson => ({
  id: messageId,
  ...rest,
  recordedAt: new Date(recordedAt).toISOString(),
  replayedAt: timeOf(replayedAt),
  discardedAt: timeOf(discardedAt),
});

const timeOf = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();
