/** What became of the sessions of a drill. */
import { toAssessResponse } from "../../shared/assessment/response.ts";
import type { Session } from "../../shared/assessment/session.ts";
import { isOpen } from "../../shared/assessment/transitions.ts";
import type { JudgedStorage } from "./drill-storage.ts";

export interface Judgement {
  /** Accepted sessions that the store does not know. */
  readonly lost: number;
  /** Sessions that came to an end more than once. */
  readonly doubled: number;
  /** Sessions without an end, and work still owed. */
  readonly stuck: number;
  /** Sessions that the mirror tells otherwise than the store. */
  readonly unequal: number;
}

export async function countOpen({ sessions }: JudgedStorage, ids: readonly string[]): Promise<number> {
  const found = await Promise.all(ids.map((id) => sessions.find(id)));
  return found.filter((session) => session && isOpen(session)).length;
}

/** Counts sessions that have not changed since the given time (ms). */
export async function countUnequal(storage: JudgedStorage, since = Number.MAX_SAFE_INTEGER): Promise<number> {
  let unequal = 0;
  for (const id of await storage.sessionIds()) {
    const session = await storage.sessions.find(id);
    if (session && session.updatedAt > since) continue;
    if (!session || !isEqual(session, await storage.mirrorRow(id))) unequal++;
  }
  return unequal;
}

/** `endings`: how often each session was brought to its end. */
export async function judge(
  storage: JudgedStorage,
  accepted: readonly string[],
  endings: ReadonlyMap<string, number>,
): Promise<Judgement> {
  const ids = await storage.sessionIds();
  const known = new Set(ids);
  return {
    lost: accepted.filter((id) => !known.has(id)).length,
    doubled: [...endings.values()].filter((count) => count > 1).length,
    stuck: (await storage.owed()) + (await countOpen(storage, ids)),
    unequal: await countUnequal(storage),
  };
}

function isEqual(session: Session, row: Record<string, unknown> | undefined): boolean {
  const { verdict, version, status, updatedAt } = session;
  const result = row?.result as Record<string, unknown> | undefined;
  return (
    row?.version === version &&
    row.status === status &&
    row.updatedAt === new Date(updatedAt).toISOString() &&
    result?.recognizedGesture === verdict?.recognizedGesture &&
    result?.confidence === verdict?.confidence &&
    JSON.stringify((result?.metadata as { error?: unknown } | undefined)?.error) ===
      JSON.stringify(toAssessResponse(session, "en").metadata.error)
  );
}
