/** The session store behind a database that has its faults. */
import type { Session } from "../../shared/assessment/session.ts";
import { isOpen } from "../../shared/assessment/transitions.ts";
import type { SessionStore } from "../../worker/ports/sessions.ts";
import type { Faults } from "./faults.ts";
import type { Incarnation } from "./incarnation.ts";

/** `onEnd` is called when a session is brought to its end. */
export function faultySessions(
  sessions: SessionStore,
  faults: Faults,
  incarnation: Incarnation,
  onEnd: (sessionId: string) => void,
): SessionStore {
  const read = <T>(work: () => Promise<T>): Promise<T> =>
    incarnation.call(async () => {
      if (faults.strikes("database refuses a read")) throw new Error("D1_ERROR: overloaded");
      return work();
    });
  const write = <T>(work: () => Promise<T>): Promise<T> =>
    incarnation.call(async () => {
      if (faults.strikes("database refuses a write")) throw new Error("D1_ERROR: overloaded");
      const answer = await work();
      if (faults.strikes("database loses an answer")) throw new Error("D1_ERROR: network connection lost");
      return answer;
    });
  const replace = async (next: Session, outbox: Parameters<SessionStore["replace"]>[1]) => {
    const isReplaced = await sessions.replace(next, outbox);
    if (isReplaced && !isOpen(next)) onEnd(next.sessionId);
    return isReplaced;
  };
  return {
    ...sessions,
    insert: (...row) => write(() => sessions.insert(...row)),
    find: (id) => read(() => sessions.find(id)),
    replace: (...change) => write(() => replace(...change)),
    listExpired: (...query) => read(() => sessions.listExpired(...query)),
    pendingOutbox: (...query) => read(() => sessions.pendingOutbox(...query)),
    postponeOutbox: (...rows) => write(() => sessions.postponeOutbox(...rows)),
    hastenOutbox: (...rows) => write(() => sessions.hastenOutbox(...rows)),
    settleOutbox: (...row) => write(() => sessions.settleOutbox(...row)),
  };
}
