/** Everything about a tuning session but its search itself. */
import type { Fault } from "../../shared/contract/errors.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import type {
  DefineSession,
  HistoryQuery,
  HistoryResponse,
  SessionExport,
  SessionResponse,
  SessionWithHistory,
} from "../../shared/contract/tuning-api.ts";
import { DEFAULT_HISTORY } from "../../shared/contract/tuning-api.ts";
import { seedOf } from "../../shared/tuning/random.ts";
import type {
  HistoryPage,
  SessionDocument,
  SessionInfo,
  TuningFault,
  TuningResult,
  TuningSession,
} from "../ports/tuning-sessions.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

/** Asks a session; one that cannot be reached is the fault service_unavailable. */
export async function inSession<T>(
  { tuning }: Pick<Parts, "tuning">,
  sessionId: string,
  ask: (session: TuningSession) => Promise<TuningResult<T>>,
): Promise<TuningResult<T>> {
  const answer = await guard("service_unavailable", () => ask(tuning.open(sessionId)));
  return answer.ok ? answer.value : answer;
}

/** Says what a session searches. Faults: validation_failed, tuning_session_in_use, service_unavailable. */
export async function defineSession(
  parts: Parts,
  sessionId: string,
  { space, objective, seed = seedOf(...new TextEncoder().encode(sessionId)) }: DefineSession,
): Promise<Result<{ created: boolean; session: SessionResponse }, TuningFault>> {
  const study = { space, objective, seed };
  const defined = await inSession(parts, sessionId, (session) => session.define(study));
  if (!defined.ok) return defined;
  const { created, session } = defined.value;
  return ok({ created, session: sessionResponse(sessionId, session) });
}

/** A session with the newest events of its log. Faults: tuning_session_not_found, service_unavailable. */
export async function readSession(
  parts: Parts,
  sessionId: string,
): Promise<Result<SessionWithHistory, TuningFault>> {
  const info = await inSession(parts, sessionId, (session) => session.info());
  if (!info.ok) return info;
  const history = await sessionHistory(parts, sessionId, { limit: DEFAULT_HISTORY });
  if (!history.ok) return history;
  return ok({ ...sessionResponse(sessionId, info.value), history: history.value });
}

export async function sessionHistory(
  parts: Parts,
  sessionId: string,
  { mode, limit, before }: HistoryQuery,
): Promise<Result<HistoryResponse, TuningFault>> {
  const request = { limit, ...(mode ? { mode } : {}), ...(before ? { before } : {}) };
  const page = await inSession(parts, sessionId, (session) => session.history(request));
  return page.ok ? ok(historyResponse(page.value)) : page;
}

/** Starts one mode over, or all of them. */
export const resetTuning = (parts: Parts, sessionId: string, mode?: string): Promise<TuningResult<null>> =>
  inSession(parts, sessionId, (session) => session.reset(mode));

/** Leaves nothing of a session; erasing one that never was is no fault. */
export const eraseSession = (parts: Parts, sessionId: string): Promise<TuningResult<null>> =>
  inSession(parts, sessionId, (session) => session.erase());

export const exportSession = (parts: Parts, sessionId: string): Promise<TuningResult<SessionDocument>> =>
  inSession(parts, sessionId, (session) => session.export());

/** Goes on with an exported session. Faults: validation_failed, tuning_session_in_use, service_unavailable. */
export async function importSession(
  parts: Parts,
  sessionId: string,
  document: SessionExport,
): Promise<Result<SessionResponse, TuningFault>> {
  const imported = await inSession(parts, sessionId, (session) => session.import(document));
  return imported.ok ? ok(sessionResponse(sessionId, imported.value)) : imported;
}

/** Answers the upgrade to a WebSocket. */
export const watchSession = (
  { tuning }: Parts,
  sessionId: string,
  request: Request,
): Promise<Result<Response, Fault>> =>
  guard("service_unavailable", () => tuning.open(sessionId).live(request));

const sessionResponse = (
  sessionId: string,
  { samplesSeen, modes, ...info }: SessionInfo,
): SessionResponse => ({
  session_id: sessionId,
  space: info.space,
  objective: info.objective,
  seed: info.seed,
  defined: info.defined,
  samples_seen: samplesSeen,
  modes: [...modes],
});

const historyResponse = ({ events, nextBefore }: HistoryPage): HistoryResponse => ({
  events: events.map(({ seq, at, type, mode, body }) => ({
    ...body,
    seq,
    at: new Date(at).toISOString(),
    type,
    ...(mode === null ? {} : { mode }),
  })),
  next_before: nextBefore,
});
