import { DurableObject } from "cloudflare:workers";
import { seedOf } from "../../shared/tuning/random.ts";
import type {
  Defined,
  HistoryPage,
  HistoryRequest,
  SessionDocument,
  SessionInfo,
  StatsAnswer,
  StudyDefinition,
  SuggestAnswer,
  SuggestRequest,
  TuningResult,
  UpdateAnswer,
  UpdateRequest,
} from "../ports/tuning-sessions.ts";
import { EventLog } from "./tuning/event-log.ts";
import { LiveSockets } from "./tuning/live-sockets.ts";
import { Session } from "./tuning/session.ts";

/** One tuning session: the only writer of its log, so that no rating is lost or counted twice. */
export class TuningSessionObject extends DurableObject {
  readonly #session: Session;
  readonly #sockets: LiveSockets;

  constructor(context: DurableObjectState, bindings: Cloudflare.Env) {
    super(context, bindings);
    this.#sockets = new LiveSockets(context);
    this.#session = new Session(new EventLog(context.storage), {
      seed: seedOf(...new TextEncoder().encode(context.id.toString())),
      now: () => Date.now(),
      newId: () => crypto.randomUUID(),
      onEvent: ({ seq, at, type, mode, body }) =>
        this.#sockets.tell({
          ...body,
          seq,
          at: new Date(at).toISOString(),
          type,
          ...(mode === null ? {} : { mode }),
        }),
      onStats: ({ samplesSeen, convergence, modes }) =>
        this.#sockets.tell({
          type: "stats",
          samples_seen: samplesSeen,
          convergence,
          mode: modes.at(-1),
        }),
    });
  }

  define(definition: StudyDefinition): TuningResult<Defined> {
    return this.#session.define(definition);
  }

  info(): TuningResult<SessionInfo> {
    return this.#session.info();
  }

  async suggest(request: SuggestRequest): Promise<TuningResult<SuggestAnswer>> {
    return this.#andPrepare(this.#session.suggest(request));
  }

  async update(request: UpdateRequest): Promise<TuningResult<UpdateAnswer>> {
    return this.#andPrepare(this.#session.update(request));
  }

  stats(): TuningResult<StatsAnswer> {
    return this.#session.stats();
  }

  history(request: HistoryRequest): TuningResult<HistoryPage> {
    return this.#session.history(request);
  }

  reset(mode?: string): TuningResult<null> {
    return this.#session.reset(mode);
  }

  erase(): Promise<TuningResult<null>> {
    this.#sockets.closeAll();
    return this.#session.erase();
  }

  export(): TuningResult<SessionDocument> {
    return this.#session.export();
  }

  import(document: unknown): TuningResult<SessionInfo> {
    return this.#session.import(document);
  }

  /** Only upgrades come here. */
  override fetch(): Response {
    return this.#sockets.accept();
  }

  override webSocketMessage(socket: WebSocket): void {
    this.#sockets.refuse(socket);
  }

  override webSocketClose(socket: WebSocket): void {
    this.#sockets.close(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.#sockets.close(socket);
  }

  /** Makes the next suggestions ahead, one mode a time so that each run stays short. */
  override async alarm(): Promise<void> {
    if (this.#session.prepareNext()) await this.ctx.storage.setAlarm(Date.now());
  }

  async #andPrepare<T>(answer: TuningResult<T>): Promise<TuningResult<T>> {
    if (answer.ok) await this.ctx.storage.setAlarm(Date.now());
    return answer;
  }
}
