/** What can be done with a tuning session, over its log. Time and names are given in, so that it can be replayed. */
import { err, ok } from "../../../shared/contract/result.ts";
import { DEFAULT_MODE, MAX_OBSERVATIONS } from "../../../shared/contract/tuning.ts";
import type { LoggedEvent, SuggestedEvent, TuningEvent } from "../../../shared/tuning/events.ts";
import { compileSpace } from "../../../shared/tuning/search-space.ts";
import { SessionState } from "../../../shared/tuning/session-state.ts";
import type {
  Defined,
  HistoryPage,
  HistoryRequest,
  LeasedSuggestion,
  SessionDocument,
  SessionInfo,
  StatsAnswer,
  StudyDefinition,
  SuggestAnswer,
  SuggestRequest,
  TuningFault,
  TuningResult,
  UpdateAnswer,
  UpdateRequest,
} from "../../ports/tuning-sessions.ts";
import type { EventLog } from "./event-log.ts";
import { Models } from "./models.ts";
import { type PlacedResult, placeResults } from "./place-results.ts";
import { readDocument } from "./read-document.ts";

export interface SessionOptions {
  /** Seed of a session that nobody defined. */
  readonly seed: number;
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
  /** Told of every event once it is written. */
  onEvent(event: LoggedEvent): void;
  /** Told what an update has changed. */
  onStats(answer: UpdateAnswer): void;
}

/** A suggestion that nobody rated for so long keeps others away no more. */
const LEASE_MS = 24 * 60 * 60 * 1000;
/** Each mode is a model of its own. */
const MAX_MODES = 16;

const NOT_FOUND: TuningFault = { code: "tuning_session_not_found" };

export class Session {
  readonly #log: EventLog;
  readonly #options: SessionOptions;
  #state: SessionState;
  #models: Models;

  constructor(log: EventLog, options: SessionOptions) {
    this.#log = log;
    this.#options = options;
    this.#state = this.#replay();
    this.#models = new Models(log, this.#state);
  }

