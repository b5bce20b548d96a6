import type { Session } from "../../shared/assessment/session.ts";
import { announce, mirrorKinds } from "./announce.ts";
import type { Parts } from "./parts.ts";
import { tellWatchers } from "./tell-watchers.ts";

/** Records the end of a session; false if somebody else changed it first. Rejects if the session store does not answer. */
export async function settleSession(parts: Parts, final: Session): Promise<boolean> {
  const kinds = mirrorKinds(parts);
  if (!(await parts.sessions.replace(final, kinds))) return false;
  await Promise.all([
    parts.sessions.settleOutbox("assess", final.sessionId, final.version),
    announce(parts, kinds, final),
    tellWatchers(parts, final),
  ]);
  return true;
}
