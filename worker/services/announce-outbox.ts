import { isLeased, isOpen } from "../../shared/assessment/transitions.ts";
import { FIRST_ANNOUNCEMENT_MS, type OutboxRow } from "../ports/sessions.ts";
import type { Parts } from "./parts.ts";

const ROWS_PER_SWEEP = 200;
const LONGEST_DISTANCE_MS = 15 * 60_000;

export interface Sweep {
  readonly announced: number;
  readonly settled: number;
  readonly failed: number;
}

/**
 * Announces again what is still owed: its message was never sent, was lost, or is waiting in a long queue. The distance
 * between announcements of a row doubles from half a minute to a quarter of an hour, so a backlog does not feed itself.
 * Rejects if the session store does not answer.
 */
export async function announceOutbox(parts: Parts): Promise<Sweep> {
  const rows = await parts.sessions.pendingOutbox(parts.now(), ROWS_PER_SWEEP);
  const sweep = { announced: 0, settled: 0, failed: 0 };
  for (const row of rows) {
    const result = await announceAgain(parts, row);
    if (result) sweep[result] += 1;
  }
  return sweep;
}

async function announceAgain(parts: Parts, row: OutboxRow): Promise<keyof Sweep | undefined> {
  const { sessions, announcer } = parts;
  const now = parts.now();
  const session = await sessions.find(row.sessionId);
  if (row.kind === "assess" && !(session && isOpen(session))) {
    await sessions.settleOutbox(row.kind, row.sessionId, session?.version ?? Number.MAX_SAFE_INTEGER);
    return "settled";
  }
  const distanceMs = Math.min(LONGEST_DISTANCE_MS, FIRST_ANNOUNCEMENT_MS * 2 ** row.announcements);
  const isInGoodHands = row.kind === "assess" && session !== undefined && isLeased(session, now);
  const sent = isInGoodHands ? undefined : await announcer.announce(row.kind, row);
  if (sent && !sent.ok) return "failed";
  await sessions.postponeOutbox(row, now + distanceMs);
  return sent ? "announced" : undefined;
}
