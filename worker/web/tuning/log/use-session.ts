import { useEffect, useMemo, useState } from "preact/hooks";
import { SessionState } from "../../../../shared/tuning/session-state.ts";
import { type Followed, NOTHING_FOLLOWED, SessionFeed } from "./session-feed.ts";

export interface FollowedSession extends Followed {
  /** What the log says; the same code as the service's own. */
  readonly log: SessionState;
  readonly refresh: () => Promise<void>;
}

/** Follows a session for as long as the page shows it. */
export function useSession(sessionId: string): FollowedSession {
  const [followed, setFollowed] = useState<Followed>(NOTHING_FOLLOWED);
  const feed = useMemo(() => new SessionFeed(sessionId, setFollowed), [sessionId]);
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);
  const seed = followed.session?.seed ?? 0;
  const log = useMemo(() => {
    const state = new SessionState(seed);
    for (const event of followed.events) if (state.accepts(event)) state.apply(event);
    return state;
  }, [seed, followed.events]);
  return { ...followed, log, refresh: () => feed.refresh() };
}
