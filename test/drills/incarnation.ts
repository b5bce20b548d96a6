/** One run of the Worker, which may be restarted at any call that it makes: what comes after never happens. */
import type { Faults } from "./faults.ts";
import type { SimulatedTime } from "./simulated-time.ts";

export interface Incarnation {
  /** Makes a call to a real part. After a restart it never returns. */
  call<T>(work: () => Promise<T>): Promise<T>;
  /** The rest of a run that makes no call; after a restart it never happens. */
  finish(run: () => void): void;
  /** Resolves when the Worker restarts. */
  readonly restarted: Promise<void>;
}

const never = <T>(): Promise<T> => new Promise(() => {});

export function createIncarnation(time: SimulatedTime, faults: Faults): Incarnation {
  let isAlive = true;
  let die = (): void => {};
  const restarted = new Promise<void>((resolve) => {
    die = () => {
      isAlive = false;
      resolve();
    };
  });
  return {
    async call(work) {
      if (!isAlive) return never();
      if (faults.strikes("worker restarts before a call")) {
        die();
        return never();
      }
      const answer = await time.whileBusy(work);
      if (isAlive && faults.strikes("worker restarts after a call")) die();
      return isAlive ? answer : never();
    },
    finish(run) {
      if (isAlive) run();
    },
    restarted,
  };
}
