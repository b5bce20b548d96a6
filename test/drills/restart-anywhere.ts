/** One session for every call that its processing makes, with the Worker restarted right before, or right after it. */
import type { DrillStorage } from "./drill-storage.ts";
import type { FaultKind, Faults } from "./faults.ts";
import type { Judgement } from "./judge.ts";
import { runDrill } from "./run-drill.ts";

const KINDS = ["worker restarts before a call", "worker restarts after a call"] as const;

/** `steps`: how many places the Worker was restarted at. */
export async function restartAnywhere(
  storage: DrillStorage,
  seed: number,
): Promise<Judgement & { readonly steps: number }> {
  const total = { lost: 0, doubled: 0, stuck: 0, unequal: 0, steps: 0 };
  for (const kind of KINDS)
    for (let call = 1; ; call++) {
      await storage.clear();
      const faults = once(kind, call);
      const runSeed = seed * 1000 + ++total.steps;
      const outcome = await runDrill(storage, { sessions: 1, seed: runSeed, faults, faultyMinutes: 1 });
      for (const name of ["lost", "doubled", "stuck", "unequal"] as const) total[name] += outcome[name];
      if (faults.struck.size === 0) break;
    }
  return total;
}

/** Strikes at the given call, counted from 1, and never again. */
function once(kind: FaultKind, call: number): Faults {
  const struck = new Map<FaultKind, number>();
  let calls = 0;
  let isOver = false;
  return {
    strikes(asked) {
      if (isOver || asked !== kind || ++calls !== call) return false;
      struck.set(kind, 1);
      return true;
    },
    end() {
      isOver = true;
    },
    struck,
  };
}
