/**
 * One delivery of an `assess` message: claim the session, have its video recognised, record what came of it. Messages
 * may be repeated, late or for work already done; the claim and the versions in the store make that harmless.
 */
import type { Session } from "../../shared/assessment/session.ts";
import {
  type ClaimedSession,
  claim,
  complete,
  fail,
  pend,
  release,
} from "../../shared/assessment/transitions.ts";
import { verdictOf } from "../../shared/assessment/verdict.ts";
import { type Fault, isRetryable } from "../../shared/contract/errors.ts";
import { ok } from "../../shared/contract/result.ts";
import type { Announcement } from "../ports/announcer.ts";
import type { InferenceAnswer } from "../ports/inference.ts";
import { announce, mirrorKinds } from "./announce.ts";
import { backoffSeconds } from "./backoff.ts";
import { askLeave, type Leave, UNGUARDED } from "./breaker.ts";
import type { Parts } from "./parts.ts";
import { recogniseVideo } from "./recognise-video.ts";
import { settleSession } from "./settle-session.ts";
import { tellWatchers } from "./tell-watchers.ts";

/** Beyond the time for the work itself, for writing down what came of it. */
const LEASE_MARGIN_MS = 30_000;
/** SageMaker's longest asynchronous invocation takes an hour; a waiting time before it comes on top. */
const ASYNCHRONOUS_DEADLINE_MS = 2 * 60 * 60_000;

export type ProcessingOutcome =
  /** Final now. */
  | { readonly state: "completed" | "failed"; readonly fault?: Fault }
  /** Nothing is left to do for this message. */
  | { readonly state: "unknown" | "already_final" | "superseded" }
  /** The backend is being spared; the outbox brings the session back. */
  | { readonly state: "deferred"; readonly fault: Fault }
  /** The backend works on; a message that asks again is on its way. */
  | { readonly state: "pending"; readonly afterSeconds: number }
  /** Deliver the message again after this time. */
  | { readonly state: "leased" | "retry"; readonly afterSeconds: number; readonly fault?: Fault };

/** `delivery`: how often this message has been delivered, from 1. Rejects if the session store does not answer. */
export async function processAssessment(
  parts: Parts,
  { sessionId }: Announcement,
  delivery: number,
): Promise<ProcessingOutcome> {
  const session = await parts.sessions.find(sessionId);
  if (!session) return { state: "unknown" };
  const now = parts.now();
  const leaseMs = parts.settings.processingTimeoutMs + LEASE_MARGIN_MS;
  const claimed = claim(session, now, leaseMs);
  if (!claimed.ok) {
    if (claimed.error.reason === "leased")
      return { state: "leased", afterSeconds: Math.ceil((claimed.error.leaseUntil - now) / 1000) };
    await parts.sessions.settleOutbox("assess", sessionId, session.version);
    return { state: "already_final" };
  }
  // Asking an asynchronous backend for an outcome is no load that it could be spared.
  const leave =
    session.inferenceTicket === null ? await askLeave(parts, "inference", leaseMs) : ok(UNGUARDED);
  if (!leave.ok) return defer(parts, sessionId, leave.error.retryAt);
  const kinds = session.status === "queued" ? mirrorKinds(parts) : [];
  if (!(await parts.sessions.replace(claimed.value, kinds))) {
    await leave.value.report("unknown");
    return { state: "leased", afterSeconds: 1 };
  }
  await Promise.all([announce(parts, kinds, session), tellWatchers(parts, session)]);
  return work(parts, claimed.value, leave.value, delivery);
}

/** Waiting for a backend must not use up the retries of a message. */
async function defer(parts: Parts, sessionId: string, retryAt: number): Promise<ProcessingOutcome> {
  await parts.sessions.postponeOutbox([{ kind: "assess", sessionId, dueAt: retryAt }]);
  return { state: "deferred", fault: { code: "backend_paused" } };
}

async function work(
  parts: Parts,
  claimed: ClaimedSession,
  leave: Leave,
  delivery: number,
): Promise<ProcessingOutcome> {
  const { session, answer, health } = await recogniseVideo(parts, claimed);
  await leave.report(health);
  if (!answer.ok) {
    return isRetryable(answer.error)
      ? retry(parts, session, answer.error, delivery)
      : settle(parts, fail(session, answer.error, parts.now()));
  }
  if (answer.value.state === "pending") return wait(parts, session, answer.value);
  const verdict = verdictOf(answer.value.result, session.submission.expectedGesture);
  return settle(parts, complete(session, verdict, parts.now()));
}

async function settle(parts: Parts, final: Session): Promise<ProcessingOutcome> {
  if (!(await settleSession(parts, final))) return { state: "superseded" };
  return final.fault ? { state: "failed", fault: final.fault } : { state: "completed" };
}

async function retry(
  parts: Parts,
  session: ClaimedSession,
  fault: Fault,
  delivery: number,
): Promise<ProcessingOutcome> {
  const isOurs = await parts.sessions.replace(release(session, parts.now()), []);
  if (!isOurs) return { state: "superseded" };
  return { state: "retry", afterSeconds: backoffSeconds(delivery, parts.random()), fault };
}

async function wait(
  parts: Parts,
  session: ClaimedSession,
  { ticket, pollAfterSeconds }: InferenceAnswer & { readonly state: "pending" },
): Promise<ProcessingOutcome> {
  const now = parts.now();
  if (now - session.startedAt > ASYNCHRONOUS_DEADLINE_MS)
    return settle(parts, fail(session, { code: "processing_gave_up" }, now));
  const isOurs = await parts.sessions.replace(pend(session, ticket, now + pollAfterSeconds * 1000, now), []);
  if (!isOurs) return { state: "superseded" };
  // A fresh message, since asking again must not use up the retries of this one.
  const sent = await parts.announcer.announce("assess", session, pollAfterSeconds);
  if (sent.ok) return { state: "pending", afterSeconds: pollAfterSeconds };
  return { state: "retry", afterSeconds: pollAfterSeconds, fault: sent.error };
}
