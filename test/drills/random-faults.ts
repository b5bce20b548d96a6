/**
 * Many sessions at once while everything fails at random: the services and consumers of the Worker over real D1 and
 * DynamoDB, in simulated time. The same seed gives the same faults up to the order in which real parts answer.
 */
import { createRandom } from "../../container/train/random.ts";
import { toAssessResponse } from "../../shared/assessment/response.ts";
import type { Session } from "../../shared/assessment/session.ts";
import { isOpen } from "../../shared/assessment/transitions.ts";
import type { IdempotencyStore } from "../../worker/ports/idempotency.ts";
import type { SessionMirror } from "../../worker/ports/mirror.ts";
import type { SessionStore } from "../../worker/ports/sessions.ts";
import { sweep } from "../../worker/queues/sweep.ts";
import { submitAssessment } from "../../worker/services/submit-assessment.ts";
import { createFaults, type FaultKind } from "./faults.ts";
import { BUCKET, type Drill, partsOf } from "./faulty-parts.ts";
import { createIncarnation } from "./incarnation.ts";
import { createQueues } from "./simulated-queues.ts";
import { SimulatedTime } from "./simulated-time.ts";

export interface DrillStorage {
  readonly sessions: SessionStore;
  readonly idempotency: IdempotencyStore;
  readonly mirror: SessionMirror;
  /** Ids of all sessions in the store, accepted or not. */
  sessionIds(): Promise<string[]>;
  owed(): Promise<number>;
  mirrorRow(sessionId: string): Promise<Record<string, unknown> | undefined>;
}

export interface DrillOutcome {
  readonly accepted: number;
  readonly faults: ReadonlyMap<FaultKind, number>;
  /** Accepted sessions that the store does not know. */
  readonly lost: number;
  /** Sessions that came to an end more than once. */
  readonly doubled: number;
  /** Sessions without an end, and work still owed. */
  readonly stuck: number;
  /** Sessions that the mirror tells otherwise than the store. */
  readonly unequal: number;
}

const START = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const FAULTY_MINUTES = 30;
/** Within this time of peace everything must have come to its end. */
const PEACEFUL_MINUTES = 120;
/** What only the sweep makes good. */
const NEEDS_THE_SWEEP = ["queue refuses a message", "queue loses a message"] as const;
const LONGEST_CLOCK_JUMP_MS = 10 * MINUTE_MS;

export interface DrillOptions {
  readonly sessions: number;
  readonly seed: number;
  /**
   * What makes good: the sweep, while queues lose messages; or the queues alone, which then lose none, while nothing is
   * swept until every accepted session should have ended.
   */
  readonly healer: "sweep" | "queues";
}

export async function drillRandomFaults(
  storage: DrillStorage,
  { sessions, seed, healer }: DrillOptions,
): Promise<DrillOutcome> {
  const random = createRandom(seed);
  const time = new SimulatedTime(START);
  const faults = createFaults(random, healer === "queues" ? NEEDS_THE_SWEEP : []);
  let isSwept = healer === "sweep";
  const clock = { skewMs: 0 };
  const endings = new Map<string, number>();
  let ids = 0;
  const newId = (): string =>
    `${String(seed).padStart(8, "0")}-0000-4000-8000-${String(++ids).padStart(12, "0")}`;
  const start = () => {
    const incarnation = createIncarnation(time, faults);
    return { incarnation, parts: partsOf(drill, incarnation) };
  };
  const announcer = createQueues({ time, faults, random: () => random.next(), newId, start });
  const drill: Drill = { time, faults, random, clock, endings, announcer, newId, ...storage };

  const accepted: string[] = [];
  const submit = async (): Promise<void> => {
    const request = {
      userId: "learner",
      exerciseId: 1,
      levelId: 1,
      s3VideoUrl: `s3://${BUCKET}/video.mp4`,
      languageCode: "ASL",
    };
    const submitted = await submitAssessment(start().parts, request, "drill");
    if (submitted.ok) accepted.push(submitted.value.sessionId);
  };
  for (let count = 0; count < sessions; count++) time.after(0, () => void submit());
  const everyMinute = (): void => {
    clock.skewMs = faults.strikes("clock jumps")
      ? Math.round(LONGEST_CLOCK_JUMP_MS * (2 * random.next() - 1))
      : 0;
    if (isSwept && !faults.strikes("sweep is skipped")) sweep(start().parts).catch(() => {});
    time.after(MINUTE_MS, everyMinute);
  };
  time.after(MINUTE_MS, everyMinute);

  await time.pass(FAULTY_MINUTES * MINUTE_MS);
  faults.end();
  await time.pass(PEACEFUL_MINUTES * MINUTE_MS);
  const open = await countOpen(storage.sessions, accepted);
  if (!isSwept) {
    isSwept = true;
    await time.pass(PEACEFUL_MINUTES * MINUTE_MS);
  }
  const judged = await judge(storage, accepted, endings);
  return { accepted: accepted.length, faults: faults.struck, ...judged, stuck: Math.max(open, judged.stuck) };
}

async function countOpen(sessions: SessionStore, ids: readonly string[]): Promise<number> {
  const found = await Promise.all(ids.map((id) => sessions.find(id)));
  return found.filter((session) => session && isOpen(session)).length;
}

async function judge(
  storage: DrillStorage,
  accepted: readonly string[],
  endings: ReadonlyMap<string, number>,
): Promise<Pick<DrillOutcome, "lost" | "doubled" | "stuck" | "unequal">> {
  const ids = await storage.sessionIds();
  const known = new Set(ids);
  let stuck = await storage.owed();
  let unequal = 0;
  for (const id of ids) {
    const session = await storage.sessions.find(id);
    if (!session || isOpen(session)) stuck++;
    if (!session || !isEqual(session, await storage.mirrorRow(id))) unequal++;
  }
  return {
    lost: accepted.filter((id) => !known.has(id)).length,
    doubled: [...endings.values()].filter((count) => count > 1).length,
    stuck,
    unequal,
  };
}

function isEqual(session: Session, row: Record<string, unknown> | undefined): boolean {
  const { verdict, version, status, updatedAt } = session;
  const result = row?.result as Record<string, unknown> | undefined;
  return (
    row?.version === version &&
    row.status === status &&
    row.updatedAt === new Date(updatedAt).toISOString() &&
    result?.recognizedGesture === verdict?.recognizedGesture &&
    result?.confidence === verdict?.confidence &&
    JSON.stringify((result?.metadata as { error?: unknown } | undefined)?.error) ===
      JSON.stringify(toAssessResponse(session, "en").metadata.error)
  );
}
