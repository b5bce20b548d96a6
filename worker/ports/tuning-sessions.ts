/** Tuning sessions: each one a log of what was suggested and rated, and a model of it. */
import type { Fault } from "../../shared/contract/errors.ts";
import type { FieldFault } from "../../shared/contract/field-messages.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { Objective, ParameterValues, Space } from "../../shared/contract/tuning.ts";
import type { Suggestion } from "../../shared/tuning/propose.ts";
import type { Summary } from "../../shared/tuning/summarise.ts";

/** A fault that may point at fields of the request, by JSON pointers such as "/results/3/parameters/guidance_scale". */
export interface TuningFault extends Fault {
  readonly fields?: readonly FieldFault[];
}

export type TuningResult<T> = Result<T, TuningFault>;

export interface TuningSessions {
  open(sessionId: string): TuningSession;
}

/** Every method is one atomic call; what can be wrong is a value, and only an unreachable session rejects. */
export interface TuningSession {
  /**
   * Says what is searched. Faults: validation_failed (pointers under "/space"), tuning_session_in_use when there are
   * ratings.
   */
  define(definition: StudyDefinition): Promise<TuningResult<Defined>>;
  /** Fault: tuning_session_not_found when nothing ever happened in the session. */
  info(): Promise<TuningResult<SessionInfo>>;
  /** Leases `count` suggestions. A session without a definition searches the image space. Fault: validation_failed. */
  suggest(request: SuggestRequest): Promise<TuningResult<SuggestAnswer>>;
  /** Faults: validation_failed, tuning_session_full, idempotency_key_reused. */
  update(request: UpdateRequest): Promise<TuningResult<UpdateAnswer>>;
  stats(): Promise<TuningResult<StatsAnswer>>;
  /** Newest first. Fault: tuning_session_not_found. */
  history(request: HistoryRequest): Promise<TuningResult<HistoryPage>>;
  /** Makes the results of one mode, or of all, count no more. */
  reset(mode?: string): Promise<TuningResult<null>>;
  /** Leaves nothing of the session. */
  erase(): Promise<TuningResult<null>>;
  /** The whole session as JSON. Fault: tuning_session_not_found. */
  export(): Promise<TuningResult<SessionDocument>>;
  /** Takes an export into a session without ratings. Faults: validation_failed, tuning_session_in_use. */
  import(document: unknown): Promise<TuningResult<SessionInfo>>;
  /** Answers the upgrade of a WebSocket that is told of every suggestion, rating and reset. */
  live(request: Request): Promise<Response>;
}

export interface StudyDefinition {
  readonly space: Space;
  readonly objective: Objective;
  readonly seed: number;
}

export interface Defined {
  readonly created: boolean;
  readonly session: SessionInfo;
}

export interface SessionInfo extends StudyDefinition {
  /** False for the image space, which is searched unless told otherwise. */
  readonly defined: boolean;
  /** Ratings that count, all modes together. */
  readonly samplesSeen: number;
  /** Modes in use. */
  readonly modes: readonly string[];
}

export interface SuggestRequest {
  readonly mode: string;
  readonly count: number;
}

export interface LeasedSuggestion extends Suggestion {
  readonly suggestionId: string;
}

export interface SuggestAnswer {
  readonly suggestions: readonly LeasedSuggestion[];
}

/** One result; `rating` or `value` as the objective asks for, the other one is refused. */
export interface ToldResult {
  readonly parameters: ParameterValues;
  readonly rating?: number;
  readonly value?: number;
  readonly suggestionId?: string;
}

export interface UpdateRequest {
  /** For results that match no suggestion. */
  readonly mode?: string;
  readonly results: readonly ToldResult[];
  /** An update with the same id is answered like the first and changes nothing. */
  readonly updateId?: string;
}

export interface UpdateAnswer {
  /** Ratings that count, all modes together. */
  readonly samplesSeen: number;
  /** 0..1, of the mode of the last result. */
  readonly convergence: number;
  /** Results of this update that had been counted before. */
  readonly duplicates: number;
  /** Mode of each result, in order. */
  readonly modes: readonly string[];
}

export interface StatsAnswer {
  readonly samplesSeen: number;
  /** One for each mode in use. */
  readonly modes: Readonly<Record<string, Summary>>;
}

export interface HistoryRequest {
  readonly mode?: string;
  readonly limit: number;
  /** Only events before this sequence number. */
  readonly before?: number;
}

export interface SessionEvent {
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: string;
  readonly mode: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface HistoryPage {
  readonly events: readonly SessionEvent[];
  /** `before` of the next page; null on the last one. */
  readonly nextBefore: number | null;
}

export interface SessionDocument {
  readonly format: "senal-tuning/1";
  readonly study: StudyDefinition;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}
