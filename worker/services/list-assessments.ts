import type { Session } from "../../shared/assessment/session.ts";
import type { AssessListQuery } from "../../shared/contract/assessment.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { formatListCursor, parseListCursor } from "../../shared/contract/list-cursor.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

export interface SessionPage {
  readonly sessions: readonly Session[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** One page of sessions, newest first. Fault: service_unavailable. */
export async function listAssessments(
  { sessions }: Pick<Parts, "sessions">,
  { userId, status, limit, cursor }: AssessListQuery,
): Promise<Result<SessionPage, Fault>> {
  const after = cursor === undefined ? undefined : parseListCursor(cursor);
  // One more than asked for tells whether there is a next page.
  const found = await guard("service_unavailable", () => sessions.list({ userId, status }, limit + 1, after));
  if (!found.ok) return found;
  const page = found.value.slice(0, limit);
  const last = page.at(-1);
  return ok({
    sessions: page,
    nextCursor: last && found.value.length > limit ? formatListCursor(last) : null,
  });
}
