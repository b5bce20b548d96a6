/** DynamoDB down for ten minutes while learners go on submitting: they notice nothing, and the mirror catches up. */
import type { DrillStorage } from "./drill-storage.ts";
import { countUnequal, type Judgement } from "./judge.ts";
import { runDrill, START } from "./run-drill.ts";

const MINUTE_MS = 60_000;
const DOWN = { kind: "mirror is down", fromMinute: 10, toMinute: 20 } as const;
/** How long learners submit. */
const LOAD_MINUTES = 30;

export interface MirrorOutage extends Judgement {
  readonly accepted: number;
  /** Simulated seconds from submission to result, 95th percentile, of sessions from within the outage and from without. */
  readonly resultSecondsWhileDown: number;
  readonly resultSecondsOtherwise: number;
  /** Milliseconds of this machine for POST /api/v1/assess, median, likewise. */
  readonly submitMsWhileDown: number;
  readonly submitMsOtherwise: number;
  /** Calls to DynamoDB during the outage. */
  readonly callsWhileDown: number;
  /** Sessions of which the mirror told otherwise just before it came back, and right after the next sweep. */
  readonly unequalWhenBack: number;
  readonly unequalAfterOneSweep: number;
}

export async function drillMirrorOutage(
  storage: DrillStorage,
  { sessions, seed }: { readonly sessions: number; readonly seed: number },
): Promise<MirrorOutage> {
  const seconds = { down: [] as number[], up: [] as number[] };
  const milliseconds = { down: [] as number[], up: [] as number[] };
  const when = (minute: number) => (DOWN.fromMinute <= minute && minute < DOWN.toMinute ? "down" : "up");
  const unequal = new Map<number, number>();
  const calls = new Map<number, number>();
  const outcome = await runDrill(storage, {
    sessions,
    seed,
    outages: [DOWN],
    submitEveryMs: Math.floor((LOAD_MINUTES * MINUTE_MS) / sessions),
    faultyMinutes: LOAD_MINUTES,
    onEnd: (minute, duration) => seconds[when(minute)].push(duration),
    onSubmit: (minute, duration) => milliseconds[when(minute)].push(duration),
    async onMinute(minute, { mirrorCalls }) {
      calls.set(minute, mirrorCalls);
      if (minute === DOWN.toMinute - 1 || minute === DOWN.toMinute)
        unequal.set(minute, await countUnequal(storage, START + minute * MINUTE_MS));
    },
  });
  return {
    accepted: outcome.accepted,
    resultSecondsWhileDown: quantile(seconds.down, 0.95),
    resultSecondsOtherwise: quantile(seconds.up, 0.95),
    submitMsWhileDown: quantile(milliseconds.down, 0.5),
    submitMsOtherwise: quantile(milliseconds.up, 0.5),
    callsWhileDown: (calls.get(DOWN.toMinute - 1) ?? 0) - (calls.get(DOWN.fromMinute - 1) ?? 0),
    unequalWhenBack: unequal.get(DOWN.toMinute - 1) ?? Number.NaN,
    unequalAfterOneSweep: unequal.get(DOWN.toMinute) ?? Number.NaN,
    lost: outcome.lost,
    doubled: outcome.doubled,
    stuck: outcome.stuck,
    unequal: outcome.unequal,
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return Math.round(value * 100) / 100;
}
