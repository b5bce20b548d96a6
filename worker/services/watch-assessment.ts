import { toAssessResponse } from "../../shared/assessment/response.ts";
import { isOpen } from "../../shared/assessment/transitions.ts";
import type { AssessResponse } from "../../shared/contract/assessment.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import type { Locale } from "../../shared/contract/messages.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { toSessionId } from "../../shared/contract/session-id.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";
import { readMirrored } from "./read-assessment.ts";

type Needed = Pick<Parts, "sessions" | "mirror" | "feed">;

/** A session as it is now. */
export interface AssessmentState {
  readonly version: number;
  /** Nothing will follow. */
  readonly isLast: boolean;
  readonly assessment: AssessResponse;
}

export interface Watch {
  readonly sessionId: string;
  readonly locale: Locale;
  /** The version that the watcher knows already; 0 for none. */
  readonly knownVersion: number;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/** Sessions of the former service have no version here. */
const FORMER_VERSION = 1;

/**
 * The session now, unless its version is known, and then as it changes, up to its final state or its deletion;
 * undefined in between when there is nothing new, as a sign of life. Nothing at all is said (`undefined` instead of
 * states) about a final session whose version is known. Faults: session_not_found, too_many_watchers,
 * service_unavailable, storage_unavailable.
 */
export async function watchAssessment(
  parts: Needed,
  watch: Watch,
): Promise<Result<AsyncGenerator<AssessmentState | undefined> | undefined, Fault>> {
  const sessionId = toSessionId(watch.sessionId);
  if (sessionId === undefined) return err({ code: "session_not_found" });
  const present = await stateOf(parts, sessionId, watch.locale);
  if (!present.ok) return present;
  if (present.value.isLast)
    return ok(present.value.version <= watch.knownVersion ? undefined : once(present.value));
  const wakes = await guard("service_unavailable", () => parts.feed.watch(sessionId));
  if (!wakes.ok) return wakes;
  if (!wakes.value.ok) return wakes.value;
  return ok(follow(parts, { ...watch, sessionId }, wakes.value.value));
}

async function* once(state: AssessmentState): AsyncGenerator<AssessmentState> {
  yield state;
}

/** Reads the session anew first, since it may have changed before its changes were watched. */
async function* follow(
  parts: Needed,
  { sessionId, locale, knownVersion, signal }: Watch,
  wakes: ReadableStream<Uint8Array>,
): AsyncGenerator<AssessmentState | undefined> {
  const reader = wakes.getReader();
  const stop = () => void reader.cancel();
  signal.addEventListener("abort", stop, { once: true });
  let known = knownVersion;
  try {
    do {
      const state = await stateOf(parts, sessionId, locale);
      if (!state.ok && state.error.code === "session_not_found") return;
      const news = state.ok && state.value.version > known ? state.value : undefined;
      known = news?.version ?? known;
      yield news;
      if (news?.isLast) return;
    } while (!(await reader.read()).done);
  } finally {
    signal.removeEventListener("abort", stop);
    await reader.cancel();
  }
}

async function stateOf(
  parts: Needed,
  sessionId: string,
  locale: Locale,
): Promise<Result<AssessmentState, Fault>> {
  const found = await guard("service_unavailable", () => parts.sessions.find(sessionId));
  if (!found.ok) return found;
  const session = found.value;
  if (session) {
    const assessment = toAssessResponse(session, locale);
    return ok({ version: session.version, isLast: !isOpen(session), assessment });
  }
  const mirrored = await readMirrored(parts, sessionId);
  if (!mirrored.ok) return mirrored;
  return ok({ version: FORMER_VERSION, isLast: true, assessment: mirrored.value });
}
