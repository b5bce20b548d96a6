import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";
import { type BreakerState, stateOf } from "../../shared/delivery/breaker.ts";
import { BACKENDS } from "../ports/breakers.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

const OPENNESS: Record<BreakerState, number> = { closed: 0, half_open: 0.5, open: 1 };

interface Family {
  readonly name: string;
  readonly type: "gauge" | "counter" | "summary";
  readonly help: string;
  /** The rest of each line after the name, e.g. `{status="queued"} 3`. */
  readonly samples: readonly string[];
}

/**
 * Counters in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/), read from the
 * database: isolates share no memory, so counting in one of them would tell a part. Fault: service_unavailable.
 */
export const metrics = ({
  sessions,
  deadLetters,
  breakers,
  now,
}: Pick<Parts, "sessions" | "deadLetters" | "breakers" | "now">): Promise<Result<string, Fault>> =>
  guard("service_unavailable", async () => {
    const [byStatus, retries, dead, oldestQueuedAt, assess, mirror, processing, states] = await Promise.all([
      sessions.countByStatus(),
      sessions.countRetries(),
      deadLetters.count(),
      sessions.oldestQueuedAt(),
      sessions.outboxBacklog("assess"),
      sessions.outboxBacklog("mirror"),
      sessions.processingTotals(),
      Promise.all(BACKENDS.map(async (backend) => ({ backend, breaker: await breakers.read(backend) }))),
    ]);
    const age = (since: number | undefined): number =>
      since === undefined ? 0 : Math.max(0, now() - since) / 1000;
    return textOf([
      {
        name: "senal_sessions",
        type: "gauge",
        help: "Sessions by status.",
        samples: Object.entries(byStatus).map(([status, count]) => `{status="${status}"} ${count}`),
      },
      {
        name: "senal_oldest_queued_seconds",
        type: "gauge",
        help: "Age of the oldest session that nobody works on yet.",
        samples: [` ${age(oldestQueuedAt)}`],
      },
      {
        name: "senal_outbox_rows",
        type: "gauge",
        help: "Work that is owed, by queue.",
        samples: [`{queue="assess"} ${assess.rows}`, `{queue="mirror"} ${mirror.rows}`],
      },
      {
        name: "senal_outbox_oldest_seconds",
        type: "gauge",
        help: "Age of the oldest work that is owed, by queue.",
        samples: [`{queue="assess"} ${age(assess.oldestAt)}`, `{queue="mirror"} ${age(mirror.oldestAt)}`],
      },
      {
        name: "senal_retries_total",
        type: "counter",
        help: "Tries at a session beyond its first.",
        samples: [` ${retries}`],
      },
      {
        name: "senal_dead_letters_total",
        type: "counter",
        help: "Messages that a queue gave up on, or that could not be read.",
        samples: [` ${dead.all}`],
      },
      {
        name: "senal_dead_letters_waiting",
        type: "gauge",
        help: "Dead letters that nobody has replayed or discarded.",
        samples: [` ${dead.waiting}`],
      },
      {
        name: "senal_breaker_open",
        type: "gauge",
        help: "Whether a backend is spared after failures in a row: 0 no, 0.5 one call probes it, 1 yes.",
        samples: states.map(
          ({ backend, breaker }) => `{backend="${backend}"} ${OPENNESS[stateOf(breaker, now())]}`,
        ),
      },
      {
        name: "senal_breaker_failures",
        type: "gauge",
        help: "Failures of a backend since its last success.",
        samples: states.map(({ backend, breaker }) => `{backend="${backend}"} ${breaker.failures}`),
      },
      {
        name: "senal_breaker_openings_total",
        type: "counter",
        help: "How often a backend began to be spared.",
        samples: states.map(({ backend, breaker }) => `{backend="${backend}"} ${breaker.openings}`),
      },
      {
        name: "senal_processing_seconds",
        type: "summary",
        help: "Time from the first try at a session to its end.",
        samples: [`_sum ${processing.seconds}`, `_count ${processing.sessions}`],
      },
    ]);
  });

const textOf = (families: readonly Family[]): string =>
  families
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...samples.map((sample) => `${name}${sample}`),
    ])
    .join("\n")
    .concat("\n");
