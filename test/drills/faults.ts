/** What goes wrong in a drill, how often or when, and how often it did. */
import type { Random } from "../../container/train/random.ts";

export const FAULT_KINDS = [
  "queue refuses a message",
  "queue loses a message",
  "queue forgets what it has delivered",
  "queue delivers twice",
  "queue delivers late",
  "worker restarts before a call",
  "worker restarts after a call",
  "database refuses a read",
  "database refuses a write",
  "database loses an answer",
  "container is down",
  "container is killed mid-job",
  "container is overloaded",
  "container is slow",
  "container hangs",
  "container answers garbage",
  "video storage is down",
  "video storage forbids",
  "video is gone",
  "video is cut short",
  "mirror is down",
  "mirror is slow",
  "mirror throttles",
  "mirror refuses the credentials",
  "mirror has no table",
  "mirror loses an answer",
  "clock jumps",
  "sweep is skipped",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Chance of a fault whenever it could strike; 0 where left out. */
export type Chances = Readonly<Partial<Record<FaultKind, number>>>;

/** A fault that strikes whenever it can, from one minute of the drill to another. */
export interface Outage {
  readonly kind: FaultKind;
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface Faults {
  /** Whether the fault strikes now. */
  strikes(kind: FaultKind): boolean;
  /** From now on nothing goes wrong. */
  end(): void;
  /** How often each fault has struck. */
  readonly struck: ReadonlyMap<FaultKind, number>;
}

const MINUTE_MS = 60_000;

interface Options {
  readonly random: Random;
  readonly chances: Chances;
  readonly outages: readonly Outage[];
  /** Milliseconds since the drill began. */
  elapsedMs(): number;
}

export function createFaults({ random, chances, outages, elapsedMs }: Options): Faults {
  const struck = new Map<FaultKind, number>();
  let isOver = false;
  const isOut = (kind: FaultKind): boolean => {
    const minute = elapsedMs() / MINUTE_MS;
    return outages.some((out) => out.kind === kind && out.fromMinute <= minute && minute < out.toMinute);
  };
  return {
    strikes(kind) {
      const chance = chances[kind] ?? 0;
      if (isOver || !(isOut(kind) || (chance > 0 && random.next() < chance))) return false;
      struck.set(kind, (struck.get(kind) ?? 0) + 1);
      return true;
    },
    end() {
      isOver = true;
    },
    struck,
  };
}
