/** Time that passes as fast as the work allows: events happen in their order, each when all before it have come to rest. */

/** Events within one tick happen at once, so that real parts are busy with many of them. */
const TICK_MS = 1000;

interface Event {
  readonly at: number;
  run(): void;
}

export class SimulatedTime {
  /** Milliseconds since 1970. */
  now: number;
  #events: Event[] = [];
  /** Calls to real parts that have not answered yet. */
  #outstanding = 0;
  #onIdle = (): void => {};

  constructor(start: number) {
    this.now = start;
  }

  after(delayMs: number, run: () => void): void {
    this.#events.push({ at: Math.ceil((this.now + delayMs) / TICK_MS) * TICK_MS, run });
  }

  sleep(durationMs: number): Promise<void> {
    return new Promise((resolve) => this.after(durationMs, resolve));
  }

  /** Real work, during which simulated time stands still. */
  async whileBusy<T>(work: () => Promise<T>): Promise<T> {
    this.#outstanding++;
    try {
      return await work();
    } finally {
      this.#outstanding--;
      if (this.#outstanding === 0) this.#onIdle();
    }
  }

  /** Lets everything happen that is due within the duration. */
  async pass(durationMs: number): Promise<void> {
    const end = this.now + durationMs;
    for (;;) {
      const next = Math.min(...this.#events.map(({ at }) => at));
      if (!(next <= end)) break;
      this.now = Math.max(this.now, next);
      const due = this.#events.filter(({ at }) => at <= this.now);
      this.#events = this.#events.filter(({ at }) => at > this.now);
      for (const { run } of due) run();
      await this.#rest();
    }
    this.now = end;
  }

  /** Resolves when nobody waits for anything but simulated time. */
  async #rest(): Promise<void> {
    for (;;) {
      // What follows an answer runs before the next turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#outstanding === 0) return;
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
  }
}
