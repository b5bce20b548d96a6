/** Keeps up with a session: its log from the beginning, and what happens from then on. */
import { ok, type Result } from "../../../../shared/contract/result.ts";
import type { SessionResponse } from "../../../../shared/contract/tuning-api.ts";
import type { LoggedEvent } from "../../../../shared/tuning/events.ts";
import { call, type Failure } from "../../api/call.ts";
import { openSocket } from "../../api/open-socket.ts";
import { loadEvents } from "./load-events.ts";
import { readEvent } from "./read-event.ts";

export interface Followed {
  /** loading until the service has answered; absent where nothing ever happened under this name. */
  readonly state: "loading" | "absent" | "present";
  /** As it was when it was first found; what it searches now is in the events. */
  readonly session: SessionResponse | undefined;
  /** Oldest first. */
  readonly events: readonly LoggedEvent[];
  /** Why the last question failed. */
  readonly failure: Failure | undefined;
  /** Whether changes are pushed; else they are asked for now and then. */
  readonly isLive: boolean;
}

export const NOTHING_FOLLOWED: Followed = {
  state: "loading",
  session: undefined,
  events: [],
  failure: undefined,
  isLive: false,
};

const ASK_EVERY_MS = 5_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

export class SessionFeed {
  readonly #sessionId: string;
  readonly #onChange: (followed: Followed) => void;
  readonly #leaving = new AbortController();
  #followed: Followed = NOTHING_FOLLOWED;
  #socket: WebSocket | undefined;
  #retryMs = FIRST_RETRY_MS;
  #refreshing: Promise<void> | undefined;
  #isStale = false;
  #asking: ReturnType<typeof setInterval> | undefined;

  constructor(sessionId: string, onChange: (followed: Followed) => void) {
    this.#sessionId = sessionId;
    this.#onChange = onChange;
  }

  start(): void {
    this.#listen();
    this.#asking = setInterval(() => {
      if (!this.#followed.isLive && !document.hidden) void this.refresh();
    }, ASK_EVERY_MS);
    void this.refresh();
  }

  stop(): void {
    this.#leaving.abort();
    clearInterval(this.#asking);
    this.#socket?.close();
  }

  /** Asks what happened meanwhile; settles when everything that happened before the call is known. */
  async refresh(): Promise<void> {
    this.#isStale = true;
    this.#refreshing ??= this.#refreshAll().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #refreshAll(): Promise<void> {
    while (this.#isStale && !this.#leaving.signal.aborted) {
      this.#isStale = false;
      await this.#refreshOnce();
    }
  }

  async #refreshOnce(): Promise<void> {
    const { signal } = this.#leaving;
    const session = this.#followed.session ? ok(this.#followed.session) : await this.#ask();
    if (!session.ok) return this.#fail(session.error);
    const since = this.#newest;
    const loaded = await loadEvents(this.#sessionId, since, signal);
    if (!loaded.ok) return this.#fail(loaded.error);
    // A session that was erased counts from one again.
    const isAnother = loaded.value.newest < since;
    if (isAnother) this.#isStale = true;
    this.#tell({
      state: "present",
      session: session.value,
      failure: undefined,
      events: isAnother ? [] : [...this.#followed.events, ...this.#unknown(loaded.value.events)],
    });
  }

  #ask(): Promise<Result<SessionResponse, Failure>> {
    return call<SessionResponse>(`/ml/sessions/${this.#sessionId}`, { signal: this.#leaving.signal });
  }

  #fail(failure: Failure): void {
    if (failure.status === 404)
      this.#tell({ state: "absent", session: undefined, events: [], failure: undefined });
    else this.#tell({ failure });
  }

  #listen(): void {
    const socket = openSocket(`/ml/sessions/${this.#sessionId}/live`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#tell({ isLive: true });
      void this.refresh();
    };
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(String(data)));
    socket.onclose = () => {
      this.#tell({ isLive: false });
      if (this.#leaving.signal.aborted) return;
      void this.refresh();
      setTimeout(() => {
        if (!this.#leaving.signal.aborted) this.#listen();
      }, this.#retryMs);
      this.#retryMs = Math.min(LAST_RETRY_MS, 2 * this.#retryMs);
    };
  }

  #hear(message: Readonly<Record<string, unknown>>): void {
    const event = readEvent(message);
    if (!event || event.seq <= this.#newest) return;
    // A gap means that something was missed.
    if (this.#followed.state !== "present" || event.seq > this.#newest + 1) void this.refresh();
    else this.#tell({ events: [...this.#followed.events, event] });
  }

  /** While a question was under way, some of its answer may have been heard live. */
  #unknown(events: readonly LoggedEvent[]): readonly LoggedEvent[] {
    return events.filter(({ seq }) => seq > this.#newest);
  }

  get #newest(): number {
    return this.#followed.events.at(-1)?.seq ?? 0;
  }

  #tell(change: Partial<Followed>): void {
    if (this.#leaving.signal.aborted) return;
    this.#followed = { ...this.#followed, ...change };
    this.#onChange(this.#followed);
  }
}
