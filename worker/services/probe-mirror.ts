import { stateOf } from "../../shared/delivery/breaker.ts";
import { mirrorSession } from "./mirror-session.ts";
import type { Parts } from "./parts.ts";

/**
 * Tries a mirror that was down with the work that is owed longest, so that it is found to be back also when nobody
 * submits anything. Rejects if the database does not answer.
 */
export async function probeMirror(parts: Parts): Promise<void> {
  if (!parts.mirror) return;
  if (stateOf(await parts.breakers.read("mirror"), parts.now()) !== "half_open") return;
  const [oldest] = await parts.sessions.pendingOutbox("mirror", Number.MAX_SAFE_INTEGER, 1);
  if (oldest) await mirrorSession(parts, oldest);
}
