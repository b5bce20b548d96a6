/** Compares what the database and the mirror hold, a page at a time, and makes them equal; the database is right. */
import { compareCopy, type MirrorCopy, sessionOfCopy } from "../../shared/assessment/mirror-copy.ts";
import type { Session } from "../../shared/assessment/session.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import type { ListPosition } from "../../shared/contract/list-cursor.ts";
import {
  type Difference,
  formatReconcileCursor,
  parseReconcileCursor,
  type ReconcilePage,
  type ReconcileRequest,
} from "../../shared/contract/reconcile.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { SessionMirror } from "../ports/mirror.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

/** Few enough for the calls that one request may make (Cloudflare Workers, Limits), also if each has to be repaired. */
const PAGE = 50;
const TIMEOUT_MS = 20_000;

interface Run {
  readonly sessions: Parts["sessions"];
  readonly mirror: SessionMirror;
  readonly repair: boolean;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/**
 * One page: first of the sessions, each with its copy; then of the copies, for those without a session, which the former
 * service wrote. Faults: mirror_not_configured, service_unavailable, storage_unavailable; the same page can be asked for
 * again after the last two.
 */
export async function reconcileMirror(
  { sessions, mirror }: Pick<Parts, "sessions" | "mirror">,
  { repair, cursor }: ReconcileRequest,
  requestId: string,
): Promise<Result<ReconcilePage, Fault>> {
  if (!mirror) return err({ code: "mirror_not_configured" });
  const run = { sessions, mirror, repair, requestId, signal: AbortSignal.timeout(TIMEOUT_MS) };
  const position = (cursor === undefined ? undefined : parseReconcileCursor(cursor)) ?? { side: "sessions" };
  const page = await guard("service_unavailable", () =>
    position.side === "sessions" ? compareSessions(run, position.after) : compareCopies(run, position.after),
  );
  return page.ok ? page.value : page;
}

async function compareSessions(
  run: Run,
  after: ListPosition | undefined,
): Promise<Result<ReconcilePage, Fault>> {
  const page = await run.sessions.list({}, PAGE, after);
  const ids = page.map(({ sessionId }) => sessionId);
  const owed = await run.sessions.whichAreOwed("mirror", ids);
  const found = await run.mirror.findCopies(ids, run.signal);
  if (!found.ok) return found;
  const copies = new Map(found.value.map((copy) => [copy.sessionId, copy]));
  const differences: Difference[] = [];
  let pending = 0;
  for (const session of page) {
    const copy = copies.get(session.sessionId);
    const kind = compareCopy(session, copy);
    if (kind === "equal") continue;
    if (owed.has(session.sessionId)) pending++;
    else
      differences.push({ sessionId: session.sessionId, kind, repaired: await rewrite(run, session, copy) });
  }
  const last = page.length === PAGE ? page.at(-1) : undefined;
  const equal = page.length - differences.length - pending;
  const next = last ? ({ side: "sessions", after: last } as const) : ({ side: "mirror" } as const);
  return ok({
    compared: page.length,
    equal,
    pending,
    kept: 0,
    differences,
    nextCursor: formatReconcileCursor(next),
  });
}

/** A copy that changes meanwhile is left to whoever changes it. */
async function rewrite(
  { mirror, repair, signal }: Run,
  session: Session,
  copy: MirrorCopy | undefined,
): Promise<boolean> {
  if (!repair) return false;
  const written = await mirror.overwrite(session, copy?.version, signal);
  return written.ok && written.value;
}

async function compareCopies(run: Run, after: string | undefined): Promise<Result<ReconcilePage, Fault>> {
  const page = await run.mirror.scan(PAGE, after, run.signal);
  if (!page.ok) return page;
  const { copies, next } = page.value;
  const ids = copies.map(({ sessionId }) => sessionId);
  const known = await run.sessions.whichExist(ids);
  const owed = await run.sessions.whichAreOwed("mirror", ids);
  const differences: Difference[] = [];
  const counts = { pending: 0, kept: 0 };
  for (const copy of copies.filter(({ sessionId }) => !known.has(sessionId))) {
    const session = sessionOfCopy(copy, run.requestId);
    if (owed.has(copy.sessionId)) counts.pending++;
    else if (!session) counts.kept++;
    else {
      const repaired = run.repair && (await run.sessions.importFormer(session));
      differences.push({ sessionId: copy.sessionId, kind: "only_in_mirror", repaired });
    }
  }
  const equal = copies.length - differences.length - counts.pending - counts.kept;
  const nextCursor = next === undefined ? null : formatReconcileCursor({ side: "mirror", after: next });
  return ok({ compared: copies.length, equal, ...counts, differences, nextCursor });
}
