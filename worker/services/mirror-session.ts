import type { Fault } from "../../shared/contract/errors.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import type { Announcement } from "../ports/announcer.ts";
import type { Parts } from "./parts.ts";

const TIMEOUT_MS = 10_000;

/**
 * Makes the copy in the mirror as the session is now, which for a deleted session is none, and settles what was owed
 * up to that. Fault: storage_unavailable. Rejects if the session store does not answer.
 */
export async function mirrorSession(
  { sessions, mirror }: Pick<Parts, "sessions" | "mirror">,
  { sessionId }: Announcement,
): Promise<Result<"mirrored" | "removed" | "off", Fault>> {
  const session = await sessions.find(sessionId);
  const version = session?.version ?? Number.MAX_SAFE_INTEGER;
  if (!mirror) {
    await sessions.settleOutbox("mirror", sessionId, version);
    return ok("off");
  }
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const written = session ? await mirror.write(session, signal) : await mirror.remove(sessionId, signal);
  if (!written.ok) return written;
  await sessions.settleOutbox("mirror", sessionId, version);
  if (!session) return ok("removed");
  // A session that was deleted between reading and writing it must not live on as a copy.
  if (await sessions.find(sessionId)) return ok("mirrored");
  const removed = await mirror.remove(sessionId, AbortSignal.timeout(TIMEOUT_MS));
  return removed.ok ? ok("removed") : removed;
}
