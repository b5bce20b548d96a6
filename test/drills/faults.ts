/** What goes wrong in a drill, how often, and how often it did. */
import type { Random } from "../../container/train/random.ts";

/** Chance of each fault whenever it could strike. */
const CHANCES = {
  "queue refuses a message": 0.05,
  "queue loses a message": 0.1,
  "queue delivers twice": 0.1,
  "queue delivers late": 0.15,
  "worker restarts before a call": 0.01,
  "worker restarts after a call": 0.01,
  "database refuses a read": 0.03,
  "database refuses a write": 0.03,
  "database loses an answer": 0.02,
  "container is down": 0.05,
  "container is overloaded": 0.05,
  "container hangs": 0.03,
  "container answers garbage": 0.02,
  "video storage is down": 0.03,
  "video is gone": 0.02,
  "mirror throttles": 0.1,
  "mirror loses an answer": 0.03,
  "clock jumps": 0.05,
  "sweep is skipped": 0.3,
} as const;

export type FaultKind = keyof typeof CHANCES;

export interface Faults {
  /** Whether the fault strikes now. */
  strikes(kind: FaultKind): boolean;
  /** From now on nothing goes wrong. */
  end(): void;
  /** How often each fault has struck. */
  readonly struck: ReadonlyMap<FaultKind, number>;
}

/** `spared` faults never strike. */
export function createFaults(random: Random, spared: readonly FaultKind[] = []): Faults {
  const struck = new Map<FaultKind, number>();
  let isOver = false;
  return {
    strikes(kind) {
      if (isOver || spared.includes(kind) || random.next() >= CHANCES[kind]) return false;
      struck.set(kind, (struck.get(kind) ?? 0) + 1);
      return true;
    },
    end() {
      isOver = true;
    },
    struck,
  };
}
