import type { Fault } from "../../shared/contract/errors.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import type { Announcement } from "../ports/announcer.ts";
import type { Parts } from "./parts.ts";

const TIMEOUT_MS = 10_000;

/**
 * Writes the newest state of a session to the mirror and settles what was owed up to it. Fault: storage_unavailable.
 * Rejects if the session store does not answer.
 */
export async function mirrorSession(
  { sessions, mirror }: Pick<Parts, "sessions" | "mirror">,
  { sessionId }: Announcement,
): Promise<Result<"mirrored" | "unknown" | "off", Fault>> {
  const session = await sessions.find(sessionId);
  if (!session) return ok("unknown");
  if (!mirror) {
    await sessions.settleOutbox("mirror", sessionId, session.version);
    return ok("off");
  }
  const written = await mirror.write(session, AbortSignal.timeout(TIMEOUT_MS));
  if (!written.ok) return written;
  await sessions.settleOutbox("mirror", sessionId, session.version);
  return ok("mirrored");
}
