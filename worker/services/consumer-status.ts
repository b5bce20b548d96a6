import type { z } from "zod";
import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { ConsumerStatusSchema } from "../../shared/contract/service.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

export type ConsumerStatus = z.infer<typeof ConsumerStatusSchema>;

/** Fault: service_unavailable. */
export const consumerStatus = ({
  sessions,
  deadLetters,
  settings,
  now,
}: Pick<Parts, "sessions" | "deadLetters" | "settings" | "now">): Promise<Result<ConsumerStatus, Fault>> =>
  guard("service_unavailable", async () => {
    const [byStatus, retried, dead, oldestQueuedAt, mirror] = await Promise.all([
      sessions.countByStatus(),
      sessions.countRetries(),
      deadLetters.count(),
      sessions.oldestQueuedAt(),
      sessions.outboxBacklog("mirror"),
    ]);
    const ageSeconds = (since: number | undefined): number | null =>
      since === undefined ? null : Math.max(0, now() - since) / 1000;
    return {
      running: true,
      queueUrl: settings.assessQueueName,
      pollInterval: settings.batchTimeoutSeconds,
      processed: byStatus.completed + byStatus.failed,
      retried,
      dead: dead.all,
      deadWaiting: dead.waiting,
      oldestQueuedSeconds: ageSeconds(oldestQueuedAt),
      mirrorPending: mirror.rows,
      mirrorOldestSeconds: ageSeconds(mirror.oldestAt),
    };
  });
