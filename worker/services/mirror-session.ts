import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { Announcement } from "../ports/announcer.ts";
import type { SessionMirror } from "../ports/mirror.ts";
import { askLeave, type Leave } from "./breaker.ts";
import type { Parts } from "./parts.ts";

const TIMEOUT_MS = 10_000;
/** For both of the writes that one session may take. */
const PROBE_MS = 2 * TIMEOUT_MS;

type Needed = Pick<Parts, "sessions" | "mirror" | "breakers" | "log" | "now">;
export type MirrorOutcome = "mirrored" | "removed" | "off" | "deferred";

/**
 * Makes the copy in the mirror as the session is now, which for a deleted session is none, and settles what was owed
 * up to that. While the mirror is spared nothing is done, and the work stays owed. Fault: storage_unavailable. Rejects
 * if the session store does not answer.
 */
export async function mirrorSession(
  parts: Needed,
  { sessionId }: Pick<Announcement, "sessionId">,
): Promise<Result<MirrorOutcome, Fault>> {
  const { sessions, mirror } = parts;
  if (!mirror) {
    await sessions.settleOutbox("mirror", sessionId, Number.MAX_SAFE_INTEGER);
    return ok("off");
  }
  const leave = await askLeave(parts, "mirror", PROBE_MS);
  if (!leave.ok) {
    await sessions.postponeOutbox([{ kind: "mirror", sessionId, dueAt: leave.error.retryAt }]);
    return ok("deferred");
  }
  return copySession(parts, mirror, sessionId, leave.value);
}

/** As {@link mirrorSession}, with leave to call the mirror. */
export async function copySession(
  parts: Needed,
  mirror: SessionMirror,
  sessionId: string,
  leave: Leave,
): Promise<Result<MirrorOutcome, Fault>> {
  const copied = await copy(parts, mirror, sessionId).catch(async (cause: unknown) => {
    await leave.report("unknown");
    throw cause;
  });
  await leave.report(copied.ok ? "alive" : "dead");
  return copied;
}

async function copy(
  { sessions }: Needed,
  mirror: SessionMirror,
  sessionId: string,
): Promise<Result<MirrorOutcome, Fault>> {
  const session = await sessions.find(sessionId);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const written = session ? await mirror.write(session, signal) : await mirror.remove(sessionId, signal);
  if (!written.ok) return err(written.error);
  await sessions.settleOutbox("mirror", sessionId, session?.version ?? Number.MAX_SAFE_INTEGER);
  if (!session) return ok("removed");
  // A session that was deleted between reading and writing it must not live on as a copy.
  if (await sessions.find(sessionId)) return ok("mirrored");
  const removed = await mirror.remove(sessionId, AbortSignal.timeout(TIMEOUT_MS));
  return removed.ok ? ok("removed") : removed;
}
