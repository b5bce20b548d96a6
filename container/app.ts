/** Every route of the container. */
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { invocations } from "./http/invocations.ts";
import { ping } from "./http/ping.ts";
import { problemResponse } from "./http/problem-response.ts";
import { requestIdOf } from "./http/request.ts";
import { workerOnly } from "./http/worker-only.ts";
import type { Service } from "./jobs/service.ts";

export function createApp(service: Service): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(workerOnly(service.config.secret));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allowed = methods.join(", ");
        c.header("Allow", allowed);
        return problemResponse(c, { code: "method_not_allowed", params: { allowed } }, requestIdOf(c));
      },
    }),
  );
  app.get("/ping", ping(service));
  app.post("/invocations", invocations(service));
  app.get("/metrics", (c) =>
    c.body(service.metrics.text(), 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
  app.notFound((c) => problemResponse(c, { code: "route_not_found" }, requestIdOf(c)));
  app.onError((cause, c) => {
    const requestId = requestIdOf(c);
    service.logger.error("unexpected", { request_id: requestId, cause: cause.stack ?? cause.message });
    return problemResponse(c, { code: "internal" }, requestId);
  });
  return app;
}
