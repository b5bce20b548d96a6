import { z } from "zod";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { eventStream } from "../http/event-stream.ts";
import { localeOf } from "../http/locale.ts";
import { valueOrProblem } from "../http/problem.ts";
import { problemResponses } from "../http/responses.ts";
import { watchAssessment } from "../services/watch-assessment.ts";

const EXAMPLE = `event: status\nid: 2\ndata: {"sessionId":"…","status":"processing",…}\n\n`;

export class WatchAssessment extends Endpoint {
  override schema = {
    operationId: "watchAssessment",
    tags: ["Assessment"],
    summary: "Watch an assessment",
    description:
      "Server-Sent Events: the assessment as it is now, then whenever it changes, until `completed` or `failed`. Each `status` event carries what reading the assessment answers; its `id` is sent back as `Last-Event-ID` to go on after it.",
    request: {
      params: z.object({ sessionId: z.uuid() }),
      headers: z.object({
        "Last-Event-ID": z.string().optional().describe("`id` of the last event seen"),
      }),
    },
    responses: {
      "200": {
        description: "The events",
        content: { "text/event-stream": { schema: z.string(), example: EXAMPLE } },
      },
      "204": { description: "The assessment is final, and its last event was seen" },
      ...problemResponses(
        "session_not_found",
        "too_many_watchers",
        "service_unavailable",
        "storage_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { sessionId = "" } = c.req.param();
    const leaving = new AbortController();
    const watch = {
      sessionId,
      locale: localeOf(c),
      knownVersion: versionOf(c.req.header("Last-Event-ID")),
      signal: leaving.signal,
    };
    const states = valueOrProblem(await watchAssessment(c.get("parts"), watch));
    if (!states) return c.body(null, 204);
    const events = eventStream(
      states,
      ({ version, assessment }) => ({ event: "status", id: version, data: assessment }),
      () => leaving.abort(),
    );
    return c.body(events, 200, {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      Vary: "Accept-Language",
    });
  }
}

/** What is no version of ours is as good as none. */
const versionOf = (lastEventId = ""): number => (/^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : 0);
