import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./app-context.ts";

/** One line a request. Paths are logged without their query, bodies never. */
export const requestLog = (): MiddlewareHandler<AppEnv> => async (c, next) => {
  const { now, log } = c.get("parts");
  const startedAt = now();
  await next();
  const { status } = c.res;
  log(status >= 500 ? "error" : "info", "request", {
    method: c.req.method,
    path: c.req.path,
    status,
    duration_ms: now() - startedAt,
    request_id: c.get("requestId"),
    code: c.get("faultCode"),
    cause: c.get("faultCause"),
  });
};
