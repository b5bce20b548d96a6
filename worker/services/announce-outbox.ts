import { isLeased, isOpen } from "../../shared/assessment/transitions.ts";
import { type BreakerState, stateOf } from "../../shared/delivery/breaker.ts";
import type { Backend } from "../ports/breakers.ts";
import { FIRST_ANNOUNCEMENT_MS, type OutboxKind, type OutboxRow } from "../ports/sessions.ts";
import type { Parts } from "./parts.ts";

const LONGEST_DISTANCE_MS = 15 * 60_000;
const BACKENDS: Record<OutboxKind, Backend> = { assess: "inference", mirror: "mirror" };
/** Rows of a kind in one sweep. While its backend is spared, only as many as it takes for one of them to probe. */
const MOST_ROWS: Record<BreakerState, number> = { closed: 2000, half_open: 5, open: 0 };
/** Each is a query, of which one run of the Worker may make a thousand (D1, Limits). */
const MOST_SETTLED = 200;

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
  const [assess, mirror] = [await announceKind(parts, "assess"), await announceKind(parts, "mirror")];
  return {
    announced: assess.announced + mirror.announced,
    settled: assess.settled + mirror.settled,
    failed: assess.failed + mirror.failed,
  };
}

async function announceKind(parts: Parts, kind: OutboxKind): Promise<Sweep> {
  const { sessions, breakers, announcer } = parts;
  const now = parts.now();
  const limit = MOST_ROWS[stateOf(await breakers.read(BACKENDS[kind]), now)];
  const rows = limit === 0 ? [] : await sessions.pendingOutbox(kind, now, limit);
  const [done, owed] = partition(rows, isDone);
  const settled = done.slice(0, MOST_SETTLED);
  await Promise.all(
    settled.map(({ sessionId }) => sessions.settleOutbox(kind, sessionId, Number.MAX_SAFE_INTEGER)),
  );
  const [inGoodHands, unattended] = partition(owed, (row) => isInGoodHands(row, now));
  const sent = unattended.length > 0 ? await announcer.announceAll(kind, unattended) : undefined;
  const failed = sent && !sent.ok ? unattended.length : 0;
  const postponed = failed > 0 ? inGoodHands : owed;
  if (postponed.length > 0)
    await sessions.postponeOutbox(
      postponed.map((row) => ({ kind, sessionId: row.sessionId, dueAt: now + distanceMs(row) })),
    );
  return { announced: unattended.length - failed, settled: settled.length, failed };
}

const isDone = ({ kind, session }: OutboxRow): boolean => kind === "assess" && !(session && isOpen(session));

const isInGoodHands = ({ kind, session }: OutboxRow, now: number): boolean =>
  kind === "assess" && session !== undefined && isLeased(session, now);

const distanceMs = ({ announcements }: OutboxRow): number =>
  Math.min(LONGEST_DISTANCE_MS, FIRST_ANNOUNCEMENT_MS * 2 ** announcements);

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [yes: T[], no: T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
