import type { TuningSessions } from "../../ports/tuning-sessions.ts";

/** Stands where no sessions are bound: none can be reached. */
export const unavailableTuningSessions: TuningSessions = {
  open: () => {
    throw new Error("no tuning sessions are bound");
  },
};
