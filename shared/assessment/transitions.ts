/**
 * The life of a session as pure functions: queued -> processing (claimed under a lease) -> completed | failed.
 * Every transition raises the version by one; the store lets the first writer of a version win. A final state is final.
 */
import type { Fault } from "../contract/errors.ts";
import { err, ok, type Result } from "../contract/result.ts";
import type { Session, Submission, Verdict } from "./session.ts";

/** Not final yet. */
export type OpenSession = Session & { readonly status: "queued" | "processing" };

/** In the hands of a consumer. */
export type ClaimedSession = Session & { readonly status: "processing"; readonly startedAt: number };

export type ClaimRefusal =
  | { readonly reason: "final" }
  /** Somebody else works on it, or the backend does, until this time (ms). */
  | { readonly reason: "leased"; readonly leaseUntil: number };

/** How long a session may stay open. An asynchronous backend may take two of these hours. */
const DEADLINE_MS = 3 * 60 * 60_000;

/** What a session failed of when nothing was wrong with its video. */
const GIVEN_UP: readonly Fault["code"][] = ["processing_gave_up", "assessment_expired"];

export const isOpen = <T extends Pick<Session, "status">>(
  session: T,
): session is T & Pick<OpenSession, "status"> =>
  session.status === "queued" || session.status === "processing";

export const isLeased = (session: Pick<Session, "leaseUntil">, now: number): boolean =>
  session.leaseUntil !== null && session.leaseUntil > now;

/** Times are milliseconds since 1970. */
export const submit = (
  submission: Submission,
  {
    sessionId,
    tenant,
    requestId,
    now,
  }: { sessionId: string; tenant: string; requestId: string; now: number },
): OpenSession => ({
  sessionId,
  tenant,
  version: 1,
  status: "queued",
  submission,
  requestId,
  createdAt: now,
  updatedAt: now,
  deadlineAt: now + DEADLINE_MS,
  leaseUntil: null,
  attempts: 0,
  inferenceTicket: null,
  videoSizeBytes: null,
  processingSeconds: null,
  startedAt: null,
  verdict: null,
  fault: null,
});

/** Takes the session for `leaseMs`, unless it is final or in other hands. */
export function claim(session: Session, now: number, leaseMs: number): Result<ClaimedSession, ClaimRefusal> {
  if (!isOpen(session)) return err({ reason: "final" });
  if (session.leaseUntil !== null && session.leaseUntil > now)
    return err({ reason: "leased", leaseUntil: session.leaseUntil });
  return ok({
    ...changed(session, now),
    status: "processing",
    leaseUntil: now + leaseMs,
    attempts: session.attempts + (session.inferenceTicket === null ? 1 : 0),
    startedAt: session.startedAt ?? now,
  });
}

/** Notes the size of the video; part of the change that follows, not one of its own. */
export const measured = (session: ClaimedSession, videoSizeBytes: number): ClaimedSession => ({
  ...session,
  videoSizeBytes,
});

/** Gives the session back so that it can be claimed again; to its learner it stays `processing`. */
export const release = (session: ClaimedSession, now: number): ClaimedSession => ({
  ...changed(session, now),
  leaseUntil: null,
});

/** Leaves the session to an asynchronous backend until `pollAt` (ms), when any consumer may ask for the outcome. */
export const pend = (
  session: ClaimedSession,
  ticket: string,
  pollAt: number,
  now: number,
): ClaimedSession => ({
  ...changed(session, now),
  inferenceTicket: ticket,
  leaseUntil: pollAt,
});

export const complete = (session: ClaimedSession, verdict: Verdict, now: number): Session => ({
  ...finished(session, now),
  status: "completed",
  verdict,
});

export const fail = (session: OpenSession, fault: Fault, now: number): Session => ({
  ...finished(session, now),
  status: "failed",
  fault,
});

/** Whether processing was given up, so that another try may succeed. */
export const wasGivenUp = ({ fault }: Session): boolean => fault !== null && GIVEN_UP.includes(fault.code);

/** A session that was given up, from its start, with a deadline anew. */
export const reopen = (session: Session, now: number): OpenSession => ({
  ...changed(session, now),
  status: "queued",
  deadlineAt: now + DEADLINE_MS,
  leaseUntil: null,
  inferenceTicket: null,
  processingSeconds: null,
  startedAt: null,
  verdict: null,
  fault: null,
});

/** A clock that steps back must not make a session older than it was. */
const changed = <T extends Session>(session: T, now: number): T => ({
  ...session,
  version: session.version + 1,
  updatedAt: Math.max(now, session.updatedAt),
});

const finished = (session: Session, now: number) => ({
  ...changed(session, now),
  leaseUntil: null,
  inferenceTicket: null,
  processingSeconds: session.startedAt === null ? null : Math.max(0, now - session.startedAt) / 1000,
});
