import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { ProblemError, valueOrProblem } from "../../http/problem.ts";
import { problemResponses } from "../../http/responses.ts";
import { SESSION_PARAMS, sessionIdOf } from "../../http/tuning-request.ts";
import { watchSession } from "../../services/tuning-session.ts";

export class WatchSession extends Endpoint {
  override schema = {
    operationId: "watchSession",
    tags: ["Tuning"],
    summary: "Watch a session live",
    description:
      "A WebSocket. Every suggestion, rating, reset and change of the figures (`stats`) comes as a JSON message with its `type`; `ping` is answered with `pong`.",
    request: { params: SESSION_PARAMS },
    responses: {
      "101": { description: "The WebSocket is open" },
      ...problemResponses("validation_failed", "upgrade_required", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const sessionId = sessionIdOf(c);
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket")
      throw new ProblemError({ code: "upgrade_required" });
    return valueOrProblem(await watchSession(c.get("parts"), sessionId, c.req.raw));
  }
}
