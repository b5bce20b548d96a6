import type { Hono, MiddlewareHandler } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { AppContext, AppEnv } from "./app-context.ts";
import { problem } from "./problem.ts";

export const routeNotFound = (c: AppContext): Response => problem(c, { code: "route_not_found" });

/** Answers 405 where the address exists and only the method is wrong. */
export const wrongMethod = (app: Hono<AppEnv>): MiddlewareHandler<AppEnv> =>
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const allowed = methods.join(", ");
      return problem(c, { code: "method_not_allowed", params: { allowed } }, [], { Allow: allowed });
    },
  });
