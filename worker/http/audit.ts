import type { MiddlewareHandler } from "hono";
import { guard } from "../services/guard.ts";
import type { AppEnv } from "./app-context.ts";
import { valueOrProblem } from "./problem.ts";

const READING = ["GET", "HEAD", "OPTIONS"];

/** Writes down what an admin is about to do, and how it ended. What cannot be written down does not happen. */
export const audit = (): MiddlewareHandler<AppEnv> => async (c, next) => {
  if (READING.includes(c.req.method)) return next();
  const { auditLog, now, log } = c.get("parts");
  const requestId = c.get("requestId");
  const action = {
    at: now(),
    actor: c.get("caller")?.name ?? "",
    action: `${c.req.method} ${c.get("access").route}`,
    target: c.req.path,
    requestId,
  };
  const entryId = valueOrProblem(await guard("service_unavailable", () => auditLog.begin(action)));
  await next();
  const ended = await guard("service_unavailable", () => auditLog.end(entryId, c.res.status));
  if (!ended.ok)
    log("warn", "audit entry without its end", { request_id: requestId, cause: ended.error.cause });
};
