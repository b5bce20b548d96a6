import { stateOf } from "../../shared/delivery/breaker.ts";
import { leaveToProbe } from "./breaker.ts";
import { copySession } from "./mirror-session.ts";
import type { Parts } from "./parts.ts";

/**
 * Tries a mirror that is being spared with the work that is owed longest, so that it is found to be back by the next
 * sweep at the latest. Rejects if the database does not answer.
 */
export async function probeMirror(parts: Parts): Promise<void> {
  const { mirror, sessions, breakers } = parts;
  if (!mirror || stateOf(await breakers.read("mirror"), parts.now()) === "closed") return;
  const [oldest] = await sessions.pendingOutbox("mirror", Number.MAX_SAFE_INTEGER, 1);
  if (oldest) await copySession(parts, mirror, oldest.sessionId, leaveToProbe(parts, "mirror"));
}