  define(definition: StudyDefinition): TuningResult<Defined> {
    const compiled = compileSpace(definition.space);
    if (!compiled.ok)
      return invalid(compiled.error.map((problem) => ({ ...problem, pointer: `/space${problem.pointer}` })));
    const created = this.#state.isEmpty;
    const isSame = !created && JSON.stringify(this.#state.study) === JSON.stringify(definition);
    if (!isSame) {
      if (this.#state.samples > 0) return err({ code: "tuning_session_in_use" });
      this.#write([{ at: this.#options.now(), type: "defined", mode: null, body: definition }], () => {});
    }
    return ok({ created, session: this.#info() });
  }

  info(): TuningResult<SessionInfo> {
    return this.#state.isEmpty ? err(NOT_FOUND) : ok(this.#info());
  }

  suggest({ mode, count }: SuggestRequest): TuningResult<SuggestAnswer> {
    const full = this.#tooManyModes([mode]);
    if (full) return full;
    const at = this.#options.now();
    const events = this.#models.suggest(mode, count, at).map(
      ({ parameters, mean, sd, why }): SuggestedEvent => ({
        at,
        type: "suggested",
        mode,
        body: {
          suggestion_id: this.#options.newId(),
          parameters,
          expires_at: at + LEASE_MS,
          mean,
          sd,
          why: { ...why },
        },
      }),
    );
    return ok(this.#write(events, () => ({ suggestions: events.map(toLeased) })));
  }

  update(request: UpdateRequest): TuningResult<UpdateAnswer> {
    const { updateId, ...told } = request;
    const text = JSON.stringify(told);
    const known = updateId === undefined ? undefined : this.#log.updateOf(updateId);
    if (known)
      return known.request === text ? ok(JSON.parse(known.answer)) : err({ code: "idempotency_key_reused" });
    const placed = placeResults(this.#state, request);
    if (!placed.ok) return invalid(placed.error);
    const fault = this.#tooManyModes(placed.value.map(({ mode }) => mode)) ?? this.#full(placed.value);
    if (fault) return fault;
    const at = this.#options.now();
    const fresh = placed.value.filter(({ isDuplicate }) => !isDuplicate);
    const events = fresh.map(
      ({ mode, parameters, value, suggestionId }): TuningEvent => ({
        at,
        type: "rated",
        mode,
        body: { parameters, value, ...(suggestionId === undefined ? {} : { suggestion_id: suggestionId }) },
      }),
    );
    const answer = this.#write(events, (): UpdateAnswer => {
      const written: UpdateAnswer = {
        samplesSeen: this.#state.samples,
        convergence: this.#models.summary(placed.value.at(-1)?.mode ?? DEFAULT_MODE).convergence,
        duplicates: placed.value.length - fresh.length,
        modes: placed.value.map(({ mode }) => mode),
      };
      if (updateId !== undefined) this.#log.recordUpdate(updateId, text, JSON.stringify(written));
      return written;
    });
    this.#options.onStats(answer);
    return ok(answer);
  }

  stats(): TuningResult<StatsAnswer> {
    const modes = this.#state.modes.map((mode) => [mode, this.#models.summary(mode)] as const);
    return ok({ samplesSeen: this.#state.samples, modes: Object.fromEntries(modes) });
  }

  history({ mode, limit, before = Number.MAX_SAFE_INTEGER }: HistoryRequest): TuningResult<HistoryPage> {
    if (this.#state.isEmpty) return err(NOT_FOUND);
    const events = this.#log.page(limit + 1, before, mode);
    const page = events.slice(0, limit);
    return ok({ events: page, nextBefore: events.length > limit ? (page.at(-1)?.seq ?? null) : null });
  }

  reset(mode?: string): TuningResult<null> {
    if (!this.#state.isEmpty)
      this.#write([{ at: this.#options.now(), type: "reset", mode: mode ?? null, body: {} }], () => {});
    return ok(null);
  }

  async erase(): Promise<TuningResult<null>> {
    await this.#log.erase();
    this.#reload();
    return ok(null);
  }

  export(): TuningResult<SessionDocument> {
    if (this.#state.isEmpty) return err(NOT_FOUND);
    const events = [...this.#log.all()]
      .filter(({ type, seq }) => type !== "defined" && seq > this.#state.definedAt)
      .map(({ seq: _, ...event }) => event);
    return ok({ format: "senal-tuning/1", study: this.#state.study, events });
  }

  import(document: unknown): TuningResult<SessionInfo> {
    if (this.#state.samples > 0) return err({ code: "tuning_session_in_use" });
    const read = readDocument(document, { modes: MAX_MODES });
    if (!read.ok) return invalid(read.error);
    const { study, events } = read.value;
    this.#log.atomically(() => {
      this.#log.clear();
      this.#log.append({ at: this.#options.now(), type: "defined", mode: null, body: study });
      for (const event of events) this.#log.append(event);
    });
    this.#reload();
    return ok(this.#info());
  }

  /** Makes the next suggestions of one mode ahead; answers whether another mode waits. */
  prepareNext(): boolean {
    const now = this.#options.now();
    const [mode, ...others] = this.#models.stale(now);
    if (mode !== undefined) this.#models.prepare(mode, now);
    return others.length > 0;
  }

  /**
   * Writes events, and whatever `answer` writes once the state has followed, together or not at all. Watchers are told
   * at the end.
   */
  #write<T>(events: readonly TuningEvent[], answer: () => T): T {
    try {
      const { logged, answered } = this.#log.atomically(() => {
        const written = events.map((event) => this.#log.append(event));
        for (const event of written) this.#state.apply(event);
        return { logged: written, answered: answer() };
      });
      for (const event of logged) this.#options.onEvent(event);
      return answered;
    } catch (error) {
      this.#reload();
      throw error;
    }
  }

  #replay(): SessionState {
    const state = new SessionState(this.#options.seed);
    for (const event of this.#log.all()) if (state.accepts(event)) state.apply(event);
    return state;
  }

  #reload(): void {
    this.#state = this.#replay();
    this.#models = new Models(this.#log, this.#state);
  }

  #info(): SessionInfo {
    const { study, isDefined, samples, modes } = this.#state;
    return { ...study, defined: isDefined, samplesSeen: samples, modes };
  }

  #tooManyModes(modes: readonly string[]): TuningResult<never> | undefined {
    const all = new Set([...this.#state.modes, ...modes]);
    return all.size > MAX_MODES
      ? invalid([{ pointer: "/mode", reason: "too_many_modes", params: { limit: MAX_MODES } }])
      : undefined;
  }

  #full(placed: readonly PlacedResult[]): TuningResult<never> | undefined {
    const fresh = placed.filter(({ isDuplicate }) => !isDuplicate);
    const overflows = fresh.some(
      ({ mode }) =>
        this.#state.observations(mode).length + fresh.filter((other) => other.mode === mode).length >
        MAX_OBSERVATIONS,
    );
    return overflows ? err({ code: "tuning_session_full", params: { limit: MAX_OBSERVATIONS } }) : undefined;
  }
}

const invalid = (fields: TuningFault["fields"] = []): TuningResult<never> =>
  err({ code: "validation_failed", fields });

const toLeased = ({ body }: SuggestedEvent): LeasedSuggestion => ({
  suggestionId: body.suggestion_id,
  parameters: body.parameters,
  mean: body.mean,
  sd: body.sd,
  why: body.why as unknown as LeasedSuggestion["why"],
});
