import { ok } from "../../shared/contract/result.ts";
import type { Parts } from "./parts.ts";
import { within } from "./within.ts";

const TIMEOUT_MS = 2_000;

/** Wakes those who watch a session. A feed that fails is logged and left to the heartbeat, so this never fails. */
export async function tellWatchers(
  { feed, log }: Pick<Parts, "feed" | "log">,
  { sessionId, requestId }: { readonly sessionId: string; readonly requestId: string },
): Promise<void> {
  const told = await within(TIMEOUT_MS, "service_unavailable", async () => ok(await feed.publish(sessionId)));
  if (told.ok) return;
  log("warn", "watchers left to the heartbeat", {
    session_id: sessionId,
    request_id: requestId,
    cause: told.error.cause,
  });
}
