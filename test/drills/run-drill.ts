/**
 * Sessions while things fail: the services, consumers and adapters of the Worker over a real database and DynamoDB, in
 * simulated time. The same seed gives the same faults up to the order in which real parts answer.
 */
import { createRandom } from "../../container/train/random.ts";
import { sweep } from "../../worker/queues/sweep.ts";
import { submitAssessment } from "../../worker/services/submit-assessment.ts";
import { type DrillWorld, partsOf } from "./drill-parts.ts";
import type { DrillStorage } from "./drill-storage.ts";
import { type Chances, createFaults, type FaultKind, type Faults, type Outage } from "./faults.ts";
import { createIncarnation } from "./incarnation.ts";
import { countOpen, type Judgement, judge } from "./judge.ts";
import { BUCKET } from "./played-storage.ts";
import { createQueues } from "./simulated-queues.ts";
import { SimulatedTime } from "./simulated-time.ts";

/** When every drill begins, in milliseconds since 1970. */
export const START = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
/** What only the sweep makes good. */
const NEEDS_THE_SWEEP = [
  "queue refuses a message",
  "queue loses a message",
  "queue forgets what it has delivered",
] as const;
const LONGEST_CLOCK_JUMP_MS = 10 * MINUTE_MS;

export interface DrillPlan {
  readonly sessions: number;
  readonly seed: number;
  readonly chances?: Chances;
  readonly outages?: readonly Outage[];
  /** In place of chances and outages. */
  readonly faults?: Faults;
  /** Between two submissions; 0, as is usual, for all at once. */
  readonly submitEveryMs?: number;
  /** How long things fail. */
  readonly faultyMinutes?: number;
  /** Within this time of peace everything must have come to its end. */
  readonly peacefulMinutes?: number;
  /**
   * What makes good: the sweep, while queues may lose messages; or the queues alone, which then lose none, while nothing
   * is swept until every accepted session should have ended. The sweep, unless said otherwise.
   */
  readonly healer?: "sweep" | "queues";
  /** Called half a minute after the sweep of every minute; nothing happens meanwhile. */
  readonly onMinute?: (minute: number, calls: BackendCalls) => Promise<void>;
  /** Called with the real milliseconds that a submission took. */
  readonly onSubmit?: (minute: number, milliseconds: number) => void;
  /** Called with the simulated seconds from a submission to its end. */
  readonly onEnd?: (minuteOfSubmission: number, seconds: number) => void;
}

export interface BackendCalls {
  readonly containerCalls: number;
  readonly mirrorCalls: number;
}

export interface DrillOutcome extends Judgement, BackendCalls {
  readonly accepted: number;
  readonly faults: ReadonlyMap<FaultKind, number>;
}

export async function runDrill(storage: DrillStorage, plan: DrillPlan): Promise<DrillOutcome> {
  const {
    sessions,
    seed,
    submitEveryMs = 0,
    faultyMinutes = 30,
    peacefulMinutes = 120,
    healer = "sweep",
  } = plan;
  const random = createRandom(seed);
  const time = new SimulatedTime(START);
  const chances = { ...plan.chances };
  if (healer === "queues") for (const kind of NEEDS_THE_SWEEP) delete chances[kind];
  const faults =
    plan.faults ??
    createFaults({ random, chances, outages: plan.outages ?? [], elapsedMs: () => time.now - START });
  const calls = { containerCalls: 0, mirrorCalls: 0 };
  const endings = new Map<string, number>();
  const submittedAt = new Map<string, number>();
  let ids = 0;
  const newId = (): string =>
    `${String(seed).padStart(8, "0")}-0000-4000-8000-${String(++ids).padStart(12, "0")}`;
  const start = () => {
    const incarnation = createIncarnation(time, faults);
    return { incarnation, parts: partsOf(world, incarnation) };
  };
  const world: DrillWorld = {
    time,
    faults,
    random,
    storage,
    clock: { skewMs: 0 },
    hasBreakers: healer === "sweep",
    announcer: createQueues({ time, faults, random: () => random.next(), newId, start }),
    newId,
    onEnd(id) {
      endings.set(id, (endings.get(id) ?? 0) + 1);
      const since = submittedAt.get(id);
      if (since !== undefined) plan.onEnd?.((since - START) / MINUTE_MS, (time.now - since) / 1000);
    },
    onContainerCall: () => calls.containerCalls++,
    onMirrorCall: () => calls.mirrorCalls++,
  };

  for (let count = 0; count < sessions; count++)
    time.after(count * submitEveryMs, () => {
      const [at, startedAt] = [time.now, performance.now()];
      void submit(start().parts).then((id) => {
        if (id === undefined) return;
        submittedAt.set(id, at);
        plan.onSubmit?.((at - START) / MINUTE_MS, performance.now() - startedAt);
      });
    });
  let isSwept = healer === "sweep";
  let minute = 0;
  const everyMinute = (): void => {
    minute++;
    world.clock.skewMs = faults.strikes("clock jumps")
      ? Math.round(LONGEST_CLOCK_JUMP_MS * (2 * random.next() - 1))
      : 0;
    if (isSwept && !faults.strikes("sweep is skipped")) sweep(start().parts).catch(() => {});
    time.after(MINUTE_MS, everyMinute);
  };
  time.after(MINUTE_MS, everyMinute);

  await time.pass(MINUTE_MS / 2);
  for (let passed = 0; passed < faultyMinutes; passed++) {
    await time.pass(MINUTE_MS);
    await plan.onMinute?.(minute, calls);
  }
  faults.end();
  await time.pass(peacefulMinutes * MINUTE_MS);
  const accepted = [...submittedAt.keys()];
  const open = await countOpen(storage, accepted);
  if (!isSwept) {
    isSwept = true;
    await time.pass(peacefulMinutes * MINUTE_MS);
  }
  const judged = await judge(storage, accepted, endings);
  return {
    accepted: accepted.length,
    faults: faults.struck,
    ...calls,
    ...judged,
    stuck: Math.max(open, judged.stuck),
  };
}

/** Undefined if the submission was refused. */
async function submit(parts: Parameters<typeof submitAssessment>[0]): Promise<string | undefined> {
  const request = {
    userId: "learner",
    exerciseId: 1,
    levelId: 1,
    s3VideoUrl: `s3://${BUCKET}/video.mp4`,
    languageCode: "ASL",
  };
  const submitted = await submitAssessment(parts, request, "drill");
  return submitted.ok ? submitted.value.sessionId : undefined;
}
