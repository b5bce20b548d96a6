/** The feed of each assessment as a Durable Object of its own; see objects/assessment-feed.ts. */
import { err, ok } from "../../../shared/contract/result.ts";
import type { AssessmentFeed } from "../../ports/assessment-feed.ts";

/** The object behind a session; see objects/assessment-feed.ts. */
type RemoteFeed = { publish(): Promise<void> } & Pick<Fetcher, "fetch">;

export function createAssessmentFeed(namespace: DurableObjectNamespace): AssessmentFeed {
  const open = (sessionId: string): RemoteFeed =>
    // The runtime carries every method of the class, which the type of a namespace does not know.
    namespace.get(namespace.idFromName(sessionId)) as unknown as RemoteFeed;
  return {
    async publish(sessionId) {
      await open(sessionId).publish();
    },
    async watch(sessionId) {
      const { status, body } = await open(sessionId).fetch("https://feed/");
      if (status === 429) return err({ code: "too_many_watchers" });
      if (!body) throw new Error(`the feed answered ${status}`);
      return ok(body);
    },
  };
}
