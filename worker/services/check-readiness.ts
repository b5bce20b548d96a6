import type { z } from "zod";
import type { Fault } from "../../shared/contract/errors.ts";
import type { Locale } from "../../shared/contract/messages.ts";
import { messageOf } from "../../shared/contract/messages.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { ReadySchema } from "../../shared/contract/service.ts";
import { stateOf } from "../../shared/delivery/breaker.ts";
import { chooseModel } from "../../shared/signs/choose-model.ts";
import type { Backend } from "../ports/breakers.ts";
import { checkAccess } from "./admit-caller.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";
import { within } from "./within.ts";

const CHECK_TIMEOUT_MS = 4_000;
/** A queue that works leaves nothing unprocessed for so long, save under a great load. */
const LATE_MS = 10 * 60_000;

export type Readiness = z.infer<typeof ReadySchema>;
type Check = Readiness["checks"][string];

/** Looks at every part that the service depends on. Never fails; `ready` is false when a required part is down. */
export async function checkReadiness(parts: Parts, locale: Locale): Promise<Readiness> {
  const { sessions, mirror, settings } = parts;
  const timed = async (
    required: boolean,
    work: (signal: AbortSignal) => Promise<Result<unknown, Fault>>,
  ): Promise<Check> => {
    const startedAt = parts.now();
    const result = await within(CHECK_TIMEOUT_MS, "service_unavailable", work);
    const latencyMs = Math.max(0, parts.now() - startedAt);
    if (result.ok) return { ok: true, required, latencyMs };
    return { ok: false, required, latencyMs, detail: detailOf(result.error, locale) };
  };
  const [access, database, queue, recognition, breaker, mirrorCheck, mirrorBreaker] = await Promise.all([
    timed(true, () => checkAccess(parts, settings.accessMode)),
    timed(true, () => guard("service_unavailable", () => sessions.ping())),
    timed(false, () => checkQueue(parts)),
    timed(true, (signal) => checkRecognition(parts, signal)),
    timed(false, () => checkBreaker(parts, "inference")),
    mirror ? timed(false, (signal) => mirror.ping(signal)) : undefined,
    mirror ? timed(false, () => checkBreaker(parts, "mirror")) : undefined,
  ]);
  const checks = {
    configuration: checkConfiguration(settings.configProblems),
    access,
    database,
    queue,
    inference: recognition,
    inferenceBreaker: breaker,
    ...(mirrorCheck ? { mirror: mirrorCheck } : {}),
    ...(mirrorBreaker ? { mirrorBreaker } : {}),
  };
  return { ready: Object.values(checks).every((check) => check.ok || !check.required), checks };
}

/** Only what an operator has to do is said at length. */
function detailOf(fault: Fault, locale: Locale): string {
  const { title, detail } = messageOf(fault, locale);
  return fault.code === "access_not_configured" ? detail : title;
}

const checkConfiguration = (problems: readonly string[]): Check => ({
  ok: problems.length === 0,
  required: true,
  latencyMs: 0,
  ...(problems.length === 0 ? {} : { detail: problems.join(" ") }),
});

/** Fails while the backend is being spared. */
async function checkBreaker({ breakers, now }: Parts, backend: Backend): Promise<Result<void, Fault>> {
  const breaker = await guard("service_unavailable", () => breakers.read(backend));
  if (!breaker.ok) return breaker;
  return stateOf(breaker.value, now()) === "closed" ? ok(undefined) : err({ code: "backend_paused" });
}

/** Whether the backend works, and has the versions that the configuration names as active. */
async function checkRecognition(
  { inference, settings }: Parts,
  signal: AbortSignal,
): Promise<Result<unknown, Fault>> {
  const told = await inference.ping(signal);
  if (!told.ok || !told.value.models) return told;
  const { models } = told.value;
  const choices = Object.entries(settings.activeModels).map(([languageCode, version]) =>
    chooseModel(models, { languageCode, version }),
  );
  return choices.find((choice) => !choice.ok) ?? told;
}

/** Queues cannot be asked how they are; work that is owed for too long tells. */
async function checkQueue({ sessions, now }: Parts): Promise<Result<void, Fault>> {
  const backlog = await guard("service_unavailable", () => sessions.outboxBacklog("assess"));
  if (!backlog.ok) return backlog;
  const { oldestAt } = backlog.value;
  return oldestAt !== undefined && now() - oldestAt > LATE_MS
    ? err({ code: "service_unavailable", cause: "work is waiting for more than ten minutes" })
    : ok(undefined);
}
