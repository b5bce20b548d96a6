/** Queues as Cloudflare's behave: at least once, in any order, a dead letter after the last retry. Sometimes worse. */
import { ok } from "../../shared/contract/result.ts";
import type { Announcement, Announcer } from "../../worker/ports/announcer.ts";
import type { OutboxKind } from "../../worker/ports/sessions.ts";
import { consume } from "../../worker/queues/consume.ts";
import type { Parts } from "../../worker/services/parts.ts";
import type { Faults } from "./faults.ts";
import type { Incarnation } from "./incarnation.ts";
import type { SimulatedTime } from "./simulated-time.ts";

interface Options {
  readonly time: SimulatedTime;
  readonly faults: Faults;
  /** Uniform in [0, 1). */
  random(): number;
  newId(): string;
  /** A run of the Worker that a delivery starts. */
  start(): { readonly parts: Parts; readonly incarnation: Incarnation };
}

interface Waiting {
  readonly queue: string;
  readonly id: string;
  readonly body: unknown;
  /** How often it was delivered. */
  readonly attempts: number;
}

/** As in wrangler.toml. */
const MAX_RETRIES = 10;
const MAX_RETRIES_OF_THE_DEAD = 20;
const LONGEST_TRANSIT_MS = 2_000;
const LONGEST_DELAY_MS = 10 * 60_000;
/** A message whose consumer went away comes again after this time. */
const REDELIVERY_MS = 60_000;

export function createQueues({ time, faults, random, newId, start }: Options): Announcer {
  const send = (message: Waiting, delayMs: number): void => {
    if (faults.strikes("queue loses a message")) return;
    const late = faults.strikes("queue delivers late") ? LONGEST_DELAY_MS * random() : 0;
    const arrivalMs = delayMs + LONGEST_TRANSIT_MS * random() + late;
    time.after(arrivalMs, () => deliver(message));
    if (!faults.strikes("queue delivers twice")) return;
    const isTogether = random() < 0.5;
    time.after(isTogether ? arrivalMs : delayMs + LONGEST_DELAY_MS * random(), () => deliver(message));
  };

  /** A queue that keeps its word does not lose what it has delivered and nobody has acknowledged. */
  const again = (message: Waiting, delayMs: number): void => {
    if (faults.strikes("queue forgets what it has delivered")) return;
    const isDead = message.queue.endsWith("-dead");
    if (message.attempts <= (isDead ? MAX_RETRIES_OF_THE_DEAD : MAX_RETRIES))
      time.after(delayMs, () => deliver(message));
    else if (!isDead)
      time.after(0, () => deliver({ ...message, queue: `${message.queue}-dead`, attempts: 0 }));
  };

  const deliver = (waiting: Waiting): void => {
    const { parts, incarnation } = start();
    const message = { ...waiting, attempts: waiting.attempts + 1 };
    let isSettled = false;
    const settle = (then: () => void): void => {
      if (!isSettled) incarnation.finish(then);
      isSettled = true;
    };
    const batch = {
      queue: message.queue,
      messages: [
        {
          ...message,
          timestamp: new Date(time.now),
          ack: () => settle(() => {}),
          retry: ({ delaySeconds = 0 } = {}) => settle(() => again(message, delaySeconds * 1000)),
        },
      ],
    };
    void consume(parts, batch as unknown as MessageBatch);
    void incarnation.restarted.then(() => {
      if (!isSettled) again(message, REDELIVERY_MS);
      isSettled = true;
    });
  };

  const announce = (kind: OutboxKind, { sessionId, requestId }: Announcement, delayMs: number): void =>
    send({ queue: `drill-${kind}`, id: newId(), body: { sessionId, requestId }, attempts: 0 }, delayMs);
  const refusal = { ok: false, error: { code: "service_unavailable" } } as const;

  return {
    async announce(kind, announcement, delaySeconds = 0) {
      if (faults.strikes("queue refuses a message")) return refusal;
      announce(kind, announcement, delaySeconds * 1000);
      return ok(undefined);
    },

    async announceAll(kind, announcements) {
      if (faults.strikes("queue refuses a message")) return refusal;
      for (const announcement of announcements) announce(kind, announcement, 0);
      return ok(undefined);
    },
  };
}
